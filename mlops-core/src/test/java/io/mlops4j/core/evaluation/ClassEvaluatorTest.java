package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Reliability;
import io.mlops4j.evaluation.SliceSearch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassEvaluatorTest {
    private static final int ROWS = 300;

    private final int[] labels = new int[ROWS];
    private final double[][] probabilities = new double[ROWS][];
    private final int[][] manyLabels = new int[ROWS][3];
    private final double[][] scores = new double[ROWS][3];

    ClassEvaluatorTest() {
        Random random = new Random(3);
        for (int i = 0; i < ROWS; i++) {
            labels[i] = random.nextInt(3);
            probabilities[i] = distribution(3, labels[i], random);
            for (int k = 0; k < 3; k++) {
                manyLabels[i][k] = random.nextInt(2);
                scores[i][k] = 1 / (1 + Math.exp(-random.nextGaussian() - 2 * manyLabels[i][k] + 1));
            }
        }
    }

    private static double[] distribution(int classes, int label, Random random) {
        double[] odds = IntStream.range(0, classes)
                .mapToDouble(k -> Math.exp(random.nextGaussian() + (k == label ? 1.5 : 0)))
                .toArray();
        double sum = DoubleStream.of(odds).sum();
        return DoubleStream.of(odds).map(x -> x / sum).toArray();
    }

    @Test
    void metricsAndFiguresCarryTheNamesOfTheClasses() {
        Evaluation evaluation = Evaluator.multiclass()
                .classes("setosa", "versicolor", "virginica")
                .evaluate(labels, probabilities);
        assertThat(evaluation.metrics()).containsKeys("precision[setosa]", "recall[versicolor]", "roc_auc[virginica]");
        Confusion confusion = plot(evaluation, "confusion", Confusion.class);
        assertThat(confusion.classes()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(plot(evaluation, "roc", Curve.class).lines())
                .extracting(Line::name)
                .containsExactly("setosa", "versicolor", "virginica", "macro average", "chance");
    }

    @Test
    void asManyNamesAreNeededAsThereAreClasses() {
        assertThatThrownBy(() -> Evaluator.multiclass().classes("a", "b").evaluate(labels, probabilities))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2 names of classes, but 3");
        assertThatThrownBy(() -> Evaluator.multilabel().labels("a").evaluate(manyLabels, scores))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("1 names of labels, but 3");
        assertThatThrownBy(() -> Evaluator.multiclass().classes("a", "a"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Two are called 'a'");
    }

    @Test
    void aRateHasWilsonsIntervalOfItsOwnRows() {
        Evaluation evaluation = Evaluator.multiclass().evaluate(labels, probabilities);
        assertThat(evaluation.metric("recall[1]").interval().method()).isEqualTo("Wilson");
        assertThat(evaluation.metric("precision_micro").interval())
                .isEqualTo(evaluation.metric("accuracy").interval());
        double width = evaluation.metric("recall[1]").interval().high()
                - evaluation.metric("recall[1]").interval().low();
        double whole = evaluation.metric("accuracy").interval().high()
                - evaluation.metric("accuracy").interval().low();
        assertThat(width).isGreaterThan(whole);
    }

    @Test
    void asManyOfTheMostProbableClassesCountAsOneSays() {
        Evaluation evaluation = Evaluator.multiclass().topK(1, 3).evaluate(labels, probabilities);
        assertThat(evaluation.metric("top_1_accuracy").value())
                .isCloseTo(evaluation.metric("accuracy").value(), within(1e-15));
        assertThat(evaluation.metric("top_3_accuracy").value()).isEqualTo(1);
        assertThat(evaluation.warnings()).contains("top_3_accuracy is always 1 with 3 classes.");
        assertThat(evaluation.findMetric("top_2_accuracy")).isEmpty();
        assertThatThrownBy(() -> Evaluator.multiclass().topK(0)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void oneMetricAloneIsTheSameAsAmongAll() {
        Evaluation all = Evaluator.multiclass().evaluate(labels, probabilities);
        for (String name : all.metrics().keySet()) {
            Evaluation one = Evaluator.multiclass().only(name).evaluate(labels, probabilities);
            assertThat(one.metrics()).containsOnlyKeys(name);
            assertThat(one.metric(name)).isEqualTo(all.metric(name));
        }
    }

    @Test
    void oneMetricOfLabelsAloneIsTheSameAsAmongAll() {
        Evaluation all = Evaluator.multilabel().evaluate(manyLabels, scores);
        for (String name : all.metrics().keySet()) {
            Evaluation one = Evaluator.multilabel().only(name).evaluate(manyLabels, scores);
            assertThat(one.metrics()).containsOnlyKeys(name);
            assertThat(one.metric(name)).isEqualTo(all.metric(name));
        }
    }

    @Test
    void ofVeryManyClassesEachIsMeasuredOnlyIfAskedFor() {
        Random random = new Random(1);
        int[] many = random.ints(500, 0, 120).toArray();
        double[][] p = Arrays.stream(many)
                .mapToObj(label -> distribution(120, label, random))
                .toArray(double[][]::new);
        Evaluation evaluation = Evaluator.multiclass().evaluate(many, p);
        assertThat(evaluation.metrics().keySet()).noneMatch(name -> name.contains("["));
        assertThat(plot(evaluation, "confusion", Confusion.class).classes())
                .hasSize(40)
                .endsWith("all others");
        assertThat(plot(evaluation, "precision_recall", Curve.class).lines()).hasSize(9);
        assertThat(Evaluator.multiclass().only("recall[7]").evaluate(many, p).metrics())
                .containsOnlyKeys("recall[7]");
    }

    @Test
    void aMetricOfOnesOwnIsComputedBesideTheOthers() {
        CustomMetric<int[], double[][]> share = CustomMetric.of(
                "share_of_0",
                Direction.HIGHER_IS_BETTER,
                (truth, p) -> Arrays.stream(truth).filter(y -> y == 0).count() / (double) truth.length);
        Evaluation evaluation = Evaluator.multiclass().metric(share).evaluate(labels, probabilities);
        long zeros = Arrays.stream(labels).filter(y -> y == 0).count();
        assertThat(evaluation.metric("share_of_0").value()).isCloseTo(zeros / (double) ROWS, within(1e-15));
    }

    @Test
    void theWorstRowsOfSeveralClassesAndLabelsAreFound() {
        String[] group = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            group[i] = i % 3 == 0 ? "bad" : "good";
            if (i % 3 == 0) {
                probabilities[i] = distribution(3, (labels[i] + 1) % 3, new Random(i));
                scores[i] = Arrays.stream(scores[i]).map(s -> 1 - s).toArray();
            }
        }
        SliceSearch search = SliceSearch.standard();
        Evaluation classes = Evaluator.multiclass()
                .slice("group", group)
                .searchSlices(search)
                .evaluate(labels, probabilities);
        Evaluation several = Evaluator.multilabel()
                .slice("group", group)
                .searchSlices(search)
                .evaluate(manyLabels, scores);
        for (Evaluation evaluation : List.of(classes, several)) {
            assertThat(evaluation.findWeakSlices().orElseThrow().slices().get(0).toString())
                    .contains("bad");
        }
    }

    @Test
    void curvesHaveFewPointsAndStayNearTheExactOnes() {
        Random random = new Random(8);
        int n = 20_000;
        int[] many = random.ints(n, 0, 3).toArray();
        double[][] p = Arrays.stream(many)
                .mapToObj(label -> distribution(3, label, random))
                .toArray(double[][]::new);
        Evaluation evaluation = Evaluator.multiclass().evaluate(many, p);
        for (Plot plot : evaluation.plots()) {
            if (plot instanceof Curve curve) {
                assertThat(curve.lines())
                        .allSatisfy(line -> assertThat(line.points()).hasSizeLessThanOrEqualTo(120));
            }
        }
        for (int k = 0; k < 3; k++) {
            Line line = plot(evaluation, "roc", Curve.class).lines().get(k);
            double area = 0;
            for (int i = 1; i < line.points().size(); i++) {
                area += (line.points().get(i).x() - line.points().get(i - 1).x())
                        * (line.points().get(i).y() + line.points().get(i - 1).y())
                        / 2;
            }
            assertThat(area).isCloseTo(evaluation.metric("roc_auc[" + k + "]").value(), within(0.005));
        }
    }

    @Test
    void theTableAndTheReliabilityHoldAllRows() {
        double[] weights = new Random(2).doubles(ROWS, 0.5, 2).toArray();
        double total = DoubleStream.of(weights).sum();
        Evaluation evaluation = Evaluator.multiclass().weights(weights).evaluate(labels, probabilities);
        assertThat(plot(evaluation, "confusion", Confusion.class).counts().stream()
                        .flatMap(List::stream)
                        .mapToDouble(x -> x)
                        .sum())
                .isCloseTo(total, within(1e-9));
        List<Plot.ReliabilityBin> bins =
                plot(evaluation, "reliability", Reliability.class).bins();
        assertThat(bins.stream().mapToDouble(Plot.ReliabilityBin::count).sum()).isCloseTo(total, within(1e-9));
        double gap = bins.stream()
                .mapToDouble(bin -> bin.count() * Math.abs(bin.predicted() - bin.observed()))
                .sum();
        assertThat(gap / total).isCloseTo(evaluation.metric("ece").value(), within(1e-12));
    }

    @Test
    void eachLabelIsPredictedFromItsOwnThresholdOn() {
        int[][] truth = {{1, 1}, {0, 0}};
        double[][] given = {{0.4, 0.4}, {0.3, 0.3}};
        Evaluation evaluation = Evaluator.multilabel()
                .labels("spam", "urgent")
                .thresholds(0.4, 0.5)
                .evaluate(truth, given);
        assertThat(evaluation.metric("recall[spam]").value()).isEqualTo(1);
        assertThat(evaluation.metric("recall[urgent]").value()).isEqualTo(0);
        assertThat(evaluation.metric("accuracy").value()).isEqualTo(0.5);
        assertThat(evaluation.settings()).containsEntry("threshold", "[0.4, 0.5]");
        assertThat(evaluation.warnings())
                .contains("precision counts as 0 where nothing is predicted so, for the labels: urgent.");
        assertThat(plot(evaluation, "confusion[spam]", Confusion.class).counts())
                .containsExactly(List.of(1.0, 0.0), List.of(0.0, 1.0));
    }

    @Test
    void aLabelOfNoRowLeavesItsAreaUndefined() {
        Evaluation evaluation =
                Evaluator.multilabel().evaluate(new int[][] {{1, 0}, {0, 0}}, new double[][] {{0.9, 0.1}, {0.2, 0.1}});
        assertThat(evaluation.findMetric("roc_auc_macro")).isEmpty();
        assertThat(evaluation.warnings())
                .contains("roc_auc[1] is undefined: no row has the label 1 and none is predicted so.");
        assertThat(evaluation.metric("average_precision_macro").value()).isEqualTo(0.5);
    }

    @Test
    void aSliceOfLabelsIsTheEvaluationOfItsRowsAlone() {
        String[] half = new String[ROWS];
        Arrays.setAll(half, i -> i < 100 ? "first" : "rest");
        Evaluation slice = Evaluator.multilabel()
                .slice("half", half)
                .evaluate(manyLabels, scores)
                .slice("half", "first");
        Evaluation alone = Evaluator.multilabel().evaluate(Arrays.copyOf(manyLabels, 100), Arrays.copyOf(scores, 100));
        assertThat(slice.metrics()).isEqualTo(alone.metrics());
    }

    @Test
    void labelsAreComparedWithAnotherModels() {
        double[][] worse = Arrays.stream(scores)
                .map(row -> Arrays.stream(row).map(s -> 1 - s).toArray())
                .toArray(double[][]::new);
        Evaluation evaluation =
                Evaluator.multilabel().resamples(100).against("champion", worse).evaluate(manyLabels, scores);
        assertThat(evaluation
                        .comparison("champion")
                        .difference("f1_macro")
                        .interval()
                        .low())
                .isPositive();
        assertThat(evaluation.comparison("champion").difference("accuracy").test())
                .startsWith("McNemar");
    }

    @Test
    void labelsAndScoresThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Evaluator.multilabel().evaluate(new int[][] {{2}}, new double[][] {{0.5}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("entry 2 for label 0 at index 0");
        assertThatThrownBy(() -> Evaluator.multilabel().evaluate(new int[][] {{1}}, new double[][] {{Double.NaN}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("score NaN of label 0 at index 0");
        assertThatThrownBy(() ->
                        Evaluator.multilabel().thresholds(0.5, 0.5).evaluate(new int[][] {{1}}, new double[][] {{0.5}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2 thresholds for 1 labels");
    }

    private static <P extends Plot> P plot(Evaluation evaluation, String name, Class<P> type) {
        return type.cast(evaluation.plots().stream()
                .filter(plot -> plot.name().equals(name))
                .findFirst()
                .orElseThrow());
    }
}
