package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import io.mlops4j.stats.TestResult;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/** The test of equal means with unequal variances. */
final class Welch {
    private Welch() {}

    static TestResult test(Samples samples) {
        // Equal values would show a variance out of rounding.
        if (constant(samples.a()) && constant(samples.b())) {
            throw new InvalidInput("Welch's test is undefined where neither sample varies: the first is "
                    + samples.a()[0] + " throughout, the second " + samples.b()[0] + ".");
        }
        int exponent = Math.max(exponent(samples.a()), exponent(samples.b()));
        Moments a = Moments.of(samples.a(), exponent);
        Moments b = Moments.of(samples.b(), exponent);
        double squared = a.ofMean + b.ofMean;
        double t = (a.mean - b.mean) / Math.sqrt(squared);
        double freedom =
                1 / (square(a.ofMean / squared) / (samples.n() - 1) + square(b.ofMean / squared) / (samples.m() - 1));
        if (!Double.isFinite(t) || !Double.isFinite(freedom)) {
            throw new InvalidInput(
                    "Welch's test is undefined here: the samples vary by less than a double can tell from 0.");
        }
        double p = Math.min(1, 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t)));
        return new TestResult(
                t, p, String.format(Locale.ROOT, "Welch's t, %.6g degrees of freedom", freedom), List.of());
    }

    private static double square(double value) {
        return value * value;
    }

    private static boolean constant(double[] sorted) {
        return sorted[0] == sorted[sorted.length - 1];
    }

    /** A power of two that is about the greatest size: divided by it no square overflows, and no digit is lost. */
    private static int exponent(double[] sorted) {
        return Math.getExponent(Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1])));
    }

    /** The mean, and the squared standard error of it. */
    private static final class Moments {
        private final double mean;
        private final double ofMean;

        private Moments(double mean, double ofMean) {
            this.mean = mean;
            this.ofMean = ofMean;
        }

        private static Moments of(double[] values, int exponent) {
            double sum = 0;
            for (double value : values) {
                sum += Math.scalb(value, -exponent);
            }
            double mean = sum / values.length;
            double squares = 0;
            double rest = 0;
            for (double value : values) {
                double off = Math.scalb(value, -exponent) - mean;
                squares += off * off;
                rest += off;
            }
            double variance = (squares - rest * rest / values.length) / (values.length - 1.0);
            return new Moments(mean + rest / values.length, Math.max(0, variance) / values.length);
        }
    }
}
