package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.IntervalMethod;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Point;
import io.mlops4j.evaluation.SliceSearch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluatorSettingsTest {
    private static final int ROWS = 400;

    private final int[] labels = new int[ROWS];
    private final double[] scores = new double[ROWS];
    private final double[] ages = new double[ROWS];
    private final String[] regions = new String[ROWS];

    EvaluatorSettingsTest() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < ROWS; i++) {
            labels[i] = random.nextInt(2);
            ages[i] = i % 50 == 0 ? Double.NaN : 20 + random.nextInt(50);
            regions[i] = random.nextInt(3) == 0 ? "eu" : "us";
            double noise = regions[i].equals("eu") ? 2 : 0.6;
            scores[i] = Math.min(1, Math.max(0, 0.5 + (labels[i] - 0.5) * 0.5 + noise * (random.nextDouble() - 0.5)));
        }
    }

    @Test
    void numbersAreSlicedAtTheEdgesGiven() {
        Evaluation evaluation = Evaluator.binary().slice("age", ages, 30, 50).evaluate(labels, scores);
        assertThat(evaluation.slices().get("age")).containsOnlyKeys("missing", "< 30", "30 – 50", "≥ 50");
        long atThirty = Arrays.stream(ages).filter(age -> age >= 30 && age < 50).count();
        assertThat(evaluation.slice("age", "30 – 50").rows()).isEqualTo(atThirty);
        assertThat(evaluation.slice("age", "missing").rows()).isEqualTo(8);
    }

    @Test
    void numbersWithoutEdgesAreSlicedAtTheirQuartiles() {
        double[] numbers = new double[ROWS];
        Arrays.setAll(numbers, i -> i);
        Evaluation evaluation = Evaluator.binary().slice("n", numbers).evaluate(labels, scores);
        assertThat(evaluation.slices().get("n")).containsOnlyKeys("< 100", "100 – 200", "200 – 300", "≥ 300");
        assertThat(evaluation.slices().get("n").values()).allMatch(slice -> slice.rows() == 100);
    }

    @Test
    void edgesThatDoNotAscendAreRefused() {
        assertThatThrownBy(() -> Evaluator.binary().slice("age", ages, 50, 30))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("[50.0, 30.0]");
    }

    @Test
    void columnsOfATableAreSlicedByTheirType() {
        Table table =
                Table.builder().doubles("age", ages).strings("region", regions).build();
        Evaluation evaluation =
                Evaluator.binary().slices(table, "age", "region").evaluate(labels, scores);
        assertThat(evaluation.slices().get("region")).containsOnlyKeys("eu", "us");
        assertThat(evaluation.slices().get("age")).hasSize(5);
    }

    @Test
    void crossedColumnsAreSlicedTogether() {
        Evaluation evaluation = Evaluator.binary()
                .slice("region", regions)
                .slice("age", ages, 45)
                .cross("region", "age")
                .evaluate(labels, scores);
        assertThat(evaluation.slices().get("region × age")).hasSize(6);
        assertThat(evaluation.slice("region × age", "eu × < 45").rows()).isPositive();
        assertThatThrownBy(() -> Evaluator.binary().slice("region", regions).cross("region", "regin"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not sliced by 'regin'");
    }

    @Test
    void onlyWhatIsAskedForIsComputed() {
        Evaluation all = Evaluator.binary().evaluate(labels, scores);
        Evaluation only = Evaluator.binary().only("log_loss", "accuracy").evaluate(labels, scores);
        assertThat(only.metrics()).containsOnlyKeys("log_loss", "accuracy");
        assertThat(only.metric("log_loss").value())
                .isCloseTo(all.metric("log_loss").value(), within(1e-12));
        assertThat(only.metric("accuracy")).isEqualTo(all.metric("accuracy"));
        assertThat(only.plots()).isEmpty();
        assertThatThrownBy(() -> Evaluator.binary().only("rocauc").evaluate(labels, scores))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'rocauc'")
                .hasMessageContaining("roc_auc");
    }

    /** The intervals of 3 in 17 at 90 % and of 10 in 10 are {@code scipy.stats.binomtest(k, n).proportion_ci(c, 'exact')} of SciPy 1.10.1. */
    @Test
    void exactIntervalsAreClopperAndPearsons() {
        int[] truth = new int[17];
        double[] predicted = new double[17];
        Arrays.fill(predicted, 1);
        Arrays.fill(truth, 0, 3, 1);
        Interval interval = Evaluator.binary()
                .intervals(IntervalMethod.EXACT)
                .confidence(0.9)
                .evaluate(truth, predicted)
                .metric("accuracy")
                .interval();
        assertThat(interval.method()).isEqualTo("Clopper-Pearson");
        assertThat(interval.low()).isCloseTo(0.04989815455742294, within(1e-12));
        assertThat(interval.high()).isCloseTo(0.39564143344490194, within(1e-12));
        Interval certain = Evaluator.binary()
                .intervals(IntervalMethod.EXACT)
                .evaluate(new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
                .metric("recall")
                .interval();
        assertThat(certain.low()).isCloseTo(0.6915028921812371, within(1e-12));
        assertThat(certain.high()).isEqualTo(1);
    }

    @Test
    void theBootstrapCanTakeThePlaceOfFormulas() {
        Evaluation evaluation =
                Evaluator.binary().intervals(IntervalMethod.BOOTSTRAP).evaluate(labels, scores);
        Interval bootstrapped = evaluation.metric("roc_auc").interval();
        Interval deLong =
                Evaluator.binary().evaluate(labels, scores).metric("roc_auc").interval();
        assertThat(bootstrapped.method()).isEqualTo("BCa bootstrap, 1000 resamples");
        assertThat(bootstrapped.low()).isCloseTo(deLong.low(), within(0.01));
        assertThat(bootstrapped.high()).isCloseTo(deLong.high(), within(0.01));
    }

    @Test
    void aMetricOfOnesOwnHasAnIntervalAndIsInSlices() {
        CustomMetric<int[], double[]> hits = CustomMetric.of("hits", Direction.HIGHER_IS_BETTER, (y, s) -> {
            double right = 0;
            for (int i = 0; i < y.length; i++) {
                right += (s[i] >= 0.5) == (y[i] == 1) ? 1 : 0;
            }
            return right / y.length;
        });
        Evaluation evaluation = Evaluator.binary()
                .metric(hits)
                .slice("region", regions)
                .resamples(200)
                .evaluate(labels, scores);
        assertThat(evaluation.metric("hits").value())
                .isEqualTo(evaluation.metric("accuracy").value());
        assertThat(evaluation.metric("hits").interval().low())
                .isCloseTo(evaluation.metric("accuracy").interval().low(), within(0.015));
        assertThat(evaluation.slice("region", "eu").metric("hits").value())
                .isEqualTo(evaluation.slice("region", "eu").metric("accuracy").value());
    }

    @Test
    void aMetricThatFollowsWeightsIsMeasuredOnWeightedRows() {
        double[] weights = new double[ROWS];
        Arrays.setAll(weights, i -> 0.5 + i % 3);
        CustomMetric<int[], double[]> weighted =
                CustomMetric.weighted("mean_error", Direction.LOWER_IS_BETTER, (y, s, w) -> {
                    double sum = 0;
                    double total = 0;
                    for (int i = 0; i < y.length; i++) {
                        sum += w[i] * Math.pow(y[i] - s[i], 2);
                        total += w[i];
                    }
                    return sum / total;
                });
        CustomMetric<int[], double[]> plain = CustomMetric.of("rows", Direction.HIGHER_IS_BETTER, (y, s) -> y.length);
        Evaluation evaluation = Evaluator.binary()
                .metric(weighted)
                .metric(plain)
                .weights(weights)
                .evaluate(labels, scores);
        assertThat(evaluation.metric("mean_error").value())
                .isCloseTo(evaluation.metric("brier").value(), within(1e-12));
        assertThat(evaluation.findMetric("rows")).isEmpty();
        assertThat(evaluation.warnings()).anyMatch(warning -> warning.startsWith("rows is undefined: "));
    }

    @Test
    void aMetricOfOnesOwnDoesNotTakeTheNameOfAnother() {
        CustomMetric<int[], double[]> taken = CustomMetric.of("f1", Direction.HIGHER_IS_BETTER, (y, s) -> 1);
        assertThatThrownBy(() -> Evaluator.binary().metric(taken).evaluate(labels, scores))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'f1' already");
    }

    @Test
    void theAreaUnderTheDrawnRocCurveIsNearTheMetric() {
        Evaluation evaluation = Evaluator.binary().evaluate(labels, scores);
        List<Point> points = ((Curve) evaluation.plot("roc")).lines().get(0).points();
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            area += (points.get(i).x() - points.get(i - 1).x())
                    * (points.get(i).y() + points.get(i - 1).y())
                    / 2;
        }
        assertThat(area).isCloseTo(evaluation.metric("roc_auc").value(), within(0.005));
        assertThat(points.get(0)).isEqualTo(new Point(0, 0));
        assertThat(points.get(points.size() - 1)).isEqualTo(new Point(1, 1));
    }

    @Test
    void figuresStaySmallWithManyRows() {
        SplittableRandom random = new SplittableRandom(8);
        int[] many = random.ints(200_000, 0, 2).toArray();
        double[] ofMany = random.doubles(200_000).toArray();
        for (Plot plot : Evaluator.binary().evaluate(many, ofMany).plots()) {
            if (plot instanceof Curve curve) {
                assertThat(curve.lines()).allMatch(line -> line.points().size() <= 250);
            }
        }
    }

    @Test
    void theWorstRowsAreFoundByTheColumnsThatWereGiven() {
        Evaluation evaluation = Evaluator.binary()
                .slice("region", regions)
                .slice("age", ages)
                .searchSlices(SliceSearch.standard())
                .evaluate(labels, scores);
        assertThat(evaluation.findWeakSlices().orElseThrow().slices().get(0).describe())
                .isEqualTo("'region' is 'eu'");
    }

    @Test
    void everythingSurvivesStorage() {
        Evaluation evaluation = Evaluator.binary()
                .slice("region", regions)
                .searchSlices(SliceSearch.standard())
                .confidence(0.9)
                .evaluate(labels, scores);
        assertThat(Evaluation.fromJson(evaluation.toJson())).isEqualTo(evaluation);
        double[] targets = Arrays.stream(labels).asDoubleStream().toArray();
        Evaluation regression = Evaluator.regression().evaluate(targets, scores);
        assertThat(Evaluation.fromJson(regression.toJson())).isEqualTo(regression);
    }
}
