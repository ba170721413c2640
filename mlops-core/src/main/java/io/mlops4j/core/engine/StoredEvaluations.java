package io.mlops4j.core.engine;

import io.mlops4j.core.evaluation.json.EvaluationCodec;
import io.mlops4j.core.evaluation.json.GateCodec;
import io.mlops4j.core.registry.EvaluationJson;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import tools.jackson.databind.JsonNode;

/** Brings the JSON of the evaluation step to the registry, which stores it. */
final class StoredEvaluations implements EvaluationJson {
    @Override
    public JsonNode write(Evaluation evaluation) {
        return EvaluationCodec.write(evaluation);
    }

    @Override
    public Evaluation readEvaluation(JsonNode json) {
        return EvaluationCodec.read(json);
    }

    @Override
    public JsonNode write(Gate gate) {
        return GateCodec.write(gate);
    }

    @Override
    public Gate readGate(JsonNode json) {
        return GateCodec.read(json);
    }
}
