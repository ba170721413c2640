package io.mlops4j.core.evaluation.probabilistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What other libraries publish of the same scores. */
class ProbabilisticReferenceTest {
    private static double[] numbers(String list) {
        return Arrays.stream(list.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double crpsOfSamples(double target, String samples) {
        return Evaluator.probabilistic()
                .evaluateSamples(new double[] {target}, new double[][] {numbers(samples)})
                .metric("crps")
                .value();
    }

    private static Evaluation normal(double target, double mean, double deviation) {
        return Evaluator.probabilistic()
                .evaluateNormal(new double[] {target}, new double[] {mean}, new double[] {deviation});
    }

    /** properscoring/properscoring, properscoring/tests/test_crps.py: {@code test_crps_toy_examples}. */
    @ParameterizedTest
    @CsvSource({
        "0, -1, 1",
        "0, 0, 0",
        "0, 1, 1",
        "0, 0 0, 0",
        "0, 0 1, 0.25",
        "0, 1 0, 0.25",
        "0, 1 1, 1",
        "2, 0 1, 1.25",
        "0, -1 1, 0.5",
        "0, 0 0 1, 0.1111111111111111",
        "1, 0 0 1, 0.4444444444444444",
        "0, -1 0 0 1, 0.125"
    })
    void samplesScoreAsInTheToyExamplesOfProperscoring(double target, String samples, double expected) {
        assertThat(crpsOfSamples(target, samples)).isCloseTo(expected, within(1e-15));
    }

    /** The same file: {@code test_crps_weight_examples}, those whose weights are all the same. */
    @ParameterizedTest
    @CsvSource({
        "1, 0 2, 0.5",
        "1, 2 0, 0.5",
        "1, 0 3, 0.75",
        "1, -1 3, 1",
        "1, 0 1 2, 0.2222222222222222",
        "1.5, 0 1 2, 0.3888888888888889",
        "-1, 0 1 2, 1.5555555555555556",
        "2.5, 0 1 2, 1.0555555555555556",
        "1, 0 1 2 3, 0.375",
        "1.5, 0 1 2 3, 0.375"
    })
    void samplesScoreAsInTheWeightedExamplesOfProperscoring(double target, String samples, double expected) {
        assertThat(crpsOfSamples(target, samples)).isCloseTo(expected, within(1e-15));
    }

    /** properscoring/properscoring, README.rst: {@code crps_gaussian([-2, -1, 0, 1, 2], mu=0, sig=1)}, to eight digits. */
    @ParameterizedTest
    @CsvSource({"-2, 1.45279182", "-1, 0.60244136", "0, 0.23369498", "1, 0.60244136", "2, 1.45279182"})
    void theStandardNormalScoresAsInProperscoring(double target, double expected) {
        assertThat(normal(target, 0, 1).metric("crps").value()).isCloseTo(expected, within(1e-8));
    }

    /** FK83/scoringRules, tests/testthat/test-crps_norm.R, to eight digits. */
    @ParameterizedTest
    @CsvSource({"-3, 0, 1, 2.43657473", "-2.9, 0.1, 1, 2.43657473", "-2.7, 0, 0.9, 2.192917257"})
    void normalPredictionsScoreAsInScoringRules(double target, double mean, double deviation, double expected) {
        assertThat(normal(target, mean, deviation).metric("crps").value()).isCloseTo(expected, within(1e-8));
    }

    /** frazane/scoringrules, tests/test_logs.py: {@code test_logs_normal}, to seven digits. */
    @ParameterizedTest
    @CsvSource({
        "7.1, 3.8, 0.3, 60.21497",
        "3.1, 4, 0.5, 1.845791",
        "-2.9, 1.1, 10.1, 3.309898",
        "4.4, 1.8, 1.2, 3.448482"
    })
    void theLogarithmicScoreIsThatOfScoringrules(double target, double mean, double deviation, double expected) {
        assertThat(normal(target, mean, deviation).metric("log_score").value()).isCloseTo(expected, within(5e-6));
    }

    /** FK83/scoringRules, tests/testthat/test-scores_quantiles.R: {@code ints}, of which the quantiles are the ends. */
    @ParameterizedTest
    @CsvSource({"1, 0.8, 2", "1, 0.5, 2", "2, 0.8, 12", "2, 0.5, 6"})
    void theIntervalScoreIsThatOfScoringRules(double target, double level, double expected) {
        Evaluation evaluation = Evaluator.probabilistic()
                .intervals(level)
                .evaluateQuantiles(
                        new double[] {target}, new double[] {(1 - level) / 2, (1 + level) / 2}, new double[][] {{-1, 1}
                        });
        assertThat(evaluation.metric("interval_score_" + level).value()).isCloseTo(expected, within(1e-12));
    }

    /** The same file: {@code qs}; the last two are of frazane/scoringrules, tests/test_quantile.py. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0.1, 0.1", "1, 0, 0.4, 0.4", "-1, 0, 0.1, 0.9", "0.3, 0.5, 0.2, 0.16", "0.3, 0.1, 0.2, 0.04"})
    void thePinballLossIsThatOfScoringRules(double target, double predicted, double quantile, double expected) {
        Evaluation evaluation = Evaluator.probabilistic()
                .evaluateQuantiles(new double[] {target}, new double[] {quantile}, new double[][] {{predicted}});
        assertThat(evaluation.metric("pinball_" + quantile).value()).isCloseTo(expected, within(1e-15));
        assertThat(evaluation.metric("mean_pinball").value()).isCloseTo(expected, within(1e-15));
    }

    @Test
    void quantilesScoreAsByNumpyAndScikitLearn() {
        JsonNode reference = Resources.json("forecast.json").get("quantiles");
        JsonNode rows = reference.get("predicted");
        Evaluation evaluation = Evaluator.probabilistic()
                .evaluateQuantiles(
                        Resources.doubles(reference.get("targets")),
                        Resources.doubles(reference.get("quantiles")),
                        IntStream.range(0, rows.size())
                                .mapToObj(i -> Resources.doubles(rows.get(i)))
                                .toArray(double[][]::new));
        JsonNode expected = reference.get("expected");
        assertThat(evaluation.metrics()).containsOnlyKeys(expected.propertyNames());
        expected.properties()
                .forEach(entry -> assertThat(evaluation.metric(entry.getKey()).value())
                        .as(entry.getKey())
                        .isCloseTo(entry.getValue().doubleValue(), within(1e-12)));
    }
}
