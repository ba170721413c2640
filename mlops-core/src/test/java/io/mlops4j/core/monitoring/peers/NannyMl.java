package io.mlops4j.core.monitoring.peers;

import java.util.Arrays;

/**
 * NannyML's univariate rules, written from its source (NannyML/nannyml, nannyml/drift/univariate: {@code methods.py} at 1cd1b55, {@code calculator.py} at 013274c;
 * {@code thresholds.py} at 013274c), with chunks of the window's size. Its default for every column is the Jensen-Shannon distance (base 2) above 0.1, over Doane's bins of the
 * reference for numbers; its Kolmogorov-Smirnov statistic alarms above the mean of the reference's own chunks by three of their standard deviations. That is taken exactly here
 * for any reference, where NannyML has 10 000 bins from 10 000 rows on.
 */
enum NannyMl implements Rule {
    /** The default. */
    JENSEN_SHANNON("NannyML, Jensen-Shannon (default)") {
        @Override
        boolean alarms(Sample reference, Sample window, int column) {
            return jensenShannon(reference, window, column) > 0.1;
        }
    },

    /** For numbers; categories are left to the default. */
    KOLMOGOROV_SMIRNOV("NannyML, Kolmogorov-Smirnov and three sigma") {
        @Override
        boolean alarms(Sample reference, Sample window, int column) {
            if (!reference.isNumbers()) {
                return JENSEN_SHANNON.alarms(reference, window, column);
            }
            return distance(reference.sorted(column), window.sorted(column))
                    > threshold(reference, window.rows(), column);
        }
    };

    private final String title;

    NannyMl(String title) {
        this.title = title;
    }

    abstract boolean alarms(Sample reference, Sample window, int column);

    @Override
    public boolean alarms(Sample reference, Sample window) {
        for (int column = 0; column < reference.columns(); column++) {
            if (alarms(reference, window, column)) {
                return true;
            }
        }
        return false;
    }

    static double jensenShannon(Sample reference, Sample window, int column) {
        double[] before;
        double[] now;
        if (reference.isNumbers()) {
            double[] edges = doane(reference.values(column));
            before = Shares.of(counts(reference.values(column), edges), reference.rows());
            now = Shares.of(counts(window.values(column), edges), window.rows());
        } else {
            before = Shares.of(reference.counts(column), reference.rows());
            now = known(before, Shares.of(window.counts(column), window.rows()));
        }
        // What falls outside the reference's bins is a bin of its own, which the reference leaves empty.
        double rest = 1 - Shares.sum(now);
        if (rest > 0) {
            before = Arrays.copyOf(before, before.length + 1);
            now = Arrays.copyOf(now, now.length + 1);
            now[now.length - 1] = rest;
        }
        return Shares.jensenShannon(before, now, 2);
    }

    private static double[] known(double[] before, double[] now) {
        double[] known = now.clone();
        for (int i = 0; i < known.length; i++) {
            known[i] = before[i] == 0 ? 0 : known[i];
        }
        return known;
    }

    /** The edges of numpy's {@code histogram_bin_edges(values, bins="doane")}. */
    static double[] doane(double[] values) {
        int n = values.length;
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double mean = Shares.mean(values);
        double deviation = Shares.deviation(values);
        double cubes = 0;
        for (double value : values) {
            double off = (value - mean) / deviation;
            cubes += off * off * off;
        }
        double skew = cubes / n;
        double spread = Math.sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)));
        int bins = (int) Math.ceil(1 + Math.log(n) / Math.log(2) + Math.log1p(Math.abs(skew) / spread) / Math.log(2));
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = low + (high - low) * i / bins;
        }
        edges[bins] = high;
        return edges;
    }

    private static long[] counts(double[] values, double[] edges) {
        int bins = edges.length - 1;
        long[] counts = new long[bins];
        for (double value : values) {
            if (value >= edges[0] && value <= edges[bins]) {
                int at = Arrays.binarySearch(edges, value);
                counts[Math.min(bins - 1, at < 0 ? -at - 2 : at)]++;
            }
        }
        return counts;
    }

    /** Three standard deviations above the mean of the distances of the reference's chunks from the whole, of which they are a part. */
    static double threshold(Sample reference, int chunk, int column) {
        double[] values = reference.values(column);
        int chunks = (values.length + chunk - 1) / chunk;
        double[] distances = new double[chunks];
        for (int i = 0; i < chunks; i++) {
            double[] part = Arrays.copyOfRange(values, i * chunk, Math.min(values.length, (i + 1) * chunk));
            Arrays.sort(part);
            distances[i] = distance(reference.sorted(column), part);
        }
        return Math.min(1, Shares.mean(distances) + 3 * Shares.deviation(distances));
    }

    /** The Kolmogorov-Smirnov statistic of sorted numbers without ties within either; looks each of the few up among the many. */
    static double distance(double[] a, double[] b) {
        double[] few = a.length <= b.length ? a : b;
        double[] many = a.length <= b.length ? b : a;
        double widest = 0;
        for (int i = 0; i < few.length; i++) {
            int at = Arrays.binarySearch(many, few[i]);
            double below = (double) (at < 0 ? -at - 1 : at) / many.length;
            double upTo = (double) (at < 0 ? -at - 1 : at + 1) / many.length;
            widest = Math.max(widest, Math.abs(below - (double) i / few.length));
            widest = Math.max(widest, Math.abs(upTo - (i + 1.0) / few.length));
        }
        return widest;
    }

    @Override
    public String title() {
        return title;
    }
}
