package io.mlops4j.core.evaluation;

import static io.mlops4j.core.evaluation.Resources.doubles;
import static io.mlops4j.core.evaluation.Resources.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every metric against scikit-learn 1.2.1 on the same arrays, within 1e-9. */
class ReferenceValuesTest {
    private static final Set<String> NOT_A_METRIC = Set.of("roc_auc_weighted", "tn_fp_fn_tp");

    @Test
    void binaryMetricsAgreeWithScikitLearn() {
        for (JsonNode c : Resources.json("binary.json")) {
            assertAgrees(c, Evaluator.binary().evaluate(ints(c.get("labels")), doubles(c.get("scores"))));
        }
    }

    @Test
    void theWeightedAreaUnderTheRocCurveAgreesWithScikitLearn() {
        for (JsonNode c : Resources.json("binary.json")) {
            Evaluation weighted = Evaluator.binary()
                    .weights(doubles(c.get("weights")))
                    .evaluate(ints(c.get("labels")), doubles(c.get("scores")));
            assertThat(weighted.metric("roc_auc").value())
                    .as(c.get("name").stringValue())
                    .isCloseTo(c.get("expected").get("roc_auc_weighted").doubleValue(), within(1e-9));
        }
    }

    @Test
    void specificityFollowsFromScikitLearnsConfusionTable() {
        for (JsonNode c : Resources.json("binary.json")) {
            double[] table = doubles(c.get("expected").get("tn_fp_fn_tp"));
            Evaluation evaluation = Evaluator.binary().evaluate(ints(c.get("labels")), doubles(c.get("scores")));
            assertThat(evaluation.metric("specificity").value())
                    .isCloseTo(table[0] / (table[0] + table[1]), within(1e-12));
        }
    }

    @Test
    void multiclassMetricsAgreeWithScikitLearn() {
        for (JsonNode c : Resources.json("multiclass.json")) {
            JsonNode rows = c.get("probabilities");
            double[][] probabilities = IntStream.range(0, rows.size())
                    .mapToObj(i -> doubles(rows.get(i)))
                    .toArray(double[][]::new);
            assertAgrees(c, Evaluator.multiclass().evaluate(ints(c.get("labels")), probabilities));
        }
    }

    @Test
    void regressionMetricsAgreeWithScikitLearn() {
        for (JsonNode c : Resources.json("regression.json")) {
            assertAgrees(c, Evaluator.regression().evaluate(doubles(c.get("targets")), doubles(c.get("predictions"))));
        }
    }

    @Test
    void calibrationAndSeparationOfWeightedScoresAgreeWithTheirDefinitions() {
        for (JsonNode c : Resources.json("binary_more.json")) {
            assertAgrees(
                    c,
                    Evaluator.binary()
                            .weights(doubles(c.get("weights")))
                            .evaluate(ints(c.get("labels")), doubles(c.get("scores"))));
        }
    }

    @Test
    void quantilesAndRelativeErrorsOfWeightedNumbersAgreeWithScikitLearn() {
        for (JsonNode c : Resources.json("regression_more.json")) {
            assertAgrees(
                    c,
                    Evaluator.regression()
                            .quantiles(0.1, 0.5, 0.95)
                            .weights(doubles(c.get("weights")))
                            .evaluate(doubles(c.get("targets")), doubles(c.get("predictions"))));
        }
    }

    private static void assertAgrees(JsonNode reference, Evaluation evaluation) {
        assertAll(reference.get("expected").properties().stream()
                .filter(entry -> !NOT_A_METRIC.contains(entry.getKey()))
                .map((Map.Entry<String, JsonNode> entry) ->
                        () -> assertThat(evaluation.metric(entry.getKey()).value())
                                .as(reference.get("name").stringValue() + " " + entry.getKey())
                                .isCloseTo(entry.getValue().doubleValue(), within(1e-9))));
    }
}
