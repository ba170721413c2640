package io.mlops4j.core.registry;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as an event holds it. Its metrics stand in the event, where they are read with the stream; slices, figures and comparisons may
 * be long, and then the whole of it is a blob that is read when it is asked for.
 *
 * @param name of the strategy that it was evaluated by
 * @param summary what stands in the event; all of it if there is no blob
 * @param blob the digest of the whole, or null
 */
record StoredEvaluation(
        String name, Evaluation summary, @Nullable String blob) {
    /** Stores an evaluation. */
    static StoredEvaluation of(String name, Evaluation evaluation, Blobs blobs, EvaluationJson json) {
        Evaluation summary = summary(evaluation);
        if (summary.equals(evaluation)) {
            return new StoredEvaluation(name, evaluation, null);
        }
        return new StoredEvaluation(
                name, summary, blobs.put(Json.bytes(json.write(evaluation))).digest());
    }

    private static Evaluation summary(Evaluation evaluation) {
        Evaluation.Builder summary =
                Evaluation.of(evaluation.task(), evaluation.rows()).confidence(evaluation.confidence());
        evaluation.settings().forEach(summary::setting);
        evaluation.metrics().values().forEach(summary::metric);
        evaluation.warnings().forEach(summary::warning);
        return summary.build();
    }

    /** The whole evaluation. */
    Evaluation read(Blobs blobs, EvaluationJson json) {
        return blob == null
                ? summary
                : json.readEvaluation(Json.parse(blobs.read("The evaluation '" + name + "'", blob)));
    }
}
