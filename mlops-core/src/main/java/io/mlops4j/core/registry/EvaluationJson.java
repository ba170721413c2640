package io.mlops4j.core.registry;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import tools.jackson.databind.JsonNode;

/** How evaluations and gates are written into a version's event; the engine brings it. */
public interface EvaluationJson {
    /** Writes an evaluation. */
    JsonNode write(Evaluation evaluation);

    /** Reads an evaluation. */
    Evaluation readEvaluation(JsonNode json);

    /** Writes a gate. */
    JsonNode write(Gate gate);

    /** Reads a gate. */
    Gate readGate(JsonNode json);
}
