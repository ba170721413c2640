package io.mlops4j.core.evaluation.text;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Wanted;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.TextEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;

/** Checks texts and references, and evaluates what they share. Stateless. */
public final class TextTask {
    private TextTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(
            TextEvaluator evaluator, List<String> predictions, List<List<String>> references) {
        Checks.rows("texts", predictions.size(), "lists of references", references.size());
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).isEmpty()) {
                throw new InvalidInput("Text " + i + " has no reference; give at least one, perhaps an empty text.");
            }
        }
        EvaluationOptions options = evaluator.options();
        Checks.wanted("text", TextRows.MEASURES, List.of(), options);
        return Assessment.of(
                TextRows.of(
                        Wanted.of(TextRows.MEASURES, Checks.wanted(TextRows.MEASURES, options)),
                        predictions,
                        references,
                        Checks.weights(options, predictions.size())),
                options);
    }
}
