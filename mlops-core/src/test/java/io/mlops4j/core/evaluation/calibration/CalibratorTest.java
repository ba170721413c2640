package io.mlops4j.core.evaluation.calibration;

import static io.mlops4j.core.evaluation.Resources.doubles;
import static io.mlops4j.core.evaluation.Resources.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Calibrator;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.IsotonicCalibrator;
import io.mlops4j.evaluation.PlattCalibrator;
import io.mlops4j.evaluation.TemperatureCalibrator;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CalibratorTest {
    private static final int[] LABELS = {0, 0, 1, 0, 1, 1};
    private static final double[] SCORES = {0.1, 0.3, 0.35, 0.6, 0.8, 0.9};

    @Test
    void theSigmoidIsScikitLearns() {
        for (JsonNode c : Resources.json("calibration.json").get("platt")) {
            int[] labels = ints(c.get("labels"));
            PlattCalibrator fitted = Calibrator.platt(labels, doubles(c.get("scores")), weights(c, labels.length));
            assertThat(fitted.slope()).isCloseTo(c.get("slope").doubleValue(), within(1e-5));
            assertThat(fitted.intercept()).isCloseTo(c.get("intercept").doubleValue(), within(1e-5));
            // BFGS stops a little before the minimum.
            assertClose(fitted.apply(doubles(c.get("at"))), doubles(c.get("probabilities")), 1e-6);
        }
    }

    @Test
    void theRisingLineIsScikitLearns() {
        for (JsonNode c : Resources.json("calibration.json").get("isotonic")) {
            int[] labels = ints(c.get("labels"));
            IsotonicCalibrator fitted =
                    Calibrator.isotonic(labels, doubles(c.get("scores")), weights(c, labels.length));
            assertThat(fitted.scores()).containsExactly(doubles(c.get("knots")));
            assertClose(fitted.probabilities(), doubles(c.get("values")), 1e-12);
            assertClose(fitted.apply(doubles(c.get("at"))), doubles(c.get("probabilities")), 1e-12);
        }
    }

    @Test
    void theTemperatureIsThatOfTheLeastLogLoss() {
        for (JsonNode c : Resources.json("calibration.json").get("temperature")) {
            double[][] probabilities = rows(c.get("probabilities"));
            int[] labels = ints(c.get("labels"));
            TemperatureCalibrator fitted = Calibrator.temperature(labels, probabilities);
            assertThat(fitted.temperature()).isCloseTo(c.get("temperature").doubleValue(), within(1e-5));
            assertClose(fitted.distribution(probabilities[0]), doubles(c.get("first")), 1e-6);
            assertThat(Evaluator.multiclass()
                            .evaluate(labels, fitted.distributions(probabilities))
                            .metric("log_loss")
                            .value())
                    .isCloseTo(c.get("loss").doubleValue(), within(1e-9));
        }
    }

    @Test
    void theTemperatureOfTwoClassesIsThatOfTheirDistributions() {
        double[][] both =
                Arrays.stream(SCORES).mapToObj(s -> new double[] {1 - s, s}).toArray(double[][]::new);
        TemperatureCalibrator fitted = Calibrator.temperature(LABELS, SCORES);
        assertThat(fitted).isEqualTo(Calibrator.temperature(LABELS, both));
        assertThat(fitted.apply(0.3)).isCloseTo(fitted.distribution(new double[] {0.7, 0.3})[1], within(1e-12));
    }

    static Stream<Calibrator> calibrators() {
        return Stream.of(
                Calibrator.platt(LABELS, SCORES),
                Calibrator.isotonic(LABELS, SCORES),
                Calibrator.temperature(LABELS, SCORES));
    }

    @ParameterizedTest
    @MethodSource("calibrators")
    void aCalibratorComesBackFromItsJson(Calibrator calibrator) {
        assertThat(Calibrator.fromJson(calibrator.toJson()))
                .isEqualTo(calibrator)
                .hasSameHashCodeAs(calibrator);
    }

    @ParameterizedTest
    @MethodSource("calibrators")
    void noNumberIsNoProbability(Calibrator calibrator) {
        assertThat(calibrator.apply(Double.NaN)).isNaN();
    }

    @Test
    void theStoredFormsStayReadable() {
        assertThat(Calibrator.fromJson("{\"calibrator\":\"platt\",\"slope\":2.0,\"intercept\":-1.0,\"later\":1}"))
                .isEqualTo(new PlattCalibrator(2, -1));
        assertThat(Calibrator.fromJson(
                        "{\"calibrator\":\"isotonic\",\"scores\":[0.1,0.9],\"probabilities\":[0.2,0.7]}"))
                .isEqualTo(IsotonicCalibrator.through(new double[] {0.1, 0.9}, new double[] {0.2, 0.7}));
        assertThat(Calibrator.fromJson("{\"calibrator\":\"temperature\",\"temperature\":1.5}"))
                .isEqualTo(new TemperatureCalibrator(1.5));
    }

    @Test
    void whatIsNoCalibratorIsAViolationOfIntegrity() {
        for (String json : new String[] {
            "{}",
            "{\"calibrator\":\"spline\"}",
            "{\"calibrator\":\"temperature\",\"temperature\":-1}",
            "{\"calibrator\":\"isotonic\",\"scores\":[0.9,0.1],\"probabilities\":[0.2,0.7]}"
        }) {
            assertThatThrownBy(() -> Calibrator.fromJson(json)).as(json).isInstanceOf(IntegrityViolation.class);
        }
    }

    @Test
    void classesThatDoNotOverlapHaveAFiniteSigmoid() {
        PlattCalibrator fitted = Calibrator.platt(new int[] {0, 0, 1, 1}, new double[] {-1e300, -1, 1, 1e300});
        assertThat(fitted.apply(1e300)).isBetween(0.5, 1.0);
        assertThat(fitted.apply(-1e300)).isBetween(0.0, 0.5);
    }

    @Test
    void scoresThatAreAllTheSameGiveTheShareOfLabels() {
        int[] labels = {0, 1, 1, 1};
        double[] same = {0.3, 0.3, 0.3, 0.3};
        // Platt's targets: (3 + 1) / (3 + 2) for the three, 1 / (1 + 2) for the one.
        assertThat(Calibrator.platt(labels, same).apply(0.9)).isCloseTo((3 * 0.8 + 1 / 3.0) / 4, within(1e-12));
        assertThat(Calibrator.isotonic(labels, same).apply(0.9)).isEqualTo(0.75);
    }

    @Test
    void aModelThatIsAlwaysRightHasTheLeastTemperatureAndNotNone() {
        TemperatureCalibrator fitted = Calibrator.temperature(new int[] {0, 1}, new double[] {0.4, 0.6});
        assertThat(fitted.temperature()).isBetween(0.01, 0.1);
        assertThat(fitted.apply(0.6)).isGreaterThan(0.95);
    }

    @Test
    void aModelThatIsSureAndWrongIsCooledDown() {
        TemperatureCalibrator fitted = Calibrator.temperature(new int[] {0, 1, 0, 1}, new double[] {1, 1, 0, 0});
        assertThat(fitted.temperature()).isGreaterThan(50);
        assertThat(fitted.apply(1)).isCloseTo(0.5, within(0.2));
    }

    @Test
    void aRowOfWeightTwoIsTwoRows() {
        int[] labels = {0, 0, 1, 0, 1, 1, 1};
        double[] scores = {0.1, 0.3, 0.35, 0.6, 0.8, 0.9, 0.35};
        double[] weights = {1, 1, 2, 1, 1, 1};
        assertThat(Calibrator.platt(LABELS, SCORES, weights).slope())
                .isCloseTo(Calibrator.platt(labels, scores).slope(), within(1e-9));
        assertThat(Calibrator.isotonic(LABELS, SCORES, weights)).isEqualTo(Calibrator.isotonic(labels, scores));
    }

    @Test
    void rowsOfOneLabelMakeNoCalibrator() {
        assertThatThrownBy(() -> Calibrator.platt(new int[] {1, 1}, new double[] {0.2, 0.4}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has the label 0");
        assertThatThrownBy(() -> Calibrator.isotonic(new int[] {0, 1}, new double[] {0.2, 0.4}, new double[] {1, 0}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has the label 1");
    }

    @Test
    void brokenInputIsRefused() {
        assertThatThrownBy(() -> Calibrator.platt(new int[] {0, 1}, new double[] {0.2}))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Calibrator.isotonic(new int[] {0, 1}, new double[] {0.2, Double.NaN}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("NaN at index 1");
        assertThatThrownBy(() -> Calibrator.temperature(new int[] {0, 1}, new double[] {0.2, 1.2}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("index 1");
        assertThatThrownBy(() -> Calibrator.platt(new int[] {0, 1}, new double[] {0.2, 0.3}, new double[] {1, -1}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("-1");
    }

    private static void assertClose(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("at %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static double[] weights(JsonNode c, int rows) {
        return c.get("weights").isNull()
                ? IntStream.range(0, rows).mapToDouble(i -> 1).toArray()
                : doubles(c.get("weights"));
    }

    private static double[][] rows(JsonNode rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> doubles(rows.get(i)))
                .toArray(double[][]::new);
    }
}
