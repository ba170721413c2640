package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final int[] LABELS = {0, 1, 0, 1};
    private static final double[] SCORES = {0.1, 0.8, 0.6, 0.4};

    @Test
    void theAreaOfOneClassIsAbsentAndAWarningSaysWhy() {
        Evaluation evaluation = Evaluator.binary().evaluate(new int[] {0, 0}, new double[] {0.2, 0.3});
        assertThat(evaluation.findMetric("roc_auc")).isEmpty();
        assertThat(evaluation.warnings()).contains("roc_auc is undefined: no row has the label 1.");
        assertThatThrownBy(() -> evaluation.metric("roc_auc"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("no row has the label 1");
    }

    @Test
    void precisionWithNothingPredictedPositiveIsZeroWithAWarning() {
        Evaluation evaluation = Evaluator.binary().evaluate(new int[] {0, 1}, new double[] {0.2, 0.3});
        assertThat(evaluation.metric("precision").value()).isZero();
        assertThat(evaluation.metric("precision").findInterval()).isEmpty();
        assertThat(evaluation.warnings()).anyMatch(warning -> warning.startsWith("precision is set to 0: no score"));
    }

    @Test
    void anAbsentMetricIsNamedWithThoseThereAre() {
        Evaluation evaluation = Evaluator.binary().evaluate(LABELS, SCORES);
        assertThatThrownBy(() -> evaluation.metric("roc_auk"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'roc_auk'")
                .hasMessageContaining("'roc_auc'");
    }

    @Test
    void anAbsentSliceIsNamedWithThoseThereAre() {
        Evaluation evaluation = Evaluator.binary()
                .slice("region", new String[] {"eu", "eu", "us", "us"})
                .evaluate(LABELS, SCORES);
        assertThatThrownBy(() -> evaluation.slice("region", "asia"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("eu, us");
        assertThatThrownBy(() -> evaluation.slice("country", "eu"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("region");
    }

    @Test
    void aPerfectAreaHasNoIntervalOfNoWidth() {
        Evaluation evaluation = Evaluator.binary().evaluate(new int[] {0, 0, 1, 1}, new double[] {0.1, 0.2, 0.8, 0.9});
        assertThat(evaluation.metric("roc_auc").findInterval()).isEmpty();
        assertThat(evaluation.warnings()).anyMatch(warning -> warning.startsWith("roc_auc has no interval"));
    }

    @Test
    void cheapIntervalsAreThereUnasked() {
        Evaluation evaluation = Evaluator.binary().evaluate(LABELS, SCORES);
        assertThat(evaluation.metric("roc_auc").interval().method()).isEqualTo("DeLong");
        assertThat(evaluation.metric("recall").interval().method()).isEqualTo("Wilson");
        assertThat(evaluation.metric("brier").findInterval()).isEmpty();
    }

    @Test
    void aConfidenceAsksForTheBootstrapWhichSaysHowManyResamplesItTook() {
        Interval interval = Evaluator.binary()
                .confidence(0.9)
                .evaluate(LABELS, SCORES)
                .metric("brier")
                .interval();
        assertThat(interval.method()).isEqualTo("BCa bootstrap, 1000 resamples");
        assertThat(interval.confidence()).isEqualTo(0.9);
    }

    @Test
    void weightedRowsHaveBootstrapIntervalsOnly() {
        Evaluation evaluation = Evaluator.binary()
                .weights(new double[] {1, 2, 1, 2})
                .resamples(200)
                .evaluate(LABELS, SCORES);
        assertThat(evaluation.metrics().values())
                .allSatisfy(metric -> metric.findInterval()
                        .ifPresent(interval -> assertThat(interval.method()).startsWith("BCa bootstrap")));
        assertThat(evaluation.metric("roc_auc").findInterval()).isPresent();
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        double[] targets = new Random(1).doubles(50).toArray();
        double[] predictions = new Random(2).doubles(50).toArray();
        var evaluator = Evaluator.regression().resamples(200);
        assertThat(evaluator.seed(7).evaluate(targets, predictions))
                .isEqualTo(evaluator.seed(7).evaluate(targets, predictions));
        assertThat(evaluator
                        .seed(8)
                        .evaluate(targets, predictions)
                        .metric("mae")
                        .interval())
                .isNotEqualTo(evaluator
                        .seed(7)
                        .evaluate(targets, predictions)
                        .metric("mae")
                        .interval());
    }

    @Test
    void theBootstrapOfAMeanComesNearItsStandardError() {
        int n = 400;
        Random random = new Random(3);
        double[] targets = new double[n];
        double[] predictions = random.doubles(n).toArray();
        Interval interval = Evaluator.regression()
                .resamples(2000)
                .evaluate(targets, predictions)
                .metric("mae")
                .interval();
        // The standard deviation of a uniform number is 1/sqrt(12).
        double width = 2 * 1.959964 / Math.sqrt(12.0 * n);
        assertThat(interval.high() - interval.low()).isCloseTo(width, within(0.12 * width));
    }

    @Test
    void anExtremeHasNoBootstrapInterval() {
        Evaluation evaluation =
                Evaluator.regression().confidence(0.95).evaluate(new double[] {1, 2, 3}, new double[] {1, 2.5, 4});
        assertThat(evaluation.metric("max_error").value()).isEqualTo(1);
        assertThat(evaluation.metric("max_error").findInterval()).isEmpty();
    }

    @Test
    void equalTargetsHaveNoR2() {
        Evaluation evaluation = Evaluator.regression().evaluate(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3});
        assertThat(evaluation.findMetric("r2")).isEmpty();
        assertThat(evaluation.warnings()).contains("r2 is undefined: all targets are the same number.");
    }

    @Test
    void theMedianErrorOfEvenlyManyIsTheMeanOfTheMiddleTwo() {
        Evaluation evaluation = Evaluator.regression().evaluate(new double[] {0, 0, 0, 0}, new double[] {1, 2, 4, 100});
        assertThat(evaluation.metric("median_ae").value()).isEqualTo(3);
    }

    @Test
    void aClassWithoutRowsLeavesTheMulticlassAreasUndefined() {
        Evaluation evaluation =
                Evaluator.multiclass().evaluate(new int[] {0, 1}, new double[][] {{0.5, 0.3, 0.2}, {0.2, 0.7, 0.1}});
        assertThat(evaluation.findMetric("roc_auc_ovr_macro")).isEmpty();
        assertThat(evaluation.warnings()).contains("roc_auc_ovr_macro is undefined: no row has the label 2.");
        assertThat(evaluation.metric("recall_macro").value()).isEqualTo(1);
    }

    @Test
    void aMulticlassSliceIsTheEvaluationOfItsRowsAlone() {
        int[] labels = {0, 1, 2, 1, 0};
        double[][] p = {{0.5, 0.3, 0.2}, {0.2, 0.7, 0.1}, {0.1, 0.3, 0.6}, {0.6, 0.3, 0.1}, {0.1, 0.8, 0.1}};
        Evaluation sliced = Evaluator.multiclass()
                .slice("half", new String[] {"b", "a", "b", "a", "a"})
                .evaluate(labels, p);
        Evaluation alone = Evaluator.multiclass().evaluate(new int[] {1, 1, 0}, new double[][] {p[1], p[3], p[4]});
        Evaluation slice = sliced.slice("half", "a");
        assertThat(slice.metrics()).isEqualTo(alone.metrics());
        assertThat(slice.warnings()).isEqualTo(alone.warnings());
        assertThat(slice.plots()).isNotEmpty().isSubsetOf(alone.plots());
    }

    @Test
    void wilsonsIntervalsAreThoseOfNewcombe() {
        // Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3.
        assertWilson(81, 263, 0.2553, 0.3662);
        assertWilson(15, 148, 0.0624, 0.1605);
        assertWilson(0, 20, 0.0000, 0.1611);
        assertWilson(1, 29, 0.0061, 0.1718);
    }

    private static void assertWilson(int hits, int trials, double low, double high) {
        Interval interval = ScoreIntervals.wilson(hits, trials, 0.95);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void inputOfDifferentLengthsIsRefused() {
        assertThatThrownBy(() -> Evaluator.binary().evaluate(new int[] {0, 1}, new double[] {0.5}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2 labels but 1 scores");
        assertThatThrownBy(() -> Evaluator.binary().weights(new double[] {1}).evaluate(LABELS, SCORES))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("4 rows but 1 weights");
        assertThatThrownBy(() ->
                        Evaluator.binary().slice("region", new String[] {"eu"}).evaluate(LABELS, SCORES))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'region'");
    }

    @Test
    void aScoreThatIsNoProbabilityIsNamedWithItsIndex() {
        assertThatThrownBy(() -> Evaluator.binary().evaluate(new int[] {0, 1}, new double[] {0.5, Double.NaN}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("NaN at index 1");
        assertThatThrownBy(() -> Evaluator.binary().evaluate(new int[] {0, 1}, new double[] {1.5, 0.5}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("1.5 at index 0");
    }

    @Test
    void aLabelOutsideTheClassesIsNamedWithItsIndex() {
        assertThatThrownBy(() -> Evaluator.binary().evaluate(new int[] {0, 2}, new double[] {0.5, 0.5}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("label 2 at index 1");
        assertThatThrownBy(() -> Evaluator.multiclass().evaluate(new int[] {-1}, new double[][] {{0.5, 0.5}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("label -1 at index 0");
    }

    @Test
    void probabilitiesThatAreNoDistributionAreRefused() {
        assertThatThrownBy(() -> Evaluator.multiclass().evaluate(new int[] {0}, new double[][] {{0.5, 0.9}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("have the sum 1.4");
        assertThatThrownBy(() -> Evaluator.multiclass().evaluate(new int[] {0, 0}, new double[][] {{1, 0}, {1}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at index 1 has 1 columns");
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedAtOnce() {
        assertThatThrownBy(() -> Evaluator.binary().threshold(50)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Evaluator.binary().confidence(95)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Evaluator.binary().resamples(5)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Evaluator.binary().weights(new double[] {1, -1}))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Evaluator.binary().slice("region", new String[] {"eu", null}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("index 1 is null");
    }
}
