package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of several classes and labels whatever the rows are; ties abound. */
class ClassProperties {
    private static final int LABELS = 3;

    /** What two classes are called in the evaluation of each task, where it is the same thing. */
    private static final Map<String, String> SAME = Map.of(
            "roc_auc_ovr_macro", "roc_auc",
            "roc_auc_ovo_weighted", "roc_auc",
            "average_precision[1]", "average_precision",
            "log_loss", "log_loss",
            "accuracy", "accuracy",
            "balanced_accuracy", "balanced_accuracy",
            "precision[1]", "precision",
            "recall[0]", "specificity",
            "matthews", "matthews",
            "cohen_kappa", "cohen_kappa");

    @Property(tries = 100)
    void aWholeWeightOfARowOfSeveralLabelsIsARepetition(@ForAll @IntRange(min = 1, max = 25) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[][] labels = labels(n, random);
        double[][] scores = scores(n, random);
        int[] repeats = random.ints(n, 1, 4).toArray();
        int[] rows = IntStream.range(0, n)
                .flatMap(i -> IntStream.generate(() -> i).limit(repeats[i]))
                .toArray();
        Evaluation weighted = Evaluator.multilabel()
                .weights(Arrays.stream(repeats).asDoubleStream().toArray())
                .evaluate(labels, scores);
        assertSame(weighted, Evaluator.multilabel().evaluate(chosen(labels, rows), chosen(scores, rows)));
    }

    @Property(tries = 100)
    void theOrderOfRowsOfSeveralLabelsIsNothing(@ForAll @IntRange(min = 1, max = 25) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[][] labels = labels(n, random);
        double[][] scores = scores(n, random);
        int[] rows = shuffled(n, random);
        assertSame(
                Evaluator.multilabel().evaluate(chosen(labels, rows), chosen(scores, rows)),
                Evaluator.multilabel().evaluate(labels, scores));
    }

    @Property(tries = 100)
    void theOrderOfRowsOfSeveralClassesIsNothing(@ForAll @IntRange(min = 1, max = 25) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = random.ints(n, 0, LABELS).toArray();
        double[][] probabilities = normalised(scores(n, random));
        int[] rows = shuffled(n, random);
        assertSame(
                Evaluator.multiclass().evaluate(SortedOrder.permuted(labels, rows), chosen(probabilities, rows)),
                Evaluator.multiclass().evaluate(labels, probabilities));
    }

    @Property(tries = 100)
    void twoClassesAreMeasuredAsTheBinaryEvaluatorMeasuresThem(
            @ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = random.ints(n, 0, 2).toArray();
        // No score at the threshold, where the one predicts 1 and the other the first of equals.
        double[] scores = random.ints(n, 0, 6)
                .mapToDouble(i -> (2 * i + 1) / 12.0)
                .map(s -> s == 0.5 ? 0.51 : s)
                .toArray();
        double[] weights = random.doubles(n, 0.1, 3).toArray();
        double[][] both =
                Arrays.stream(scores).mapToObj(s -> new double[] {1 - s, s}).toArray(double[][]::new);
        Evaluation classes = Evaluator.multiclass().weights(weights).evaluate(labels, both);
        Evaluation binary = Evaluator.binary().weights(weights).evaluate(labels, scores);
        SAME.forEach((name, binaryName) -> classes.findMetric(name)
                .ifPresent(metric -> binary.findMetric(binaryName)
                        .ifPresent(
                                other -> assertThat(metric.value()).as(name).isCloseTo(other.value(), within(1e-12)))));
        assertThat(classes.metric("brier").value())
                .isCloseTo(2 * binary.metric("brier").value(), within(1e-12));
        assertThat(classes.findMetric("roc_auc[1]").isPresent())
                .isEqualTo(binary.findMetric("roc_auc").isPresent());
    }

    @Property(tries = 100)
    void oneLabelIsMeasuredAsTheBinaryEvaluatorMeasuresIt(
            @ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = random.ints(n, 0, 2).toArray();
        labels[0] = 1;
        labels[1] = 0;
        double[] scores = random.ints(n, 0, 6).mapToDouble(i -> i / 5.0).toArray();
        Evaluation several = Evaluator.multilabel()
                .threshold(0.4)
                .evaluate(
                        Arrays.stream(labels).mapToObj(y -> new int[] {y}).toArray(int[][]::new),
                        Arrays.stream(scores).mapToObj(s -> new double[] {s}).toArray(double[][]::new));
        Evaluation binary = Evaluator.binary().threshold(0.4).evaluate(labels, scores);
        for (String name : List.of("roc_auc", "average_precision", "precision", "recall", "f1")) {
            for (String suffix : List.of("_micro", "_macro", "_weighted", "[0]")) {
                assertThat(several.metric(name + suffix).value())
                        .as(name + suffix)
                        .isCloseTo(binary.metric(name).value(), within(1e-12));
            }
        }
        for (String name : List.of("accuracy", "log_loss")) {
            assertThat(several.metric(name).value())
                    .isCloseTo(binary.metric(name).value(), within(1e-12));
        }
        assertThat(several.metric("hamming_loss").value())
                .isCloseTo(1 - binary.metric("accuracy").value(), within(1e-12));
    }

    private static int[][] labels(int n, Random random) {
        return IntStream.range(0, n)
                .mapToObj(i -> random.ints(LABELS, 0, 2).toArray())
                .toArray(int[][]::new);
    }

    private static double[][] scores(int n, Random random) {
        return IntStream.range(0, n)
                .mapToObj(
                        i -> random.ints(LABELS, 1, 6).mapToDouble(s -> s / 6.0).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] normalised(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row)
                        .map(score -> score / Arrays.stream(row).sum())
                        .toArray())
                .toArray(double[][]::new);
    }

    private static int[] shuffled(int n, Random random) {
        List<Integer> rows = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(rows, random);
        return rows.stream().mapToInt(i -> i).toArray();
    }

    private static int[][] chosen(int[][] rows, int[] positions) {
        return Arrays.stream(positions).mapToObj(i -> rows[i]).toArray(int[][]::new);
    }

    private static double[][] chosen(double[][] rows, int[] positions) {
        return Arrays.stream(positions).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    private static void assertSame(Evaluation actual, Evaluation expected) {
        assertThat(actual.metrics().keySet()).isEqualTo(expected.metrics().keySet());
        actual.metrics()
                .forEach((name, metric) -> assertThat(metric.value())
                        .as(name)
                        .isCloseTo(expected.metric(name).value(), within(1e-9)));
    }
}
