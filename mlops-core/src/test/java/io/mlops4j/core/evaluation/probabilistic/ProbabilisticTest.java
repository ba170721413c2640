package io.mlops4j.core.evaluation.probabilistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Plot.Bars;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProbabilisticTest {
    private final JsonNode reference = Resources.json("probabilistic.json");
    private final double[] targets = Resources.doubles(reference.get("targets"));

    private Evaluation normal() {
        return Evaluator.probabilistic()
                .evaluateNormal(
                        targets,
                        Resources.doubles(reference.get("means")),
                        Resources.doubles(reference.get("deviations")));
    }

    private static void assertAgrees(JsonNode expected, Evaluation evaluation) {
        expected.properties()
                .forEach(entry -> assertThat(evaluation.metric(entry.getKey()).value())
                        .as(entry.getKey())
                        .isCloseTo(entry.getValue().doubleValue(), within(1e-9)));
    }

    @Test
    void normalPredictionsScoreAsByQuadrature() {
        assertAgrees(reference.get("normal"), normal());
    }

    @Test
    void samplesScoreByTheirDistancesFromTheNumberAndFromEachOther() {
        JsonNode rows = reference.get("samples");
        double[][] samples = IntStream.range(0, rows.size())
                .mapToObj(i -> Resources.doubles(rows.get(i)))
                .toArray(double[][]::new);
        assertAgrees(reference.get("ofSamples"), Evaluator.probabilistic().evaluateSamples(targets, samples));
    }

    @Test
    void quantilesHavePinballLossesAndTheIntervalsWhoseEndsAreThere() {
        Evaluation evaluation = Evaluator.probabilistic()
                .evaluateQuantiles(
                        new double[] {1, 4}, new double[] {0.05, 0.5, 0.95}, new double[][] {{0, 2, 3}, {0, 2, 3}});
        assertThat(evaluation.metric("pinball_0.5").value()).isCloseTo((0.5 + 1) / 2, within(1e-12));
        assertThat(evaluation.metric("pinball_0.95").value()).isCloseTo((0.05 * 2 + 0.95) / 2, within(1e-12));
        assertThat(evaluation.metric("interval_coverage_0.9").value()).isEqualTo(0.5);
        assertThat(evaluation.metric("interval_score_0.9").value()).isCloseTo(3 + 20 * 1 / 2.0, within(1e-9));
        assertThat(evaluation.findMetric("interval_coverage_0.5")).isEmpty();
    }

    @Test
    void coverageIsARateWithWilsonsInterval() {
        assertThat(normal().metric("interval_coverage_0.9").interval().method()).isEqualTo("Wilson");
    }

    @Test
    void whereTheNumbersLieIsDrawn() {
        Bars pit = (Bars) normal().plot("pit");
        assertThat(pit.series().get(0).counts().stream().mapToDouble(c -> c).sum())
                .isEqualTo(12);
    }

    @Test
    void aReportSaysWhatWasPredicted() {
        assertThat(normal().toMarkdown()).contains("Predicted distributions on 12 rows", "Logarithmic score");
    }

    @Test
    void quantilesThatCrossAreRefused() {
        assertThatThrownBy(() -> Evaluator.probabilistic()
                        .evaluateQuantiles(new double[] {1}, new double[] {0.1, 0.9}, new double[][] {{2, 1}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cross");
    }
}
