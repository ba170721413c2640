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
    /** What is kept of numbers beside counts: how many, the sum and the sum of squares of their distance from the reference's mean. */
    static final int MOMENTS = 3;

    private final Binning bins;
    private final BinSearch search;
    private final boolean intervals;
    private final boolean numbers;
    private final int counts;
    private final int moments;
    private final int missing;
    private final int mistyped;
    private final double centre;

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
        this.counts = counts;
        this.moments = moments;
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
        return word(stripe, Binning.word(value));
    }

    void number(Stripe stripe, double value) {
        if (Double.isNaN(value)) {
            stripe.counts[counts + missing]++;
            return;
        }
        if (!numbers) {
            boolean unused = word(stripe, Binning.word((Object) value));
            return;
        }
        stripe.counts[counts + (intervals ? search.bin(value) : bins.bin(value))]++;
        double distance = value - centre;
        if (distance - distance == 0) {
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
