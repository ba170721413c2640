package io.mlops4j.core.evaluation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of the metrics of any clusters. Points count all alike here, so nothing is said of weights. */
class ClusteringProperties {
    private static final List<String> SYMMETRIC =
            List.of("adjusted_rand", "normalized_mutual_info", "adjusted_mutual_info", "v_measure", "fowlkes_mallows");

    private static int[] labels(int rows, int groups, Random random) {
        return random.ints(rows, 0, groups).toArray();
    }

    private static double[][] points(int rows, Random random) {
        return Stream.generate(() -> random.ints(2, -5, 6).asDoubleStream().toArray())
                .limit(rows)
                .toArray(double[][]::new);
    }

    /** Other numbers for the same groups. */
    private static int[] renamed(int[] labels, int factor, int shift) {
        return Arrays.stream(labels).map(label -> factor * label + shift).toArray();
    }

    private static Evaluation evaluate(int[] classes, int[] clusters) {
        return Evaluator.clustering().evaluate(classes, clusters);
    }

    private static double value(Evaluation evaluation, String metric) {
        return evaluation.metric(metric).value();
    }

    private static void assertSame(Evaluation actual, Evaluation expected) {
        assertThat(actual.metrics()).containsOnlyKeys(expected.metrics().keySet());
        expected.metrics()
                .forEach((name, metric) ->
                        assertThat(value(actual, name)).as(name).isCloseTo(metric.value(), within(1e-9)));
    }

    @Property(tries = 200)
    void agreementIsMutual(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 8) int classCount,
            @ForAll @IntRange(min = 1, max = 8) int clusterCount,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] classes = labels(rows, classCount, random);
        int[] clusters = labels(rows, clusterCount, random);
        Evaluation there = evaluate(classes, clusters);
        Evaluation back = evaluate(clusters, classes);
        for (String name : SYMMETRIC) {
            assertThat(value(back, name)).as(name).isCloseTo(value(there, name), within(1e-9));
        }
        assertThat(value(back, "homogeneity")).isCloseTo(value(there, "completeness"), within(1e-9));
    }

    @Property(tries = 200)
    void theNamesOfGroupsDoNotMatter(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 8) int groups,
            @ForAll @IntRange(min = -1000, max = 1000) int shift,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] classes = labels(rows, groups, random);
        int[] clusters = labels(rows, 4, random);
        double[][] points = points(rows, random);
        assertSame(evaluate(renamed(classes, -3, shift), renamed(clusters, 7, -shift)), evaluate(classes, clusters));
        assertSame(
                Evaluator.clustering().evaluate(points, renamed(clusters, -3, shift)),
                Evaluator.clustering().evaluate(points, clusters));
    }

    @Property(tries = 200)
    void theOrderOfRowsDoesNotMatter(@ForAll @IntRange(min = 1, max = 40) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        int[] classes = labels(rows, 5, random);
        int[] clusters = labels(rows, 4, random);
        int first = random.nextInt(rows);
        int[] order =
                IntStream.range(0, rows).map(i -> (first + rows - i) % rows).toArray();
        assertSame(
                evaluate(
                        Arrays.stream(order).map(i -> classes[i]).toArray(),
                        Arrays.stream(order).map(i -> clusters[i]).toArray()),
                evaluate(classes, clusters));
    }

    /** All but the Fowlkes-Mallows index, which is 0 where all rows are apart. */
    @Property(tries = 200)
    void theSamePartitionAgreesFully(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 60) int groups,
            @ForAll long seed) {
        int[] classes = labels(rows, groups, new Random(seed));
        Evaluation evaluation = evaluate(classes, renamed(classes, -1, 0));
        evaluation.metrics().forEach((name, metric) -> {
            if (!name.equals("fowlkes_mallows") || Groups.of(classes).count() < rows) {
                assertThat(metric.value()).as(name).isCloseTo(1, within(1e-9));
            }
        });
        assertThat(evaluation.metrics()).hasSize(7);
    }

    /** The adjusted Rand index and mutual information are at most 1; all others are shares. */
    @Property(tries = 200)
    void agreementHasItsBounds(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 60) int groups,
            @ForAll long seed) {
        Random random = new Random(seed);
        Evaluation evaluation = evaluate(labels(rows, groups, random), labels(rows, 5, random));
        evaluation
                .metrics()
                .forEach((name, metric) -> assertThat(metric.value())
                        .as(name)
                        .isBetween(name.startsWith("adjusted") ? -1.0 : 0.0, 1 + 1e-9));
    }

    /** The table of all classes by all clusters, filled by looking at every pair of rows. */
    @Property(tries = 100)
    void theRandIndexIsThatOfAllPairsOfRows(@ForAll @IntRange(min = 2, max = 25) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        int[] classes = labels(rows, 4, random);
        int[] clusters = labels(rows, 3, random);
        double both = 0;
        double inClass = 0;
        double inCluster = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                both += classes[i] == classes[j] && clusters[i] == clusters[j] ? 1 : 0;
                inClass += classes[i] == classes[j] ? 1 : 0;
                inCluster += clusters[i] == clusters[j] ? 1 : 0;
            }
        }
        double expected = inClass * inCluster / (rows * (rows - 1) / 2.0);
        double range = (inClass + inCluster) / 2 - expected;
        assertThat(value(evaluate(classes, clusters), "adjusted_rand"))
                .isCloseTo(range == 0 ? 1 : (both - expected) / range, within(1e-9));
    }

    @Property(tries = 200)
    void theSilhouetteIsBetweenMinusOneAndOne(
            @ForAll @IntRange(min = 3, max = 150) int rows,
            @ForAll @IntRange(min = 2, max = 6) int groups,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] clusters = labels(rows, groups, random);
        clusters[0] = 0;
        clusters[1] = 0;
        clusters[2] = 1;
        Evaluation evaluation = Evaluator.clustering().evaluate(points(rows, random), clusters);
        assertThat(value(evaluation, "silhouette")).isBetween(-1.0, 1.0);
        assertThat(value(evaluation, "davies_bouldin")).isNotNegative();
        assertThat(value(evaluation, "calinski_harabasz")).isNotNegative();
    }
}
