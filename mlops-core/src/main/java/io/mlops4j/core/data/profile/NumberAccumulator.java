package io.mlops4j.core.data.profile;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.Histogram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moments, quantiles and histogram of the number form of a column. Present values are worked on in blocks of {@value #BLOCK} whatever the batches are, so
 * the same rows give the same bits.
 */
final class NumberAccumulator {
    private static final int BLOCK = 1_024;
    private static final double[] SHARES = {0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1};
    private static final int FEWEST_BINS = 10;
    private static final int MOST_BINS = 60;

    private double[] block = new double[0];
    private int filled;
    private Moments moments = new Moments();
    private UniformSample sample = new UniformSample();

    void add(CellVector cells) {
        double[] numbers = cells.numbers();
        boolean[] absent = cells.absent();
        boolean complete = cells.missing() == 0;
        if (block.length == 0) {
            block = new double[BLOCK];
        }
        for (int row = 0; row < cells.size(); ) {
            if (complete) {
                int count = Math.min(BLOCK - filled, cells.size() - row);
                System.arraycopy(numbers, row, block, filled, count);
                filled += count;
                row += count;
            } else {
                if (!absent[row]) {
                    block[filled++] = numbers[row];
                }
                row++;
            }
            if (filled == BLOCK) {
                flush();
            }
        }
    }

    private void flush() {
        moments.add(block, filled);
        sample.add(block, filled);
        filled = 0;
    }

    void merge(NumberAccumulator other) {
        flush();
        other.flush();
        moments.merge(other.moments);
        sample.merge(other.sample);
    }

    void describe(ColumnProfile.Builder profile) {
        flush();
        if (moments.count() == 0) {
            return;
        }
        moments.describe(profile);
        double[] sorted = sample.sorted();
        Map<Double, Double> quantiles = new TreeMap<>();
        for (double share : SHARES) {
            quantiles.put(share, quantile(sorted, share));
        }
        quantiles.put(0.0, moments.min());
        quantiles.put(1.0, moments.max());
        if (sample.isExact()) {
            profile.quantiles(quantiles);
        } else {
            profile.quantileEstimates(quantiles);
        }
        histogram(profile, sorted, quantiles);
    }

    private static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        double a = sorted[below];
        double b = sorted[above];
        double t = rank - below;
        if (t == 0 || a == b) {
            return a;
        }
        if (Double.isInfinite(a) || Double.isInfinite(b)) {
            return t < 0.5 ? a : b;
        }
        return a * (1 - t) + b * t;
    }

    /**
     * Bins of equal width over the finite values: as many as Freedman and Diaconis 1981 (doi:10.1007/BF01025868) would have, but {@value #FEWEST_BINS} to
     * {@value #MOST_BINS}; one for each where all are whole numbers that are not further apart than that.
     */
    private void histogram(ColumnProfile.Builder profile, double[] sorted, Map<Double, Double> quantiles) {
        int from = 0;
        int to = sorted.length;
        while (from < to && Double.isInfinite(sorted[from])) {
            from++;
        }
        while (to > from && Double.isInfinite(sorted[to - 1])) {
            to--;
        }
        if (from == to || Double.isInfinite(sorted[to - 1] - sorted[from])) {
            return;
        }
        double low = Double.isFinite(moments.min()) ? moments.min() : sorted[from];
        double high = Double.isFinite(moments.max()) ? moments.max() : sorted[to - 1];
        if (Double.isInfinite(high - low)) {
            return;
        }
        int bins = bins(sorted, low, high, quantiles);
        long[] counts = new long[bins];
        for (int i = from; i < to; i++) {
            int bin = low == high ? 0 : (int) ((sorted[i] - low) / (high - low) * bins);
            counts[Math.min(bin, bins - 1)]++;
        }
        List<Double> edges = new ArrayList<>();
        List<Long> scaled = new ArrayList<>();
        for (int i = 0; i <= bins; i++) {
            edges.add(i == bins ? high : low + (high - low) * ((double) i / bins));
        }
        for (long count : counts) {
            scaled.add(sample.isExact() ? count : Math.round((double) count * sample.count() / sorted.length));
        }
        profile.histogram(new Histogram(edges, scaled, sample.isExact()));
    }

    private int bins(double[] sorted, double low, double high, Map<Double, Double> quantiles) {
        if (low == high) {
            return 1;
        }
        double spread = quantiles.getOrDefault(0.75, 0.0) - quantiles.getOrDefault(0.25, 0.0);
        double width = 2 * spread / Math.cbrt(sorted.length);
        double ideal = width > 0 ? Math.ceil((high - low) / width) : 0;
        int bins = (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, ideal));
        boolean whole = high - low < MOST_BINS && areWhole(sorted);
        return whole ? (int) (high - low) + 1 : bins;
    }

    private static boolean areWhole(double[] sorted) {
        for (double value : sorted) {
            if (value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    void write(DataOutput out) throws IOException {
        flush();
        moments.write(out);
        sample.write(out);
    }

    static NumberAccumulator read(DataInput in) throws IOException {
        NumberAccumulator numbers = new NumberAccumulator();
        numbers.moments = Moments.read(in);
        numbers.sample = UniformSample.read(in);
        Damage.unless(numbers.moments.count() == numbers.sample.count() && numbers.sample.isWithin(numbers.moments));
        return numbers;
    }
}
