package io.mlops4j.core.monitoring.record;

import io.mlops4j.core.stats.sketch.BucketCounts;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A copy of all counts that one thread at a time writes to, in plain memory: who takes it by a compare-and-set owns it until it gives it back, so that there is one atomic instruction a row and none a
 * value. It is held for well under a microsecond; who finds it taken goes to another.
 */
final class Stripe {
    /** In front of and behind what is written, so that no two stripes share a line of a processor's cache. */
    private static final int PADDING = 16;

    final long[] counts;
    final double[] moments;
    private final AtomicInteger taken = new AtomicInteger();
    private @Nullable WaitingRows waiting;
    private final @Nullable BucketCounts[] tails;

    Stripe(int counts, int columns) {
        this.counts = new long[counts + PADDING];
        this.tails = new BucketCounts[columns];
        this.moments = new double[columns * ColumnCounter.MOMENTS + PADDING];
    }

    /** The rows that wait to be counted; made when the first one comes, as most stripes of a machine of many processors see none. */
    WaitingRows waiting(int width) {
        WaitingRows made = waiting;
        if (made == null) {
            made = new WaitingRows(width);
            waiting = made;
        }
        return made;
    }

    /** A finite number of a column is in no bin. */
    void beyond(int column, double value) {
        BucketCounts made = tails[column];
        if (made == null) {
            made = new BucketCounts();
            tails[column] = made;
        }
        made.add(value);
    }

    /** The numbers of a column that are in no bin; null if there are none. */
    @Nullable BucketCounts tail(int column) {
        return tails[column];
    }

    /** The same if any row has waited yet. */
    @Nullable WaitingRows findWaiting() {
        return waiting;
    }

    boolean tryTake() {
        return taken.getPlain() == 0 && taken.compareAndSet(0, 1);
    }

    void giveBack() {
        taken.setRelease(0);
    }
}
