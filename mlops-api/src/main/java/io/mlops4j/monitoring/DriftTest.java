package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * When a column counts as changed. {@link #auto} is what most should take; the others are the field's well-known tests with thresholds of their own. Immutable.
 */
public sealed interface DriftTest permits DriftTest.Auto, DriftTest.Distance, DriftTest.Significance {
    /**
     * A column has drifted when the change is both evident and large enough to matter. Evident, of two datasets: by Kolmogorov-Smirnov for numbers of more than 20 different values, by
     * chi-square for other numbers and for categories, by Fisher's exact test for yes and no, with the p-values corrected over the columns. Evident, in a stream: by a test on the counts
     * of the reference's bins that holds at every look (Dirichlet-multinomial mixture), corrected over the columns by e-BH. Large enough: an effect of at least {@link Auto#report}. With
     * fewer rows than ten a bin there is no verdict.
     */
    static Auto auto() {
        return new Auto(Correction.BENJAMINI_HOCHBERG, EffectMeasure.PSI, 0.02, 0.1);
    }

    /** The population stability index on at most ten bins, at least this; 0.1 and 0.25 are usual. Depends on the number of rows: small windows exceed it without any change. */
    static DriftTest psi(double threshold) {
        return new Distance(DistanceMeasure.PSI, threshold);
    }

    /** The Jensen-Shannon distance on the bins, at least this; 0.1 is usual. */
    static DriftTest jensenShannon(double threshold) {
        return new Distance(DistanceMeasure.JENSEN_SHANNON, threshold);
    }

    /** Wasserstein's distance in standard deviations of the reference, at least this; 0.1 is usual. Categories are not tested. */
    static DriftTest wasserstein(double threshold) {
        return new Distance(DistanceMeasure.WASSERSTEIN, threshold);
    }

    /** The Hellinger distance on the bins, at least this. */
    static DriftTest hellinger(double threshold) {
        return new Distance(DistanceMeasure.HELLINGER, threshold);
    }

    /** The total variation distance on the bins, at least this. */
    static DriftTest totalVariation(double threshold) {
        return new Distance(DistanceMeasure.TOTAL_VARIATION, threshold);
    }

    /** The Kullback-Leibler divergence of the window from the reference on the bins, at least this. */
    static DriftTest kullbackLeibler(double threshold) {
        return new Distance(DistanceMeasure.KULLBACK_LEIBLER, threshold);
    }

    /** The energy distance in standard deviations of the reference, at least this; of two datasets only. Categories are not tested. */
    static DriftTest energy(double threshold) {
        return new Distance(DistanceMeasure.ENERGY, threshold);
    }

    /** Kolmogorov-Smirnov's p-value, at most this. In a stream on the bins, where it is a little too large. Categories are not tested. */
    static DriftTest ks(double alpha) {
        return new Significance(SignificanceTest.KOLMOGOROV_SMIRNOV, alpha);
    }

    /** Cramér and von Mises' p-value, at most this; of two datasets only. Categories are not tested. */
    static DriftTest cramerVonMises(double alpha) {
        return new Significance(SignificanceTest.CRAMER_VON_MISES, alpha);
    }

    /** Anderson and Darling's p-value, at most this; of two datasets only. Categories are not tested. */
    static DriftTest andersonDarling(double alpha) {
        return new Significance(SignificanceTest.ANDERSON_DARLING, alpha);
    }

    /** Mann and Whitney's p-value, at most this; of two datasets only. Categories are not tested. */
    static DriftTest mannWhitney(double alpha) {
        return new Significance(SignificanceTest.MANN_WHITNEY, alpha);
    }

    /** The p-value of Welch's t-test of the means, at most this. Categories are not tested. */
    static DriftTest welch(double alpha) {
        return new Significance(SignificanceTest.WELCH, alpha);
    }

    /** The chi-square test's p-value on the bins or categories, at most this. */
    static DriftTest chiSquare(double alpha) {
        return new Significance(SignificanceTest.CHI_SQUARE, alpha);
    }

    /** The G test's p-value on the bins or categories, at most this. */
    static DriftTest gTest(double alpha) {
        return new Significance(SignificanceTest.G, alpha);
    }

    /** The test in words. */
    String describe();

    /**
     * See {@link #auto}.
     *
     * @param correction how p-values of two datasets are corrected over the columns; streams are always corrected by e-BH
     * @param measure how the size of a change is measured
     * @param report the least effect that counts as drift
     * @param alert the least effect that an alert is sent for, not below {@code report}
     */
    record Auto(Correction correction, EffectMeasure measure, double report, double alert) implements DriftTest {
        /** Refuses effects that are no numbers from 0, or in the wrong order, with {@link InvalidInput}. */
        public Auto {
            Objects.requireNonNull(correction, "correction");
            Objects.requireNonNull(measure, "measure");
            if (!(report >= 0) || !(alert >= report) || Double.isInfinite(alert)) {
                throw new InvalidInput("Effects of " + report + " to report and " + alert
                        + " to alert do not fit; give two numbers from 0, the second not below the first.");
            }
        }

        /** The same with another correction. */
        public Auto correction(Correction other) {
            return new Auto(other, measure, report, alert);
        }

        /** The same with another measure of effects, and the least effects to report and to alert in its units. */
        public Auto effect(EffectMeasure other, double leastToReport, double leastToAlert) {
            return new Auto(correction, other, leastToReport, leastToAlert);
        }

        @Override
        public String describe() {
            return "automatic: evident, and " + measure.title() + " at least " + report;
        }
    }

    /** What a distance is measured by. */
    enum DistanceMeasure {
        /** See {@link #psi}. */
        PSI("PSI"),
        /** See {@link #jensenShannon}. */
        JENSEN_SHANNON("Jensen-Shannon distance"),
        /** See {@link #wasserstein}. */
        WASSERSTEIN("Wasserstein distance"),
        /** See {@link #hellinger}. */
        HELLINGER("Hellinger distance"),
        /** See {@link #totalVariation}. */
        TOTAL_VARIATION("total variation distance"),
        /** See {@link #kullbackLeibler}. */
        KULLBACK_LEIBLER("Kullback-Leibler divergence"),
        /** See {@link #energy}. */
        ENERGY("energy distance");

        private final String title;

        DistanceMeasure(String title) {
            this.title = title;
        }

        /** The name for a person. */
        public String title() {
            return title;
        }
    }

    /** What a p-value is of. */
    enum SignificanceTest {
        /** See {@link #ks}. */
        KOLMOGOROV_SMIRNOV("Kolmogorov-Smirnov"),
        /** See {@link #cramerVonMises}. */
        CRAMER_VON_MISES("Cramér-von Mises"),
        /** See {@link #andersonDarling}. */
        ANDERSON_DARLING("Anderson-Darling"),
        /** See {@link #mannWhitney}. */
        MANN_WHITNEY("Mann-Whitney"),
        /** See {@link #welch}. */
        WELCH("Welch"),
        /** See {@link #chiSquare}. */
        CHI_SQUARE("chi-square"),
        /** See {@link #gTest}. */
        G("G");

        private final String title;

        SignificanceTest(String title) {
            this.title = title;
        }

        /** The name for a person. */
        public String title() {
            return title;
        }
    }

    /**
     * A distance of at least a threshold.
     *
     * @param measure the distance
     * @param threshold above 0
     */
    record Distance(DistanceMeasure measure, double threshold) implements DriftTest {
        /** Refuses a threshold that is not above 0 with {@link InvalidInput}. */
        public Distance {
            Objects.requireNonNull(measure, "measure");
            if (!(threshold > 0) || Double.isInfinite(threshold)) {
                throw new InvalidInput("A " + measure.title() + " of " + threshold
                        + " is no threshold; give a number above 0, such as 0.1.");
            }
        }

        @Override
        public String describe() {
            return measure.title() + " at least " + threshold;
        }
    }

    /**
     * A p-value of at most a level, not corrected over the columns.
     *
     * @param test the test
     * @param alpha between 0 and 1
     */
    record Significance(SignificanceTest test, double alpha) implements DriftTest {
        /** Refuses a level that is not between 0 and 1 with {@link InvalidInput}. */
        public Significance {
            Objects.requireNonNull(test, "test");
            if (!(alpha > 0 && alpha < 1)) {
                throw new InvalidInput("A level of " + alpha + " for the " + test.title()
                        + " test is not between 0 and 1; give 0.05.");
            }
        }

        @Override
        public String describe() {
            return test.title() + " p-value at most " + alpha;
        }
    }
}
