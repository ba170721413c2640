package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Finding;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.experiment.EnsembleSelection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Metrics that are better the closer they are to 0, as the bias of forecasts is: too low is no better than too high. */
class CloserToZeroTest {
    private static final Direction CLOSER = Direction.CLOSER_TO_ZERO_IS_BETTER;

    private static Metric bias(double value, double low, double high) {
        return Metric.of("bias", value, CLOSER).withInterval(new Interval(low, high, 0.95, "BCa"));
    }

    private static Evaluation of(double bias) {
        return Evaluation.of("forecasting", 10)
                .metric(bias(bias, bias - 0.1, bias + 0.1))
                .build();
    }

    private static Difference difference(double value, double baseline, double low, double high) {
        return new Difference(
                "bias", CLOSER, value, baseline, new Interval(low, high, 0.95, "BCa"), 0.01, "t", Optional.empty());
    }

    private static Finding only(Gate gate, Evaluation evaluation, Evaluation champion) {
        return gate.check(evaluation, champion).findings().get(0);
    }

    @Test
    void forecastsThatAreFarTooLowAreNoBetterThanTheChampions() {
        Evaluation tooLow = Evaluator.forecasting().evaluate(new double[] {1, 2}, new double[] {9}, new double[] {2});
        Evaluation champion =
                Evaluator.forecasting().evaluate(new double[] {1, 2}, new double[] {9}, new double[] {10});
        assertThat(tooLow.metric("bias").direction()).isEqualTo(CLOSER);
        Finding finding = only(Gate.require("bias").notWorseThanChampion(0.5), tooLow, champion);
        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation())
                .isEqualTo("bias is -7.0, further from 0 than 1.5, the champion's 1.0 and the tolerance 0.5.");
    }

    @Test
    void theToleranceIsADistanceFromZeroOnEitherSide() {
        Gate gate = Gate.require("bias").notWorseThanChampion(0.1);
        assertThat(only(gate, of(-0.7), of(0.6)).passed()).isTrue();
        assertThat(only(gate, of(0.7), of(-0.6)).passed()).isTrue();
        assertThat(only(gate, of(-0.71), of(0.6)).passed()).isFalse();
        assertThat(only(gate, of(-0.7), of(0.6)).findBound()).hasValue(0.7);
        assertThat(only(gate, of(0.2), of(-0.6)).explanation()).contains("no further from 0 than 0.7");
    }

    @Test
    void evidenceIsHowFarTheIntervalReachesFromZero() {
        Gate superior = Gate.require("bias").superiorToChampion();
        assertThat(only(superior, of(-0.2), of(-3)).passed()).isTrue();
        assertThat(only(superior, of(0.2), of(-3)).passed()).isTrue();
        assertThat(only(superior, of(4), of(-3)).passed()).isFalse();
        Finding far = only(Gate.require("bias").nonInferiorToChampion(0.5), of(-3.2), of(3));
        assertThat(far.passed()).isTrue();
        assertThat(far.findValue().orElseThrow()).isCloseTo(0.2 + 0.1 * Math.sqrt(2), within(1e-12));
        assertThat(far.explanation()).contains("further from 0, which is below 0.5.");
        assertThat(only(Gate.require("bias").nonInferiorToChampion(0.3), of(-3.2), of(3))
                        .explanation())
                .contains("not below 0.3.");
    }

    @Test
    void itIsStoredAndReadBack() {
        Evaluation evaluation = of(-0.5).toBuilder()
                .comparison(new Comparison("champion", 10, List.of(difference(-0.5, 2, -3, -2))))
                .build();
        assertThat(evaluation.toJson()).contains("\"better\":\"closer to 0\"");
        assertThat(Evaluation.fromJson(evaluation.toJson())).isEqualTo(evaluation);
    }

    @Test
    void reportsSayWhatIsBetter() {
        assertThat(of(-0.5).toMarkdown()).contains("closer to 0");
        assertThat(of(-0.5).toHtml()).contains("<td>closer to 0</td>");
    }

    @Test
    void slicesFurthestFromZeroAreTheWorst() {
        Evaluation evaluation = of(1).toBuilder()
                .slice("region", "eu", of(-3))
                .slice("region", "us", of(0.2))
                .slice("region", "as", of(2))
                .slice(
                        "region",
                        "wide",
                        Evaluation.of("forecasting", 10)
                                .metric(bias(0.5, -2, 2))
                                .build())
                .build();
        List<String> rows = evaluation
                .toMarkdown()
                .lines()
                .dropWhile(line -> !line.equals("## By region"))
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .map(line -> line.split("\\|"))
                .map(cells -> cells[1].strip() + " " + cells[5].strip())
                .toList();
        assertThat(rows).containsExactly("eu worse", "as worse", "wide undecided", "us better");
    }

    @Test
    void aCustomMetricMayBeSo() {
        Evaluation evaluation = Evaluator.regression()
                .metric(CustomMetric.of("bias", CLOSER, (truth, predicted) -> predicted[0] - truth[0]))
                .evaluate(new double[] {3, 3}, new double[] {1, 3});
        assertThat(evaluation.metric("bias").direction()).isEqualTo(CLOSER);
    }

    @Test
    void anEnsembleIsClimbedTowardsZeroFromBothSides() {
        EnsembleSelection chosen = EnsembleSelection.climb(
                List.of(new double[] {-3}, new double[] {3.5}, new double[] {9}), 2, CLOSER, mean -> mean[0]);
        assertThat(chosen.picks()).containsExactly(0, 1);
        assertThat(chosen.score()).isEqualTo(0.25);
    }
}
