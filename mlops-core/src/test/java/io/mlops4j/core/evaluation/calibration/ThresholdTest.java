package io.mlops4j.core.evaluation.calibration;

import static io.mlops4j.core.evaluation.Resources.doubles;
import static io.mlops4j.core.evaluation.Resources.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Threshold;
import io.mlops4j.evaluation.ThresholdRule;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ThresholdTest {
    private static final int[] LABELS = {0, 0, 1, 0, 1, 1, 0, 1};
    private static final double[] SCORES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.9};

    @Test
    void everyRuleChoosesTheScoreThatIsBestByScikitLearn() {
        Map<String, ThresholdRule> rules = Map.of(
                "f1", ThresholdRule.fBeta(1),
                "f2", ThresholdRule.fBeta(2),
                "f0.5", ThresholdRule.fBeta(0.5),
                "youden", ThresholdRule.youden(),
                "cost_1_5", ThresholdRule.cost(1, 5),
                "precision_at_0.8", ThresholdRule.precisionAtRecall(0.8),
                "recall_at_0.7", ThresholdRule.recallAtPrecision(0.7));
        for (JsonNode c : Resources.json("calibration.json").get("threshold")) {
            rules.forEach((name, rule) -> {
                JsonNode expected = c.get("expected").get(name);
                Threshold chosen =
                        rule.choose(ints(c.get("labels")), doubles(c.get("scores")), doubles(c.get("weights")));
                assertThat(chosen.value())
                        .as(name)
                        .isEqualTo(expected.get("threshold").doubleValue());
                assertThat(chosen.metrics().get(0).value())
                        .as(name)
                        .isCloseTo(expected.get("value").doubleValue(), within(1e-9));
            });
        }
    }

    @Test
    void itsMetricsAreThoseOfAnEvaluationAtIt() {
        Threshold chosen = ThresholdRule.fBeta(1).choose(LABELS, SCORES);
        Evaluation evaluation = Evaluator.binary().threshold(chosen.value()).evaluate(LABELS, SCORES);
        for (Metric metric : chosen.metrics()) {
            assertThat(metric.value())
                    .as(metric.name())
                    .isCloseTo(evaluation.metric(metric.name()).value(), within(1e-12));
        }
    }

    @Test
    void theMetricOfTheRuleComesFirst() {
        assertThat(ThresholdRule.cost(1, 20)
                        .choose(LABELS, SCORES)
                        .metrics()
                        .get(0)
                        .name())
                .isEqualTo("mean_cost");
        assertThat(ThresholdRule.fBeta(0.5)
                        .choose(LABELS, SCORES)
                        .metrics()
                        .get(0)
                        .name())
                .isEqualTo("f0.5");
        assertThatThrownBy(() -> ThresholdRule.youden().choose(LABELS, SCORES).metric("yuoden"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("youden");
    }

    @Test
    void ofThresholdsThatAreAsGoodTheGreatestIsChosen() {
        Threshold chosen = ThresholdRule.cost(1, 1).choose(new int[] {0, 1, 0, 1}, new double[] {0.1, 0.2, 0.3, 0.4});
        assertThat(chosen.value()).isEqualTo(0.4);
    }

    @Test
    void aPrecisionThatIsNeverReachedIsRefusedWithTheBestThereIs() {
        assertThatThrownBy(() -> ThresholdRule.recallAtPrecision(0.9)
                        .choose(new int[] {0, 1, 0, 1}, new double[] {0.1, 0.2, 0.4, 0.4}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("precision of at least 0.9")
                .hasMessageContaining("0.6666666666666666, at the threshold 0.2 with a recall of 1.0");
    }

    @Test
    void rowsOfOneLabelHaveNoThreshold() {
        assertThatThrownBy(() -> ThresholdRule.youden().choose(new int[] {1, 1}, new double[] {0.1, 0.2}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has the label 0");
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> ThresholdRule.fBeta(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ThresholdRule.cost(0, 0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ThresholdRule.cost(-1, 2)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ThresholdRule.precisionAtRecall(1.1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ThresholdRule.recallAtPrecision(Double.NaN)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ThresholdRule.youden().stability(5)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void rowsThatWeighNothingOfferNoThreshold() {
        double[] weights = {1, 1, 1, 1, 1, 1, 1, 0};
        assertThat(ThresholdRule.recallAtPrecision(0.5)
                        .choose(LABELS, SCORES, weights)
                        .value())
                .isLessThan(0.9);
    }

    @Test
    void scoresNeedNotBeProbabilities() {
        double[] odds = IntStream.range(0, SCORES.length)
                .mapToDouble(i -> Math.log(SCORES[i] / (1 - SCORES[i])))
                .toArray();
        double threshold = ThresholdRule.fBeta(1).choose(LABELS, odds).value();
        assertThat(1 / (1 + Math.exp(-threshold)))
                .isCloseTo(ThresholdRule.fBeta(1).choose(LABELS, SCORES).value(), within(1e-12));
    }

    @Test
    void withoutBeingAskedNothingIsSaidOfStability() {
        assertThat(ThresholdRule.youden().choose(LABELS, SCORES).stability()).isEmpty();
    }

    @Test
    void theStabilityIsTighterOnMoreRows() {
        ThresholdRule rule =
                ThresholdRule.youden().stability(200).confidence(0.9).seed(3);
        Threshold few = rule.choose(labels(60), scores(60));
        Threshold many = rule.choose(labels(6000), scores(6000));
        assertThat(few.stability().orElseThrow().method()).isEqualTo("percentile bootstrap, 200 resamples");
        assertThat(few.stability().orElseThrow().contains(few.value())).isTrue();
        assertThat(width(many)).isLessThan(width(few));
        assertThat(rule.choose(labels(60), scores(60))).isEqualTo(few);
    }

    private static double width(Threshold threshold) {
        return threshold.stability().orElseThrow().high()
                - threshold.stability().orElseThrow().low();
    }

    @Test
    void thePlotIsOfBoundedSizeAndShowsTheChoice() {
        Threshold chosen = ThresholdRule.fBeta(2).choose(labels(5000), scores(5000));
        Plot.Curve plot = chosen.plot();
        assertThat(plot.lines().stream().map(Plot.Line::name))
                .containsExactly("precision", "recall", "F with β 2.0", "chosen");
        assertThat(plot.lines()).allSatisfy(line -> {
            assertThat(line.points()).hasSizeBetween(2, 202);
            assertThat(line.points().stream().mapToDouble(Plot.Point::x).toArray())
                    .isSorted();
        });
        assertThat(plot.lines().get(2).points().stream().mapToDouble(Plot.Point::x))
                .contains(chosen.value());
        Evaluation evaluation = Evaluator.binary().evaluate(LABELS, SCORES).toBuilder()
                .plot(plot)
                .build();
        assertThat(Evaluation.fromJson(evaluation.toJson()).plot("threshold")).isEqualTo(plot);
    }

    private static int[] labels(int rows) {
        return IntStream.range(0, rows).map(i -> i % 2).toArray();
    }

    private static double[] scores(int rows) {
        Random random = new Random(4);
        return IntStream.range(0, rows)
                .mapToDouble(i -> 1 / (1 + Math.exp(-(2.0 * (i % 2) - 1 + random.nextGaussian()))))
                .toArray();
    }
}
