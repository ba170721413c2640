package io.mlops4j.model;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.experiment.Run;

/** A version of a model on its way into the registry. Single-use, not thread-safe; ends in {@link #register}. */
public interface ModelDraft {
    /** The run that made the model, for the lineage. */
    ModelDraft run(Run run);

    /** How good the model is; kept with the version, and what a gate is checked against. */
    ModelDraft evaluation(Evaluation evaluation);

    /**
     * How good it is by another strategy than on rows that were held out, beside that evaluation: {@code cross_validation}, {@code backtest},
     * {@code shadow}. A gate reaches it with {@link Gate#andEvaluation}.
     */
    ModelDraft evaluation(String name, Evaluation evaluation);

    /** The conditions that the evaluation must meet; kept with the version, and checked again when it is deployed. */
    ModelDraft gate(Gate gate);

    /** The names of the columns of a {@code [n, k]} input, in order: as many as the model has columns. */
    ModelDraft features(String... names);

    /**
     * The transforms that its {@code [n, k]} input goes through: stored with the version, and applied by every endpoint that serves it. They give
     * as many columns as the model has, all of them numbers; {@link #features} are their outputs then, and need not be named.
     */
    ModelDraft pipeline(FeaturePipeline features);

    /** What the model is for, in a few sentences. */
    ModelDraft description(String text);

    /** Sets a tag. */
    ModelDraft tag(String name, String value);

    /**
     * Loads the model, reads its signature from it, checks the gate, stores the file and gives the version its number. When this returns, the
     * version is durable.
     *
     * @throws InvalidInput if the file is no model that a runtime on the path can read, or the feature names or the pipeline do not fit it
     * @throws InferenceFailure if the runtime knows the format and still cannot load the model
     * @throws QualityGateFailed if the gate is not met, or a gate is set and no evaluation; nothing is registered
     */
    ModelVersion register();
}
