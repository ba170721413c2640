package io.mlops4j.core.evaluation.assess;

import io.mlops4j.evaluation.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * BCa intervals (Efron 1987, doi:10.1080/01621459.1987.10478410) of all measures of some rows from one set of resamples. A resample
 * draws as many rows of each stratum as there are, with replacement; it is a vector of weights on the sorted rows, so each costs one
 * pass. The acceleration comes from a jackknife that leaves out one of at most 200 random groups of rows, because leaving out each
 * row apart would be quadratic.
 */
public final class Bootstrap {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int MOST_GROUPS = 200;

    /** Fewer rows than this, over all resamples, are measured sooner than they are shared out. */
    private static final long WORTH_SHARING = 100_000;

    /** With fewer defined resamples than this share an interval would tell of the lucky ones only. */
    private static final double LEAST_DEFINED = 0.9;

    /** By measure: its values over the resamples, ascending, NaN last. */
    private final double[][] replicates;

    /** By measure: its values over the jackknife's groups. */
    private final double[][] jackknife;

    private Bootstrap(double[][] replicates, double[][] jackknife) {
        this.replicates = replicates;
        this.jackknife = jackknife;
    }

    /** Draws the resamples and measures them, shared between the processors; what comes out depends on the rows and the seed alone. */
    public static Bootstrap of(Rows rows, int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] own = rows.weights();
        int[][] strata = strata(rows.strata());
        long[] seeds = random.longs(resamples).toArray();
        double[][] replicates = measured(rows, resamples, (resample, drawn) -> {
            SplittableRandom generator = new SplittableRandom(seeds[resample]);
            Arrays.fill(drawn, 0);
            for (int[] stratum : strata) {
                for (int i = 0; i < stratum.length; i++) {
                    int row = stratum[generator.nextInt(stratum.length)];
                    drawn[row] += own[row];
                }
            }
        });
        for (double[] values : replicates) {
            Arrays.sort(values);
        }
        int[] group = groups(own.length, random);
        double[][] jackknife = measured(rows, Math.min(own.length, MOST_GROUPS), (left, rest) -> {
            for (int i = 0; i < rest.length; i++) {
                rest[i] = group[i] == left ? 0 : own[i];
            }
        });
        return new Bootstrap(replicates, jackknife);
    }

    /** How much the rows count in one of many measurements. */
    private interface Weighting {
        void fill(int measurement, double[] weights);
    }

    /** By measure: its values in all measurements. Each share of them reuses one array of weights. */
    private static double[][] measured(Rows rows, int measurements, Weighting weighting) {
        double[][] values = new double[measurements][];
        int shares = Math.min(measurements, 4 * Runtime.getRuntime().availableProcessors());
        IntStream range = IntStream.range(0, shares);
        int size = rows.weights().length;
        ((long) size * measurements > WORTH_SHARING ? range.parallel() : range).forEach(share -> {
            double[] weights = new double[size];
            for (int m = share; m < measurements; m += shares) {
                weighting.fill(m, weights);
                values[m] = rows.measure(weights);
            }
        });
        double[][] columns = new double[rows.measures().size()][measurements];
        for (int m = 0; m < measurements; m++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][m] = values[m][column];
            }
        }
        return columns;
    }

    private static int[][] strata(int[] kinds) {
        int[] sizes = new int[Arrays.stream(kinds).max().orElse(0) + 1];
        for (int kind : kinds) {
            sizes[kind]++;
        }
        int[][] strata = new int[sizes.length][];
        for (int k = 0; k < sizes.length; k++) {
            strata[k] = new int[sizes[k]];
        }
        for (int i = kinds.length - 1; i >= 0; i--) {
            strata[kinds[i]][--sizes[kinds[i]]] = i;
        }
        return strata;
    }

    private static int[] groups(int rows, SplittableRandom random) {
        int[] group = new int[rows];
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            group[i] = group[j];
            group[j] = i % MOST_GROUPS;
        }
        return group;
    }

    /**
     * The interval of a measure, widened to hold its estimate if need be; empty if the resamples do not vary, overflow or are undefined
     * too often.
     */
    public Optional<Interval> findInterval(int measure, double estimate, double confidence) {
        double[] all = replicates[measure];
        int defined = all.length;
        while (defined > 0 && Double.isNaN(all[defined - 1])) {
            defined--;
        }
        if (defined < LEAST_DEFINED * all.length || !varies(all[0], all[defined - 1])) {
            return Optional.empty();
        }
        double below = 0;
        for (int r = 0; r < defined; r++) {
            below += all[r] < estimate ? 1 : all[r] == estimate ? 0.5 : 0;
        }
        // Half a resample from each end, so that the bias stays finite.
        double share = Math.max(0.5, Math.min(defined - 0.5, below)) / defined;
        double bias = NORMAL.inverseCumulativeProbability(share);
        double acceleration = acceleration(jackknife[measure]);
        double z = ScoreIntervals.quantile(confidence);
        double low = Math.min(estimate, at(all, defined, corrected(bias, acceleration, -z)));
        double high = Math.max(estimate, at(all, defined, corrected(bias, acceleration, z)));
        String count = defined == all.length ? "" + defined : defined + " of " + all.length;
        return Optional.of(new Interval(low, high, confidence, "BCa bootstrap, " + count + " resamples"));
    }

    private static boolean varies(double least, double greatest) {
        return least < greatest && Double.isFinite(least) && Double.isFinite(greatest);
    }

    private static double corrected(double bias, double acceleration, double z) {
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

    /** The quantile of the first values, linear between two. */
    private static double at(double[] sorted, int count, double share) {
        double position = share * (count - 1);
        int lower = (int) position;
        int upper = Math.min(lower + 1, count - 1);
        return sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower]);
    }
}
