package io.mlops4j.core.monitoring.multivariate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The area under a ROC curve with its variances.
 *
 * @param value the share of pairs of a current and a reference row whose scores are in this order, ties by halves
 * @param variance that of the area (DeLong, DeLong and Clarke-Pearson 1988, in the fast form of Sun and Xu 2014, doi:10.1109/LSP.2014.2337313)
 * @param chanceVariance that which the area would have if scores said nothing (Mann and Whitney 1947, with ties)
 */
record Area(double value, double variance, double chanceVariance) {
    /** Of at least two rows on each side. */
    static Area of(double[] reference, double[] current) {
        int m = current.length;
        int n = reference.length;
        double[] both = Arrays.copyOf(reference, n + m);
        System.arraycopy(current, 0, both, n, m);
        double[] ranks = ranks(both);
        double[] ownCurrent = ranks(current);
        double[] ownReference = ranks(reference);
        // How many of the other side are below, for each row; ties by halves.
        double[] above = IntStream.range(0, m)
                .mapToDouble(i -> (ranks[n + i] - ownCurrent[i]) / n)
                .toArray();
        double[] below = IntStream.range(0, n)
                .mapToDouble(i -> 1 - (ranks[i] - ownReference[i]) / m)
                .toArray();
        double area = Arrays.stream(above).average().orElse(0.5);
        double variance = spread(above) / m + spread(below) / n;
        // The variance of midranks holds the correction for ties.
        double chance = spread(ranks) / ((double) (n + m) * n * m);
        return new Area(area, variance, chance);
    }

    /** The sample variance. */
    private static double spread(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
    }

    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to + 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
