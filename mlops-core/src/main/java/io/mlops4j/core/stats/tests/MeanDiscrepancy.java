package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import io.mlops4j.stats.TestResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The maximum mean discrepancy of two samples of rows: the rows of both, pooled, the first sample's first. */
final class MeanDiscrepancy {
    /** So many rows have a kernel of 64 MB. */
    private static final int MOST_ROWS = 4_000;

    private final double[][] rows;
    private final int n;
    private final int m;

    private MeanDiscrepancy(double[][] rows, int n, int m) {
        this.rows = rows;
        this.n = n;
        this.m = m;
    }

    /** Checks and pools. */
    static MeanDiscrepancy of(double[][] a, double[][] b) {
        if (Math.min(a.length, b.length) < 2) {
            throw new InvalidInput("The maximum mean discrepancy needs at least two rows a side; there are " + a.length
                    + " and " + b.length + ".");
        }
        int width = a[0].length;
        check(a, width, "first");
        check(b, width, "second");
        double[][] rows = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, rows, a.length, b.length);
        return new MeanDiscrepancy(rows, a.length, b.length);
    }

    private static void check(double[][] sample, int width, String which) {
        for (int i = 0; i < sample.length; i++) {
            if (sample[i].length == 0 || sample[i].length != width) {
                throw new InvalidInput("Row " + i + " of the " + which + " sample has " + sample[i].length
                        + " numbers, the first row of the first sample " + width
                        + "; all need the same, at least one.");
            }
            Samples.finite(sample[i], which);
        }
    }

    /** The unbiased estimate, without keeping the kernel. */
    double estimate(double bandwidth) {
        if (!(bandwidth > 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new InvalidInput(
                    "The bandwidth " + bandwidth + " is not a positive number; give one in the unit of the"
                            + " values, such as their typical distance.");
        }
        double within = 0;
        double between = 0;
        double other = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                double kernel = kernel(distance(rows[i], rows[j]), bandwidth);
                if (i < n) {
                    within += kernel;
                } else if (j < n) {
                    between += kernel;
                } else {
                    other += kernel;
                }
            }
        }
        return estimate(within, between, other);
    }

    private double estimate(double within, double between, double other) {
        return 2 * within / ((double) n * (n - 1))
                + 2 * other / ((double) m * (m - 1))
                - 2 * between / ((double) n * m);
    }

    TestResult test(int permutations, long seed) {
        if (rows.length > MOST_ROWS) {
            throw new InvalidInput("Both samples have " + rows.length + " rows, more than the " + MOST_ROWS
                    + " whose kernel is kept; give a random part of them.");
        }
        double[][] kernel = distances();
        double bandwidth = median(kernel);
        for (double[] row : kernel) {
            for (int j = 0; j < row.length; j++) {
                row[j] = kernel(row[j], bandwidth);
            }
        }
        Dealt dealt = new Dealt(kernel);
        int[] order = Permutations.identity(rows.length);
        double observed = dealt.estimate(order);
        SplittableRandom random = new SplittableRandom(seed);
        double p = Permutations.pValue(observed, permutations, () -> {
            Permutations.deal(order, n, random);
            return dealt.estimate(order);
        });
        String method = Permutations.method(
                String.format(Locale.ROOT, "Maximum mean discrepancy, RBF kernel of bandwidth %.4g", bandwidth),
                permutations);
        return new TestResult(observed, p, method, List.of());
    }

    /** By row those before it. */
    private double[][] distances() {
        double[][] distances = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            distances[i] = new double[i];
            for (int j = 0; j < i; j++) {
                distances[i][j] = distance(rows[i], rows[j]);
            }
        }
        return distances;
    }

    private static double median(double[][] distances) {
        double[] positive = Arrays.stream(distances)
                .flatMapToDouble(Arrays::stream)
                .filter(distance -> distance > 0)
                .sorted()
                .toArray();
        if (positive.length == 0) {
            throw new InvalidInput("The maximum mean discrepancy is undefined where all rows are the same: there is no"
                    + " distance to take the bandwidth from.");
        }
        int middle = positive.length / 2;
        return positive.length % 2 == 1 ? positive[middle] : (positive[middle - 1] + positive[middle]) / 2;
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    private static double kernel(double distance, double bandwidth) {
        double ratio = distance / bandwidth;
        return Math.exp(-ratio * ratio / 2);
    }

    /** The estimate for any choice of rows for the first sample. The sums between follow from those within one side and the rows' sums. */
    private final class Dealt {
        private final double[][] kernel;
        private final double[] sums;
        private final double all;
        private final boolean[] first;

        private Dealt(double[][] kernel) {
            this.kernel = kernel;
            this.sums = new double[kernel.length];
            this.first = new boolean[kernel.length];
            double total = 0;
            for (int i = 0; i < kernel.length; i++) {
                for (int j = 0; j < i; j++) {
                    sums[i] += kernel[i][j];
                    sums[j] += kernel[i][j];
                    total += kernel[i][j];
                }
            }
            this.all = total;
        }

        /** With the first {@code n} of this order as the first sample. */
        private double estimate(int[] order) {
            boolean small = n <= m;
            int from = small ? 0 : n;
            int to = small ? n : order.length;
            Arrays.fill(first, false);
            for (int i = from; i < to; i++) {
                first[order[i]] = true;
            }
            // In the rows' own order, so that memory is read as it lies and equal choices give equal sums.
            int[] chosen = new int[to - from];
            int count = 0;
            double touching = 0;
            double within = 0;
            for (int i = 0; i < first.length; i++) {
                if (first[i]) {
                    for (int j = 0; j < count; j++) {
                        within += kernel[i][chosen[j]];
                    }
                    touching += sums[i];
                    chosen[count++] = i;
                }
            }
            double between = touching - 2 * within;
            double other = all - within - between;
            return small
                    ? MeanDiscrepancy.this.estimate(within, between, other)
                    : MeanDiscrepancy.this.estimate(other, between, within);
        }
    }
}
