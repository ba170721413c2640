package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.evaluation.json.EvaluationCodec;
import io.mlops4j.core.evaluation.json.GateCodec;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CodecTest {
    private static final Gate GATE = Gate.require("roc_auc")
            .atLeast(0.8)
            .and("brier")
            .atMost(0.2)
            .and("roc_auc")
            .notWorseThanChampion(0.005)
            .andEverySlice("recall")
            .atLeast(0.6)
            .and("roc_auc")
            .nonInferiorToChampion(0.01)
            .and("roc_auc")
            .superiorToChampion()
            .andFairness("gender", "equal_opportunity")
            .atMost(0.1)
            .andEvaluation("backtest", Gate.requireEverySlice("mase").atMost(1))
            .andDataQuality()
            .andLatency(0.99)
            .atMost(Duration.ofMillis(5))
            .andSizeAtMost(50_000_000);

    @Test
    void anEvaluationIsWrittenAsItsGoldenFile() {
        assertThat(Json.text(EvaluationCodec.write(evaluation())))
                .isEqualTo(Json.text(Resources.json("evaluation.golden.json")));
    }

    @Test
    void anEvaluationIsReadFromItsGoldenFile() {
        assertThat(EvaluationCodec.read(Resources.json("evaluation.golden.json")))
                .isEqualTo(evaluation());
    }

    @Test
    void whatIsComputedSurvivesStorageInItsOrder() {
        Evaluation computed = Evaluator.binary()
                .slice("region", new String[] {"us", "eu", "us", "eu", "us", "us"})
                .confidence(0.9)
                .evaluate(new int[] {0, 1, 0, 1, 1, 0}, new double[] {0.1, 0.8, 0.6, 0.4, 0.7, 0.2});
        Evaluation read = EvaluationCodec.read(Json.parse(Json.bytes(EvaluationCodec.write(computed))));
        assertThat(read).isEqualTo(computed);
        assertThat(read.metrics().keySet())
                .containsExactlyElementsOf(computed.metrics().keySet());
        assertThat(read.slices().get("region")).containsOnlyKeys("us", "eu");
    }

    @Test
    void aGateIsWrittenAsItsGoldenFile() {
        assertThat(Json.text(GateCodec.write(GATE))).isEqualTo(Json.text(Resources.json("gate.golden.json")));
    }

    @Test
    void aGateIsReadFromItsGoldenFile() {
        assertThat(GateCodec.read(Resources.json("gate.golden.json"))).isEqualTo(GATE);
    }

    @Test
    void unknownFieldsAreIgnored() {
        ObjectNode gate = GateCodec.write(GATE).put("later", 1);
        ObjectNode evaluation = EvaluationCodec.write(evaluation()).put("later", 1);
        assertThat(GateCodec.read(gate)).isEqualTo(GATE);
        assertThat(EvaluationCodec.read(evaluation)).isEqualTo(evaluation());
    }

    @Test
    void anUnknownConditionIsNotForgotten() {
        assertThatThrownBy(() -> GateCodec.read(
                        json("{\"conditions\":[{\"metric\":\"f1\",\"require\":\"monotone\",\"bound\":1}]}")))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("'monotone'");
        assertThatThrownBy(
                        () -> GateCodec.read(
                                json(
                                        "{\"conditions\":[{\"metric\":\"f1\",\"require\":\"at-least\",\"bound\":1,\"scope\":\"worst\"}]}")))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("'worst'");
    }

    @Test
    void storedNonsenseIsAViolationOfIntegrity() {
        assertThatThrownBy(() -> GateCodec.read(json("{}"))).isInstanceOf(IntegrityViolation.class);
        assertThatThrownBy(() -> EvaluationCodec.read(json("{\"task\":\"binary\",\"rows\":0,\"confidence\":0.95}")))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("at least one row");
        assertThatThrownBy(() -> EvaluationCodec.read(json("{\"task\":\"binary\",\"rows\":1,\"confidence\":0.95,"
                        + "\"metrics\":[{\"name\":\"f1\",\"value\":\"NaN\",\"better\":\"higher\"}]}")))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("NaN");
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Evaluation evaluation() {
        return Evaluation.of("binary", 569)
                .metric(Metric.of("roc_auc", 0.9, Direction.HIGHER_IS_BETTER)
                        .withInterval(new Interval(0.85, 0.94, 0.95, "DeLong")))
                .metric(Metric.of("log_loss", Double.POSITIVE_INFINITY, Direction.LOWER_IS_BETTER))
                .slice(
                        "region",
                        "eu",
                        Evaluation.of("binary", 12)
                                .metric(Metric.of("accuracy", 0.75, Direction.HIGHER_IS_BETTER))
                                .warning("roc_auc is undefined: no row has the label 1.")
                                .build())
                .slice("region", "", Evaluation.of("binary", 557).build())
                .build();
    }
}
