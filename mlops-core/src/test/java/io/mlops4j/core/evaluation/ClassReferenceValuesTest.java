package io.mlops4j.core.evaluation;

import static io.mlops4j.core.evaluation.Resources.doubles;
import static io.mlops4j.core.evaluation.Resources.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.MulticlassEvaluator;
import io.mlops4j.evaluation.MultilabelEvaluator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Several classes and several labels against scikit-learn 1.2.1 on the same arrays, within 1e-9. */
class ClassReferenceValuesTest {
    static Stream<JsonNode> classes() {
        return Resources.json("multiclass_more.json").valueStream();
    }

    static Stream<JsonNode> labels() {
        return Resources.json("multilabel.json").valueStream();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void severalClassesAgreeWithScikitLearn(JsonNode c) {
        MulticlassEvaluator evaluator = Evaluator.multiclass().topK(1, 2, 3, 5);
        double[] weights = doubles(c.get("weights"));
        assertAgrees(
                c,
                (weights.length == 0 ? evaluator : evaluator.weights(weights))
                        .evaluate(ints(c.get("labels")), rows(c.get("probabilities"))));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void severalLabelsAgreeWithScikitLearn(JsonNode c) {
        MultilabelEvaluator evaluator = Evaluator.multilabel().thresholds(doubles(c.get("thresholds")));
        double[] weights = doubles(c.get("weights"));
        JsonNode labels = c.get("labels");
        int[][] truth = IntStream.range(0, labels.size())
                .mapToObj(i -> ints(labels.get(i)))
                .toArray(int[][]::new);
        assertAgrees(
                c,
                (weights.length == 0 ? evaluator : evaluator.weights(weights)).evaluate(truth, rows(c.get("scores"))));
    }

    private static double[][] rows(JsonNode rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> doubles(rows.get(i)))
                .toArray(double[][]::new);
    }

    private static void assertAgrees(JsonNode reference, Evaluation evaluation) {
        SoftAssertions.assertSoftly(softly -> reference
                .get("expected")
                .properties()
                .forEach(entry -> softly.assertThat(evaluation.findMetric(entry.getKey()))
                        .as(reference.get("name").stringValue() + " " + entry.getKey())
                        .hasValueSatisfying(metric -> assertThat(metric.value())
                                .isCloseTo(entry.getValue().doubleValue(), within(1e-9)))));
    }
}
