package io.mlops4j.core.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Draws rows again. A resample draws as many rows of each stratum as there are, with replacement, and is a vector of weights on the rows;
 * whatever is measured on it is measured on the very same rows. Measurements are shared between the processors; what comes out depends on
 * the rows and the seed alone. Immutable.
 */
public final class Resamples {
    private static final int MOST_GROUPS = 200;

    private final double[] weights;
    private final int[][] strata;
    private final long seed;

    private Resamples(double[] weights, int[][] strata, long seed) {
        this.weights = weights;
        this.strata = strata;
        this.seed = seed;
    }

    /**
     * Of rows.
     *
     * @param weights how much each counts
     * @param kinds the stratum of each, from 0 up
     * @param seed what the random numbers start from
     */
    public static Resamples of(double[] weights, int[] kinds, long seed) {
        int most = Arrays.stream(kinds).max().orElse(0);
        int[][] strata = IntStream.rangeClosed(0, most)
                .mapToObj(kind -> IntStream.range(0, kinds.length)
                        .filter(i -> kinds[i] == kind)
                        .toArray())
                .toArray(int[][]::new);
        return new Resamples(weights, strata, seed);
    }

    /**
     * Measures so many resamples.
     *
     * @param statistics of weighted rows; called by several threads at once, with an array that is not to be kept
     * @return by statistic its values
     */
    public double[][] measured(int resamples, Function<double[], double[]> statistics) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds = random.longs(resamples).toArray();
        return shared(resamples, statistics, (resample, drawn) -> {
            SplittableRandom own = new SplittableRandom(seeds[resample]);
            Arrays.fill(drawn, 0);
            for (int[] stratum : strata) {
                for (int i = 0; i < stratum.length; i++) {
                    int row = stratum[own.nextInt(stratum.length)];
                    drawn[row] += weights[row];
                }
            }
        });
    }

    /**
     * Measures the rows with one of at most 200 random groups of them left out, each in turn: leaving out each row apart would be quadratic.
     *
     * @return by statistic its values
     */
    public double[][] jackknifed(Function<double[], double[]> statistics) {
        int[] group = groups();
        return shared(Math.min(group.length, MOST_GROUPS), statistics, (left, rest) -> {
            for (int i = 0; i < rest.length; i++) {
                rest[i] = group[i] == left ? 0 : weights[i];
            }
        });
    }

    /** Groups of sizes that differ by one at most, in random order. */
    private int[] groups() {
        SplittableRandom random = new SplittableRandom(~seed);
        int[] group = new int[weights.length];
        for (int i = 0; i < group.length; i++) {
            int j = random.nextInt(i + 1);
            group[i] = group[j];
            group[j] = i % MOST_GROUPS;
        }
        return group;
    }

    /** How much the rows count in one of many measurements. */
    private interface Weighting {
        void fill(int measurement, double[] weights);
    }

    /** Each share of the measurements reuses one array of weights. */
    private double[][] shared(int measurements, Function<double[], double[]> statistics, Weighting weighting) {
        double[][] values = new double[measurements][];
        int shares = Math.min(measurements, 4 * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, shares).parallel().forEach(share -> {
            double[] counts = new double[weights.length];
            for (int m = share; m < measurements; m += shares) {
                weighting.fill(m, counts);
                values[m] = statistics.apply(counts);
            }
        });
        double[][] columns = new double[values[0].length][measurements];
        for (int m = 0; m < measurements; m++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][m] = values[m][column];
            }
        }
        return columns;
    }
}
