package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.stats.SortedSample;
import java.util.Arrays;

/** What is learnt from the present numbers of a column: the definitions of scikit-learn and NumPy, so that pipelines can be compared. */
final class Sample {
    /** Ascending, at least one. */
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /** The numbers that are not NaN; there has to be one. */
    static Sample of(String column, double[] values) {
        double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        if (present.length == 0) {
            throw nothingToLearn(column);
        }
        Arrays.sort(present);
        return new Sample(present);
    }

    static InvalidInput nothingToLearn(String column) {
        return new InvalidInput("Column '" + column
                + "' has no present cell to fit on; leave it out, or fill it with Feature.impute(…).with(…).");
    }

    double least() {
        return sorted[0];
    }

    double greatest() {
        return sorted[sorted.length - 1];
    }

    double mean() {
        // Neumaier's sum: 10 million rows are not to cost digits.
        double sum = 0;
        double lost = 0;
        for (double value : sorted) {
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        // A mean lies between the values, also when the last digit is rounded: a constant column is exactly its mean.
        return Math.max(least(), Math.min(greatest(), (sum + lost) / sorted.length));
    }

    /** Of the population: the root of the mean square of the distances to the mean. */
    double deviation() {
        double mean = mean();
        double squares = 0;
        double rest = 0;
        for (double value : sorted) {
            double distance = value - mean;
            squares += distance * distance;
            rest += distance;
        }
        // The rest is 0 but for rounding (Chan, Golub, LeVeque 1983).
        return Math.sqrt(Math.max(0, squares - rest * rest / sorted.length) / sorted.length);
    }

    double median() {
        return quantile(0.5);
    }

    /** Between neighbours linearly. */
    double quantile(double share) {
        return SortedSample.quantile(sorted, share);
    }

    /** The number that appears most often, the least of several. */
    double mostFrequent() {
        double best = sorted[0];
        int most = 0;
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[start]) {
                if (i - start > most) {
                    most = i - start;
                    best = sorted[start];
                }
                start = i;
            }
        }
        return best;
    }

    /** The different numbers, ascending. */
    double[] distinct() {
        return Arrays.stream(sorted).map(v -> v + 0.0).distinct().toArray();
    }

    /** The different quantiles that part the numbers into ranges of equal shares, without the ends. */
    double[] innerEdges(int ranges) {
        double[] edges = new double[ranges + 1];
        int count = 0;
        for (int i = 0; i <= ranges; i++) {
            double edge = quantile((double) i / ranges) + 0.0;
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        return count <= 2 ? new double[0] : Arrays.copyOfRange(edges, 1, count - 1);
    }
}
