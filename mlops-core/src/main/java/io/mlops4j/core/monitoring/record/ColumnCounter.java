package io.mlops4j.core.monitoring.record;

import io.mlops4j.core.monitoring.drift.Binning;
import io.mlops4j.core.monitoring.drift.ColumnReference;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a column are counted within a {@link Stripe}: how a value finds its bin, and where that lies. Immutable, thread-safe.
 */
final class ColumnCounter {
    /**
     * What is kept of numbers beside counts: how many finite ones lie outside the bins, and the sum and the sum of squares of the distance of all finite ones from the reference's mean. How many lie
     * inside, the counts tell.
     */
    static final int MOMENTS = 3;

    private final Binning bins;
    private final BinSearch search;
    private final boolean intervals;
    private final boolean numbers;
    private final int counts;
    private final int moments;
    private final int inner;
    private final int missing;
    private final int mistyped;
    private final double centre;
    private final double first;
    private final double last;

    /**
     * A counter.
     *
     * @param column the column
     * @param counts where its bins begin among the counts of a stripe
     * @param moments where its moments begin among those of a stripe
     */
    ColumnCounter(ColumnReference column, int counts, int moments) {
        this.bins = column.bins();
        double[] edges = bins.edgeArray();
        this.intervals = edges.length > 1;
        this.search = new BinSearch(intervals ? edges : new double[] {0, 0});
        this.numbers = bins.kind() == Kind.NUMBER;
        boolean between = intervals && numbers;
        this.first = between ? edges[0] : Double.POSITIVE_INFINITY;
        this.last = between ? edges[edges.length - 1] : Double.NEGATIVE_INFINITY;
        this.counts = counts;
        this.moments = moments;
        this.inner = bins.labels().size();
        this.missing = bins.size() - 1;
        this.mistyped = bins.mistyped();
        this.centre = column.moments().map(Moments::mean).orElse(0.0);
    }

    /** How many bins it takes. */
    int size() {
        return bins.size();
    }

    /** Counts a value of any type, and answers whether it is a category that the reference does not have. */
    boolean value(Stripe stripe, @Nullable Object value) {
        if (value == null) {
            stripe.counts[counts + missing]++;
            return false;
        }
        if (numbers) {
            if (value instanceof Number number) {
                number(stripe, number.doubleValue());
            } else {
                stripe.counts[counts + mistyped]++;
            }
            return false;
        }
        if (value instanceof Number number && Double.isNaN(number.doubleValue())) {
            stripe.counts[counts + missing]++;
            return false;
        }
        return word(stripe, Binning.word(value));
    }

    void number(Stripe stripe, double value) {
        if (value >= first && value <= last) {
            stripe.counts[counts + search.inside(value)]++;
            double distance = value - centre;
            double[] m = stripe.moments;
            m[moments + 1] += distance;
            m[moments + 2] += distance * distance;
        } else {
            other(stripe, value);
        }
    }

    /**
     * Counts the numbers of some rows.
     *
     * @param values the numbers
     * @param from where the first one lies
     * @param step how far the next one is from it
     * @param rows how many there are
     */
    void numbers(Stripe stripe, float[] values, int from, int step, int rows) {
        long[] into = stripe.counts;
        BinSearch bin = search;
        double sum = 0;
        double squares = 0;
        for (int row = 0, at = from; row < rows; row++, at += step) {
            double value = values[at];
            if (value >= first && value <= last) {
                into[counts + bin.inside(value)]++;
                double distance = value - centre;
                sum += distance;
                squares += distance * distance;
            } else {
                other(stripe, value);
            }
        }
        double[] m = stripe.moments;
        m[moments + 1] += sum;
        m[moments + 2] += squares;
    }

    /** Counts rows that have no value. */
    void missing(Stripe stripe, int rows) {
        stripe.counts[counts + missing] += rows;
    }

    /** How many of the column's counts are of numbers whose number is not kept beside. */
    int inside() {
        return first <= last ? search.bins() : 0;
    }

    /** What lies outside the bins, and all numbers where there are none. */
    private void other(Stripe stripe, double value) {
        if (Double.isNaN(value)) {
            stripe.counts[counts + missing]++;
            return;
        }
        if (!numbers) {
            boolean unused = word(stripe, Binning.word((Object) value));
            return;
        }
        int bin = intervals ? search.bin(value) : bins.bin(value);
        stripe.counts[counts + bin]++;
        if (bin >= inner && Double.isFinite(value)) {
            stripe.beyond(moments / MOMENTS, value);
        }
        double distance = value - centre;
        if (Double.isFinite(distance)) {
            double[] m = stripe.moments;
            m[moments]++;
            m[moments + 1] += distance;
            m[moments + 2] += distance * distance;
        }
    }

    private boolean word(Stripe stripe, @Nullable String word) {
        int bin = bins.bin(word);
        stripe.counts[counts + bin]++;
        return bin == bins.unseen();
    }
}
