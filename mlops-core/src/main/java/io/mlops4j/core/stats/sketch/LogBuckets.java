package io.mlops4j.core.stats.sketch;

/**
 * Buckets whose bounds grow by a factor, so that the number that stands for a bucket is within one part in a hundred of each that falls into it, whatever its size. The mapping is that of DDSketch (Masson, Rim
 * and Lee, VLDB 2019) with α = 0.01. A bucket is a code: 0 for zero, positive for positive numbers, negative for negative ones, ascending with them. Stateless.
 */
public final class LogBuckets {
    /** How far a number may be from the one that stands for it, as a share of it. */
    public static final double ACCURACY = 0.01;

    private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double LOG = Math.log(GAMMA);

    /** The bucket of the least positive number has the code 1. */
    private static final int OFFSET = (int) Math.ceil(Math.log(Double.MIN_VALUE) / LOG) - 1;

    private LogBuckets() {}

    /** The code of the bucket of a finite number. */
    public static int code(double value) {
        if (value == 0) {
            return 0;
        }
        int bucket = (int) Math.ceil(Math.log(Math.abs(value)) / LOG) - OFFSET;
        return value > 0 ? bucket : -bucket;
    }

    /** The number that stands for a bucket. */
    public static double value(int code) {
        if (code == 0) {
            return 0;
        }
        double power = Math.exp((Math.abs(code) + OFFSET) * LOG);
        double value = Math.min(Double.MAX_VALUE, 2 / (1 + GAMMA) * power);
        return code > 0 ? value : -value;
    }
}
