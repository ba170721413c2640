package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A whole weight is a repetition, for several classes and for numbers; and the areas of several classes, pair by pair. */
class WeightsProperties {
    private static final int CLASSES = 3;

    @Property(tries = 150)
    void ofSeveralClasses(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = random.ints(n, 0, CLASSES).toArray();
        double[][] probabilities = coarse(n, random);
        int[] repeats = repeats(n, random);
        int[] rows = repeated(repeats);
        Evaluation repeated = Evaluator.multiclass()
                .evaluate(
                        SortedOrder.permuted(labels, rows),
                        Arrays.stream(rows).mapToObj(i -> probabilities[i]).toArray(double[][]::new));
        assertSame(Evaluator.multiclass().weights(asDoubles(repeats)).evaluate(labels, probabilities), repeated);
    }

    @Property(tries = 150)
    void ofNumbers(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] targets = random.ints(n, 1, 9).asDoubleStream().toArray();
        double[] predictions = random.ints(n, 1, 9).asDoubleStream().toArray();
        int[] repeats = repeats(n, random);
        int[] rows = repeated(repeats);
        Evaluation repeated = Evaluator.regression()
                .evaluate(SortedOrder.permuted(targets, rows), SortedOrder.permuted(predictions, rows));
        assertSame(Evaluator.regression().weights(asDoubles(repeats)).evaluate(targets, predictions), repeated);
    }

    @Property(tries = 150)
    void theAreasOfSeveralClassesAreMeansOverPairs(@ForAll @IntRange(min = 3, max = 30) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = IntStream.range(0, n).map(i -> i % CLASSES).toArray();
        double[][] probabilities = coarse(n, random);
        double rest = 0;
        double each = 0;
        for (int k = 0; k < CLASSES; k++) {
            rest += area(labels, probabilities, k, -1) / CLASSES;
            for (int other = 0; other < CLASSES; other++) {
                each += other == k ? 0 : area(labels, probabilities, k, other) / CLASSES / (CLASSES - 1);
            }
        }
        Evaluation evaluation = Evaluator.multiclass().evaluate(labels, probabilities);
        assertThat(evaluation.metric("roc_auc_ovr_macro").value()).isCloseTo(rest, within(1e-12));
        assertThat(evaluation.metric("roc_auc_ovo_macro").value()).isCloseTo(each, within(1e-12));
    }

    /** The share of pairs in the right order by the probability of k, against one other class or (−1) the rest. */
    private static double area(int[] labels, double[][] probabilities, int k, int other) {
        double won = 0;
        int pairs = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                if (labels[i] == k && labels[j] != k && (other < 0 || labels[j] == other)) {
                    won += (1 + Math.signum(probabilities[i][k] - probabilities[j][k])) / 2;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }

    /** Quarters, so that ties abound. */
    private static double[][] coarse(int n, Random random) {
        return IntStream.range(0, n)
                .mapToObj(i -> {
                    int first = random.nextInt(5);
                    int second = random.nextInt(5 - first);
                    return new double[] {first / 4.0, second / 4.0, (4 - first - second) / 4.0};
                })
                .toArray(double[][]::new);
    }

    private static int[] repeats(int n, Random random) {
        return random.ints(n, 1, 4).toArray();
    }

    private static int[] repeated(int[] repeats) {
        return IntStream.range(0, repeats.length)
                .flatMap(i -> IntStream.generate(() -> i).limit(repeats[i]))
                .toArray();
    }

    private static double[] asDoubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    private static void assertSame(Evaluation actual, Evaluation expected) {
        assertThat(actual.metrics().keySet()).isEqualTo(expected.metrics().keySet());
        actual.metrics()
                .forEach((name, metric) -> assertThat(metric.value())
                        .as(name)
                        .isCloseTo(expected.metric(name).value(), within(1e-9)));
    }
}
