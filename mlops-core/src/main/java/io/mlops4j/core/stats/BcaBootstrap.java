package io.mlops4j.core.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What the resamples of an estimate say of it, bias-corrected and accelerated (Efron 1987, doi:10.1080/01621459.1987.10478410): intervals,
 * and the p-value that goes with them. Immutable.
 */
public final class BcaBootstrap {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** With fewer defined resamples than this share an interval would tell of the lucky ones only. */
    private static final double LEAST_DEFINED = 0.9;

    private final double estimate;
    private final double[] sorted;
    private final int resamples;
    private final double bias;
    private final double acceleration;

    private BcaBootstrap(double estimate, double[] sorted, int resamples, double[] jackknife) {
        this.estimate = estimate;
        this.sorted = sorted;
        this.resamples = resamples;
        this.bias = NORMAL.inverseCumulativeProbability(shareBelow(estimate));
        this.acceleration = acceleration(jackknife);
    }

    /**
     * Looks at the resamples of an estimate; empty if they do not vary, overflow or are undefined too often.
     *
     * @param replicates the statistic on each resample, NaN where it is undefined
     * @param jackknife the statistic with a part of the rows left out, for each of several parts
     */
    public static Optional<BcaBootstrap> of(double estimate, double[] replicates, double[] jackknife) {
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        int defined = sorted.length;
        while (defined > 0 && Double.isNaN(sorted[defined - 1])) {
            defined--;
        }
        if (defined < LEAST_DEFINED * sorted.length || !varies(sorted[0], sorted[defined - 1])) {
            return Optional.empty();
        }
        return Optional.of(new BcaBootstrap(estimate, Arrays.copyOf(sorted, defined), replicates.length, jackknife));
    }

    private static boolean varies(double least, double greatest) {
        return least < greatest && Double.isFinite(least) && Double.isFinite(greatest);
    }

    /** The lower end of the interval of this confidence; at most the estimate. */
    public double low(double confidence) {
        return Math.min(estimate, SortedSample.quantile(sorted, corrected(-quantile(confidence))));
    }

    /** The upper end of the interval of this confidence; at least the estimate. */
    public double high(double confidence) {
        return Math.max(estimate, SortedSample.quantile(sorted, corrected(quantile(confidence))));
    }

    /**
     * The two-sided p-value of the hypothesis that the true value is this one: 1 less the confidence of the interval that just reaches it,
     * so that p is below 0.05 where the 95 % interval leaves the value out. Never below 1 / (resamples + 1), which is all that so many can tell.
     */
    public double pValue(double value) {
        double distance = NORMAL.inverseCumulativeProbability(shareBelow(value)) - bias;
        double stretch = 1 + acceleration * distance;
        double least = 1.0 / (resamples + 1);
        if (stretch <= 0) {
            return least;
        }
        double z = distance / stretch - bias;
        return Math.min(1, Math.max(least, 2 * NORMAL.survivalProbability(Math.abs(z))));
    }

    /** How the interval came about, for a person to read. */
    public String method() {
        String count = sorted.length == resamples ? "" + resamples : sorted.length + " of " + resamples;
        return "BCa bootstrap, " + count + " resamples";
    }

    private static double quantile(double confidence) {
        return NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
    }

    /** The share of the resamples below a value, ties half; half a resample from each end, so that its quantile stays finite. */
    private double shareBelow(double value) {
        double below = 0;
        for (double replicate : sorted) {
            below += replicate < value ? 1 : replicate == value ? 0.5 : 0;
        }
        return Math.max(0.5, Math.min(sorted.length - 0.5, below)) / sorted.length;
    }

    private double corrected(double z) {
        double sum = bias + z;
        double shrink = 1 - acceleration * sum;
        // Past its pole the correction would turn around; there the end of the resamples is the answer.
        return shrink <= 0 ? (sum > 0 ? 1 : 0) : NORMAL.cumulativeProbability(bias + sum / shrink);
    }

    private static double acceleration(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            double difference = mean - value;
            squares += difference * difference;
            cubes += difference * difference * difference;
        }
        double acceleration = cubes / (6 * Math.pow(squares, 1.5));
        return Double.isFinite(acceleration) ? acceleration : 0;
    }
}
