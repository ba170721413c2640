package io.mlops4j.core.stats;

/** What is read off numbers in ascending order. Stateless. */
public final class SortedSample {
    private SortedSample() {}

    /** The number that a share lies below, linear between two neighbours: type 7 of Hyndman and Fan (1996), NumPy's default. */
    public static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        // Equal neighbours may be infinite.
        return low == high ? low : low + (position - below) * (high - low);
    }
}
