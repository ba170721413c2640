package io.mlops4j.core.evaluation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** By scikit-learn 1.2.1's davies_bouldin_score. */
    @Test
    void daviesBouldinTakesWhatIsNearlyZeroForZero() {
        assertThat(daviesBouldin(new int[] {0, 0, 1, 1}, 0, 1e-9, 5, 5 + 2e-9)).isZero();
        assertThat(daviesBouldin(new int[] {0, 0, 1, 1}, 0, 1e-7, 5, 5 + 2e-7))
                .isCloseTo(3.0350298353753946e-08, withinPercentage(2));
        assertThat(daviesBouldin(new int[] {0, 0, 1, 1}, -1, 1, -2, 2 + 1e-9)).isZero();
    }

    /** By scikit-learn 1.2.1's davies_bouldin_score: the ratio of two clusters about the same centre does not count. */
    @Test
    void clustersAboutTheSameCentreAreNotCompared() {
        assertThat(daviesBouldin(new int[] {0, 0, 1, 1, 2, 2}, -1, 1, -2, 2, 8, 10))
                .isCloseTo(0.2962962962962963, within(1e-12));
        assertThat(daviesBouldin(new int[] {0, 0, 0, 1, 1, 1, 2, 2}, 1, 2, 5, 1, 3, 4, 20, 30))
                .isCloseTo(0.2868988391376451, within(1e-12));
    }

    private static double daviesBouldin(int[] clusters, double... points) {
        return Evaluator.clustering()
                .evaluate(
                        DoubleStream.of(points).mapToObj(x -> new double[] {x}).toArray(double[][]::new), clusters)
                .metric("davies_bouldin")
                .value();
    }

    /** A table of all classes by all clusters would take 10 GB. */
    @Test
    void manyClassesAndClustersTakeNoMoreThanTheirRows() {
        int[] classes = IntStream.range(0, 50_000).toArray();
        int[] clusters = IntStream.range(0, 50_000).map(i -> i / 2).toArray();
        Evaluation evaluation = Evaluator.clustering().evaluate(classes, clusters);
        assertThat(evaluation.metric("homogeneity").value())
                .isCloseTo(Math.log(25_000) / Math.log(50_000), within(1e-9));
        assertThat(evaluation.metric("completeness").value()).isCloseTo(1, within(1e-9));
        assertThat(evaluation.metric("adjusted_rand").value()).isZero();
        assertThat(evaluation.metric("adjusted_mutual_info").value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void pointsThatAreAllApartInBothAgree() {
        Evaluation evaluation = Evaluator.clustering().evaluate(new int[] {0, 1}, new int[] {5, 3});
        assertThat(evaluation.metric("adjusted_mutual_info").value()).isEqualTo(1);
    }

    @Test
    void theSilhouetteDoesNotDependOnTheNumberOfThreads() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double[][] points = Stream.generate(() -> random.doubles(3).toArray())
                    .limit(501)
                    .toArray(double[][]::new);
            int[] clusters = random.ints(points.length, 0, 4).toArray();
            assertThat(silhouette(7, points, clusters)).isEqualTo(silhouette(1, points, clusters));
        }
    }

    private static double silhouette(int threads, double[][] points, int[] clusters) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> Evaluator.clustering().evaluate(points, clusters))
                    .join()
                    .metric("silhouette")
                    .value();
        } finally {
            pool.shutdown();
        }
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
