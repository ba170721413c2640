package io.mlops4j.core.evaluation.compare;

import io.mlops4j.core.stats.BcaBootstrap;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Statistics of resampled rows. A resample draws as many rows of each stratum as there are, with replacement, and is a vector of weights
 * on the rows, so that two models are seen on the very same ones. Resamples are measured by several threads, each with a random generator
 * of its own that was split off beforehand: the same seed gives the same numbers on any machine.
 */
final class PairedBootstrap {
    private static final int MOST_GROUPS = 200;

    /** By statistic: its values over the resamples. */
    private final double[][] replicates;

    /** By statistic: its values with each of at most 200 random groups of rows left out. */
    private final double[][] jackknife;

    private PairedBootstrap(double[][] replicates, double[][] jackknife) {
        this.replicates = replicates;
        this.jackknife = jackknife;
    }

    /**
     * Draws and measures.
     *
     * @param statistics of weighted rows; called by several threads at once
     * @param weights the rows' own
     * @param strata the kind of each row
     */
    static PairedBootstrap of(
            Function<double[], double[]> statistics, double[] weights, int[] strata, int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] rowsOfStrata = rowsOf(strata);
        SplittableRandom[] randoms = new SplittableRandom[resamples];
        Arrays.setAll(randoms, r -> random.split());
        double[][] replicates = IntStream.range(0, resamples)
                .parallel()
                .mapToObj(r -> statistics.apply(drawn(weights, rowsOfStrata, randoms[r])))
                .toArray(double[][]::new);
        int[] group = groups(weights.length, random);
        double[][] jackknife = IntStream.range(0, Math.min(weights.length, MOST_GROUPS))
                .parallel()
                .mapToObj(g -> statistics.apply(without(weights, group, g)))
                .toArray(double[][]::new);
        return new PairedBootstrap(transposed(replicates), transposed(jackknife));
    }

    /** What the resamples say of a statistic; nothing if they do not show how it varies. */
    Optional<BcaBootstrap> find(int statistic, double estimate) {
        return BcaBootstrap.of(estimate, replicates[statistic], jackknife[statistic]);
    }

    /** Whether a statistic is 0 on every resample. */
    boolean isAlwaysZero(int statistic) {
        return Arrays.stream(replicates[statistic]).allMatch(replicate -> replicate == 0);
    }

    private static double[] drawn(double[] weights, int[][] strata, SplittableRandom random) {
        double[] drawn = new double[weights.length];
        for (int[] stratum : strata) {
            for (int i = 0; i < stratum.length; i++) {
                int row = stratum[random.nextInt(stratum.length)];
                drawn[row] += weights[row];
            }
        }
        return drawn;
    }

    private static double[] without(double[] weights, int[] group, int left) {
        double[] rest = weights.clone();
        for (int i = 0; i < rest.length; i++) {
            if (group[i] == left) {
                rest[i] = 0;
            }
        }
        return rest;
    }

    private static int[][] rowsOf(int[] kinds) {
        int most = Arrays.stream(kinds).max().orElse(0);
        return IntStream.rangeClosed(0, most)
                .mapToObj(kind -> IntStream.range(0, kinds.length)
                        .filter(i -> kinds[i] == kind)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** Groups of sizes that differ by one at most, in random order. */
    private static int[] groups(int rows, SplittableRandom random) {
        int[] group = new int[rows];
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            group[i] = group[j];
            group[j] = i % MOST_GROUPS;
        }
        return group;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                columns[c][r] = rows[r][c];
            }
        }
        return columns;
    }
}
