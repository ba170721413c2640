package io.mlops4j.core.evaluation.compare;

import static io.mlops4j.core.evaluation.Resources.doubles;
import static io.mlops4j.core.evaluation.Resources.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.IntervalMethod;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ModelComparisonTest {
    private static final int ROWS = 300;
    private static final int[] LABELS = new int[ROWS];
    private static final double[] GOOD = new double[ROWS];
    private static final double[] POOR = new double[ROWS];
    private static final double[] TARGETS = new double[ROWS];
    private static final double[] NEAR = new double[ROWS];
    private static final double[] FAR = new double[ROWS];

    static {
        Random random = new Random(11);
        for (int i = 0; i < ROWS; i++) {
            LABELS[i] = random.nextInt(2);
            double signal = 2.0 * LABELS[i] - 1 + random.nextGaussian();
            GOOD[i] = 1 / (1 + Math.exp(-signal));
            POOR[i] = 1 / (1 + Math.exp(-0.3 * signal - random.nextGaussian()));
            TARGETS[i] = 5 * random.nextGaussian() + 20;
            NEAR[i] = TARGETS[i] + random.nextGaussian();
            FAR[i] = TARGETS[i] + 3 * random.nextGaussian();
        }
    }

    /** The fast algorithm of Sun and Xu in numpy, which agrees with the structural components by their definition. */
    @Test
    void areasAreComparedByDeLongsPairedTest() {
        for (JsonNode c : Resources.json("delong.json")) {
            Difference difference = Evaluator.binary()
                    .only("roc_auc")
                    .against("champion", doubles(c.get("baseline")))
                    .evaluate(ints(c.get("labels")), doubles(c.get("scores")))
                    .comparison("champion")
                    .difference("roc_auc");
            JsonNode expected = c.get("expected");
            assertThat(difference.value()).isCloseTo(expected.get("auc").doubleValue(), within(1e-12));
            assertThat(difference.baseline())
                    .isCloseTo(expected.get("auc_baseline").doubleValue(), within(1e-12));
            assertThat(difference.pValue()).isCloseTo(expected.get("p").doubleValue(), within(1e-9));
            assertThat(difference.interval().low())
                    .isCloseTo(expected.get("low").doubleValue(), within(1e-9));
            assertThat(difference.interval().high())
                    .isCloseTo(expected.get("high").doubleValue(), within(1e-9));
            assertThat(difference.test()).isEqualTo("DeLong, paired");
        }
    }

    @Test
    void everyMetricOfTheEvaluationIsCompared() {
        Evaluation evaluation = Evaluator.binary().against("champion", POOR).evaluate(LABELS, GOOD);
        Comparison comparison = evaluation.comparison("champion");
        assertThat(comparison.rows()).isEqualTo(ROWS);
        assertThat(comparison.differences().stream().map(Difference::metric))
                .containsExactlyElementsOf(evaluation.metrics().keySet());
        assertThat(comparison.differences()).allSatisfy(difference -> {
            assertThat(difference.value())
                    .isEqualTo(evaluation.metric(difference.metric()).value());
            assertThat(difference.interval().contains(difference.difference())).isTrue();
            assertThat(difference.pValue()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void aBetterModelIsBetterInWhatItIsBetterAt() {
        Comparison comparison = Evaluator.binary()
                .against("champion", POOR)
                .evaluate(LABELS, GOOD)
                .comparison("champion");
        for (String metric : new String[] {"roc_auc", "average_precision", "log_loss", "brier", "accuracy", "f1"}) {
            assertThat(comparison.difference(metric).better()).as(metric).isTrue();
            assertThat(comparison.difference(metric).pValue()).as(metric).isLessThan(0.01);
        }
    }

    @Test
    void aModelDoesNotDifferFromItself() {
        Evaluation evaluation = Evaluator.binary().against("itself", GOOD).evaluate(LABELS, GOOD);
        assertThat(evaluation.comparison("itself").differences())
                .hasSize(evaluation.metrics().size())
                .allSatisfy(difference -> {
                    assertThat(difference.difference()).isZero();
                    assertThat(difference.pValue()).isEqualTo(1);
                    assertThat(difference.interval().contains(0)).isTrue();
                });
    }

    @Test
    void sharesOfRowsAreComparedByMcNemarsTest() {
        Difference accuracy = Evaluator.binary()
                .only("accuracy")
                .against("champion", POOR)
                .evaluate(LABELS, GOOD)
                .comparison("champion")
                .difference("accuracy");
        assertThat(accuracy.test()).isEqualTo("McNemar, continuity-corrected");
        assertThat(accuracy.interval().method()).isEqualTo("Tango, paired");
        assertThat(accuracy.effect().orElseThrow().name()).isEqualTo("odds ratio of discordant rows");
        assertThat(accuracy.effect().orElseThrow().value()).isGreaterThan(1);
    }

    @Test
    void fewDiscordantRowsAreTestedExactly() {
        double[] almost = GOOD.clone();
        almost[0] = 1 - almost[0];
        Difference accuracy = Evaluator.binary()
                .only("accuracy")
                .against("champion", almost)
                .evaluate(LABELS, GOOD)
                .comparison("champion")
                .difference("accuracy");
        assertThat(accuracy.test()).isEqualTo("McNemar, exact");
        assertThat(accuracy.pValue()).isEqualTo(1);
    }

    @Test
    void exactIntervalsAskForTheExactTestToo() {
        Difference accuracy = Evaluator.binary()
                .only("accuracy")
                .intervals(IntervalMethod.EXACT)
                .against("champion", POOR)
                .evaluate(LABELS, GOOD)
                .comparison("champion")
                .difference("accuracy");
        assertThat(accuracy.test()).isEqualTo("McNemar, exact");
    }

    @Test
    void weightedRowsAreComparedByTheBootstrapOnly() {
        double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> 1 + i % 3).toArray();
        Comparison comparison = Evaluator.binary()
                .weights(weights)
                .resamples(200)
                .against("champion", POOR)
                .evaluate(LABELS, GOOD)
                .comparison("champion");
        assertThat(comparison.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.test().equals("paired bootstrap"));
    }

    @Test
    void theBootstrapTakesAsManyResamplesAsItIsTold() {
        Difference f1 = Evaluator.binary()
                .only("f1")
                .resamples(150)
                .against("champion", POOR)
                .evaluate(LABELS, GOOD)
                .comparison("champion")
                .difference("f1");
        assertThat(f1.interval().method()).isEqualTo("BCa bootstrap, 150 resamples");
    }

    @Test
    void theSameSeedGivesTheSameComparison() {
        assertThat(comparedWithSeed(7)).isEqualTo(comparedWithSeed(7)).isNotEqualTo(comparedWithSeed(8));
    }

    private static Comparison comparedWithSeed(long seed) {
        return Evaluator.binary()
                .seed(seed)
                .resamples(200)
                .against("champion", POOR)
                .evaluate(LABELS, GOOD)
                .comparison("champion");
    }

    @Test
    void slicesAreNotCompared() {
        String[] column = IntStream.range(0, ROWS).mapToObj(i -> "s" + i % 2).toArray(String[]::new);
        Evaluation evaluation = Evaluator.binary()
                .only("roc_auc")
                .slice("s", column)
                .against("champion", POOR)
                .evaluate(LABELS, GOOD);
        assertThat(evaluation.slice("s", "s0").comparisons()).isEmpty();
    }

    @Test
    void theComparisonIsStoredWithTheEvaluation() {
        Evaluation evaluation = Evaluator.binary()
                .only("roc_auc", "accuracy", "brier")
                .resamples(100)
                .against("champion", POOR)
                .against("older", POOR)
                .evaluate(LABELS, GOOD);
        assertThat(Evaluation.fromJson(evaluation.toJson())).isEqualTo(evaluation);
    }

    @Test
    void anotherNumberOfScoresIsRefusedByTheOthersName() {
        assertThatThrownBy(() -> Evaluator.binary()
                        .against("champion", new double[] {0.5})
                        .evaluate(new int[] {0, 1}, new double[] {0.2, 0.7}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("1 scores of 'champion'");
    }

    @Test
    void aScoreThatIsNoProbabilityIsRefusedByTheOthersName() {
        assertThatThrownBy(() -> Evaluator.binary()
                        .against("champion", new double[] {0.5, Double.NaN})
                        .evaluate(new int[] {0, 1}, new double[] {0.2, 0.7}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("NaN of 'champion' at index 1");
    }

    @Test
    void whatIsUndefinedIsNotComparedAndAWarningSaysSo() {
        Evaluation evaluation = Evaluator.binary()
                .resamples(100)
                .against("champion", new double[] {0.1, 0.2, 0.3})
                .evaluate(new int[] {1, 1, 1}, new double[] {0.9, 0.8, 0.7});
        assertThat(evaluation.comparison("champion").findDifference("roc_auc")).isEmpty();
        assertThat(evaluation.warnings())
                .contains("roc_auc is not compared with 'champion': it is undefined for at least one of the two.");
    }

    @Test
    void lossesHaveTheStandardisedDifferenceOfTheRows() {
        Difference mse = Evaluator.regression()
                .only("mse")
                .resamples(200)
                .against("champion", FAR)
                .evaluate(TARGETS, NEAR)
                .comparison("champion")
                .difference("mse");
        double[] excess = IntStream.range(0, ROWS)
                .mapToDouble(i -> Math.pow(TARGETS[i] - NEAR[i], 2) - Math.pow(TARGETS[i] - FAR[i], 2))
                .toArray();
        double mean = Arrays.stream(excess).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(excess).map(e -> (e - mean) * (e - mean)).sum() / (ROWS - 1));
        assertThat(mse.difference()).isCloseTo(mean, within(1e-9));
        assertThat(mse.effect().orElseThrow().value()).isCloseTo(mean / deviation, within(1e-9));
        assertThat(mse.effect().orElseThrow().interval().contains(mean / deviation))
                .isTrue();
        assertThat(mse.better()).isTrue();
        assertThat(mse.pValue()).isCloseTo(1.0 / 201, within(1e-12));
    }

    /** What is said of the rows must be what the metric is the mean of: then the mean over deviation has the sign of the difference. */
    @Test
    void everyLossOfRegressionHasAnEffect() {
        Comparison comparison = Evaluator.regression()
                .resamples(100)
                .against("champion", FAR)
                .evaluate(TARGETS, NEAR)
                .comparison("champion");
        assertThat(comparison.differences().stream()
                        .filter(difference -> difference.effect().isPresent())
                        .map(Difference::metric))
                .containsExactly("mse", "mae", "mape", "smape", "msle", "pinball_0.9");
    }

    @Test
    void metricsOfOnesOwnAreComparedToo() {
        Difference difference = Evaluator.binary()
                .only("bias")
                .resamples(100)
                .metric(CustomMetric.of(
                        "bias",
                        Direction.LOWER_IS_BETTER,
                        (labels, scores) ->
                                Math.abs(Arrays.stream(scores).average().orElseThrow()
                                        - Arrays.stream(labels).average().orElseThrow())))
                .against("champion", POOR)
                .evaluate(LABELS, GOOD)
                .comparison("champion")
                .difference("bias");
        assertThat(difference.test()).isEqualTo("paired bootstrap");
    }

    @Test
    void anExtremeIsNotCompared() {
        Evaluation evaluation = Evaluator.regression()
                .only("max_error")
                .against("champion", FAR)
                .evaluate(TARGETS, NEAR);
        assertThat(evaluation.comparison("champion").findDifference("max_error"))
                .isEmpty();
        assertThat(evaluation.warnings()).anyMatch(warning -> warning.startsWith("max_error is not compared"));
    }

    @Test
    void severalClassesAreComparedByMcNemarAndBootstrap() {
        int[] labels = IntStream.range(0, ROWS).map(i -> i % 3).toArray();
        double[][] sharp = probabilities(labels, 1.5, 1);
        double[][] blunt = probabilities(labels, 0.5, 2);
        Evaluation evaluation =
                Evaluator.multiclass().resamples(200).against("champion", blunt).evaluate(labels, sharp);
        Comparison comparison = evaluation.comparison("champion");
        assertThat(comparison.difference("accuracy").test()).startsWith("McNemar");
        assertThat(comparison.difference("f1_macro").test()).isEqualTo("paired bootstrap");
        assertThat(comparison.difference("accuracy").better()).isTrue();
        assertThat(comparison.difference("log_loss").better()).isTrue();
        assertThat(comparison.difference("log_loss").effect()).isPresent();
    }

    @Test
    void probabilitiesOfOtherClassesAreRefusedByTheOthersName() {
        assertThatThrownBy(() -> Evaluator.multiclass()
                        .against("champion", new double[][] {{0.2, 0.8}})
                        .evaluate(new int[] {0}, new double[][] {{0.2, 0.3, 0.5}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("of 'champion' at index 0 has 2 columns");
    }

    private static double[][] probabilities(int[] labels, double signal, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(labels)
                .mapToObj(label -> {
                    double[] row = new double[3];
                    for (int k = 0; k < 3; k++) {
                        row[k] = Math.exp(random.nextGaussian() + (k == label ? signal : 0));
                    }
                    double sum = Arrays.stream(row).sum();
                    return Arrays.stream(row).map(p -> p / sum).toArray();
                })
                .toArray(double[][]::new);
    }
}
