package io.mlops4j.core.monitoring.drift;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.DriftTest.Auto;
import io.mlops4j.monitoring.DriftTest.Distance;
import io.mlops4j.monitoring.DriftTest.DistanceMeasure;
import io.mlops4j.monitoring.DriftTest.Significance;
import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.List;
import java.util.Optional;

/** A test that was chosen by name, of the values of two columns. */
final class ChosenTest {
    private ChosenTest() {}

    /** The result, with a p-value of 1 for a distance; empty if the test is not one for such a column. */
    static Optional<TestResult> of(
            DriftTest test, Column reference, Column current, Kind kind, long[] before, long[] after) {
        boolean numbers = reference.type().isNumber() && current.type().isNumber();
        if (test instanceof Distance distance) {
            return overBins(distance.measure())
                    ? Optional.of(result(distance, distance(distance.measure(), before, after)))
                    : !numbers ? Optional.empty() : apart(distance, reference, current);
        }
        if (!(test instanceof Significance significance)) {
            throw new InvalidInput("The test '" + test.describe() + "' is not one with a threshold.");
        }
        return switch (significance.test()) {
            case CHI_SQUARE -> filled(before, after) ? Optional.of(Categorical.chiSquare(before, after)) : Optional.empty();
            case G -> filled(before, after) ? Optional.of(Categorical.gTest(before, after)) : Optional.empty();
            default -> numbers ? ofNumbers(significance, reference, current) : Optional.empty();
        };
    }

    private static boolean filled(long[] before, long[] after) {
        return BinEffect.used(before, after) > 1;
    }

    private static Optional<TestResult> ofNumbers(Significance significance, Column reference, Column current) {
        double[] a = ColumnTest.numbers(reference);
        double[] b = ColumnTest.numbers(current);
        if (Math.min(a.length, b.length) < 2) {
            return Optional.empty();
        }
        return Optional.of(
                switch (significance.test()) {
                    case KOLMOGOROV_SMIRNOV -> TwoSample.kolmogorovSmirnov(a, b);
                    case CRAMER_VON_MISES -> TwoSample.cramerVonMises(a, b);
                    case ANDERSON_DARLING -> TwoSample.andersonDarling(a, b);
                    case MANN_WHITNEY -> TwoSample.mannWhitney(a, b);
                    case WELCH -> TwoSample.welch(a, b);
                    default -> throw new InvalidInput("The test '" + significance.describe() + "' is one of counts.");
                });
    }

    private static Optional<TestResult> apart(Distance distance, Column reference, Column current) {
        double spread = Binning.moments(reference).map(Moments::stddev).orElse(0.0);
        double[] a = ColumnTest.numbers(reference);
        double[] b = ColumnTest.numbers(current);
        if (spread == 0 || b.length == 0) {
            return Optional.empty();
        }
        double value = distance.measure() == DistanceMeasure.ENERGY
                ? TwoSample.energyDistance(scaled(a, spread), scaled(b, spread))
                : TwoSample.wasserstein(a, b) / spread;
        return Optional.of(result(distance, value));
    }

    private static double[] scaled(double[] values, double by) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] / by;
        }
        return scaled;
    }

    /** Whether a distance is between counts over bins, and so one for every column and for streams. */
    static boolean overBins(DistanceMeasure measure) {
        return measure != DistanceMeasure.WASSERSTEIN && measure != DistanceMeasure.ENERGY;
    }

    static double distance(DistanceMeasure measure, long[] before, long[] after) {
        return switch (measure) {
            case PSI -> Categorical.populationStability(before, after, EmptyBins.HALF).index();
            case JENSEN_SHANNON -> Categorical.jensenShannon(before, after);
            case HELLINGER -> Categorical.hellinger(before, after);
            case TOTAL_VARIATION -> Categorical.totalVariation(before, after);
            case KULLBACK_LEIBLER -> Categorical.kullbackLeibler(after, before);
            case WASSERSTEIN, ENERGY -> throw new InvalidInput("A " + measure.title() + " is not one of counts.");
        };
    }

    static TestResult result(Distance distance, double value) {
        return new TestResult(value, 1, distance.measure().title(), List.of());
    }

    /** What the deciding number is held against. */
    static double threshold(DriftTest test) {
        if (test instanceof Distance distance) {
            return distance.threshold();
        }
        return test instanceof Significance significance ? significance.alpha() : ((Auto) test).report();
    }

    /** Whether the result says that the column has changed. */
    static boolean exceeds(DriftTest test, TestResult result) {
        return test instanceof Distance distance
                ? result.statistic() >= distance.threshold()
                : result.pValue() <= threshold(test);
    }
}
