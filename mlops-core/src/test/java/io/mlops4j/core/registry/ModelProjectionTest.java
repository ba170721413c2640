package io.mlops4j.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.evaluation.json.EvaluationCodec;
import io.mlops4j.core.evaluation.json.GateCodec;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.registry.ModelEvent.AliasRemoved;
import io.mlops4j.core.registry.ModelEvent.AliasSet;
import io.mlops4j.core.registry.ModelEvent.ReplacementNamed;
import io.mlops4j.core.registry.ModelEvent.VersionEvaluated;
import io.mlops4j.core.registry.ModelEvent.VersionRegistered;
import io.mlops4j.core.registry.ModelEvent.VersionRetired;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ModelProjectionTest {
    private static final Signature SIGNATURE = new Signature(
            List.of(TensorSpec.tensor("X", ElementType.FLOAT, -1, 2)),
            List.of(TensorSpec.tensor("label", ElementType.INT64, -1)));

    private static final VersionFacts BARE = new VersionFacts(
            1,
            new VersionFacts.FileRef("model.onnx", "a".repeat(64), 12),
            "onnx 1.2",
            SIGNATURE,
            null,
            List.of(),
            null,
            List.of(),
            "",
            Map.of(),
            null);

    private static final Evaluation EVALUATION = Evaluation.of("binary", 569)
            .metric(Metric.of("roc_auc", 0.875, Direction.HIGHER_IS_BETTER)
                    .withInterval(new Interval(0.8, 0.9375, 0.95, "bootstrap")))
            .warning("Few rows.")
            .build();

    private static final VersionFacts FULL = new VersionFacts(
            2,
            new VersionFacts.FileRef("model \"ü\".onnx", "b".repeat(64), 4_294_967_296L),
            "onnx 1.2",
            SIGNATURE,
            new VersionFacts.RunRef("loans", "01ARZ3NDEKTSV4RRFFQ69G5FAV"),
            List.of(new StoredEvaluation(Evaluation.HOLD_OUT, EVALUATION, null)),
            Gate.require("roc_auc").atLeast(0.8),
            List.of("age", "income"),
            "Scores loans.",
            Map.of("team", "risk"),
            null);

    private static final VersionFacts WITH_PIPELINE = new VersionFacts(
            3,
            new VersionFacts.FileRef("model.onnx", "a".repeat(64), 12),
            "onnx 1.2",
            SIGNATURE,
            null,
            List.of(),
            null,
            List.of("income", "grade=A"),
            "",
            Map.of(),
            "c".repeat(64));

    private static final VersionFacts EVALUATED = new VersionFacts(
            4,
            new VersionFacts.FileRef("model.onnx", "a".repeat(64), 12),
            "onnx 1.2",
            SIGNATURE,
            null,
            List.of(
                    new StoredEvaluation(Evaluation.HOLD_OUT, EVALUATION, "d".repeat(64)),
                    new StoredEvaluation("backtest", EVALUATION, null)),
            null,
            List.of(),
            "",
            Map.of(),
            null);

    private final ModelProjection projection = new ModelProjection(new Codecs());

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        return Golden.tests(
                "model",
                projection,
                Map.of(
                        "version-registered", new VersionRegistered(BARE),
                        "version-registered+full", new VersionRegistered(FULL),
                        "version-registered+pipeline", new VersionRegistered(WITH_PIPELINE),
                        "version-registered+evaluations", new VersionRegistered(EVALUATED),
                        "version-evaluated",
                                new VersionEvaluated(2, new StoredEvaluation("shadow", EVALUATION, "e".repeat(64))),
                        "alias-set", new AliasSet("champion", 2),
                        "alias-removed", new AliasRemoved("champion"),
                        "version-retired", new VersionRetired(1),
                        "replacement-named", new ReplacementNamed(1, 2)));
    }

    @Test
    void thereAreNoOtherEvents() {
        assertThat(ModelEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        VersionRegistered.class,
                        VersionEvaluated.class,
                        AliasSet.class,
                        AliasRemoved.class,
                        VersionRetired.class,
                        ReplacementNamed.class);
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(projection.read("invented-later", Json.object())).isEmpty();
    }

    @Test
    void aReplacementOfAVersionThatWasNotRetiredChangesNothing() {
        Stamp stamp = new Stamp(0, Instant.EPOCH, "alice", "");
        ModelState state = projection.apply(projection.initial(), stamp, new VersionRegistered(BARE));
        assertThat(projection.apply(state, stamp, new ReplacementNamed(1, 2))).isEqualTo(state);
        assertThat(projection.apply(state, stamp, new VersionRetired(7))).isEqualTo(state);
    }

    /** As the engine wires it. */
    private static final class Codecs implements EvaluationJson {
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
}
