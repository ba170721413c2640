package io.mlops4j.core.evaluation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClusteringTest {
    @Test
    void clustersAreEvaluatedAsByScikitLearn() {
        for (JsonNode c : Resources.json("clustering.json")) {
            int[] clusters = Resources.ints(c.get("clusters"));
            JsonNode rows = c.get("points");
            double[][] points = IntStream.range(0, rows.size())
                    .mapToObj(i -> Resources.doubles(rows.get(i)))
                    .toArray(double[][]::new);
            assertAgrees(c, "agreement", Evaluator.clustering().evaluate(Resources.ints(c.get("classes")), clusters));
            assertAgrees(c, "density", Evaluator.clustering().evaluate(points, clusters));
        }
    }

    private static void assertAgrees(JsonNode c, String kind, Evaluation evaluation) {
        c.get(kind)
                .properties()
                .forEach(entry -> assertThat(evaluation.metric(entry.getKey()).value())
                        .as(c.get("name").stringValue() + " " + entry.getKey())
                        .isCloseTo(entry.getValue().doubleValue(), within(1e-9)));
    }

    @Test
    void aSingleClusterHasNoDensity() {
        Evaluation evaluation = Evaluator.clustering().evaluate(new double[][] {{1}, {2}}, new int[] {5, 5});
        assertThat(evaluation.metrics()).isEmpty();
        assertThat(evaluation.warnings()).anyMatch(warning -> warning.startsWith("silhouette is undefined"));
    }

    @Test
    void weightsAreRefused() {
        assertThatThrownBy(() -> Evaluator.clustering()
                        .weights(new double[] {1, 2})
                        .evaluate(new int[] {0, 1}, new int[] {0, 1}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("counted alike");
    }
}
