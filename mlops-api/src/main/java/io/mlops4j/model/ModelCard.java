package io.mlops4j.model;

/**
 * What people should know of a version before they use it: what it is for, what it was made from, how good it is and for whom, and what to beware of.
 * Most of it is known already and generated; what only people know is added here. Immutable: each addition answers a new card.
 */
public interface ModelCard {
    /** With a kind of user that the model is meant for. */
    ModelCard user(String description);

    /** With something that the model is meant for. */
    ModelCard useCase(String description);

    /** With something that it cannot do; the warnings of its evaluations are there already. */
    ModelCard limitation(String description);

    /** With a risk, and what is done about it. */
    ModelCard ethicalConsideration(String risk, String mitigation);

    /** As Markdown, with the tables of every evaluation. */
    String toMarkdown();

    /** As JSON by the schema 0.0.2 of TensorFlow's Model Card Toolkit. */
    String toJson();
}
