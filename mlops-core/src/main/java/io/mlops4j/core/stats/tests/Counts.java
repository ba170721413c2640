package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import java.util.stream.IntStream;

/** The counts of two samples over the same categories, those left out that are empty on both sides. The arrays are not to be written to. */
final class Counts {
    private final long[] a;
    private final long[] b;
    private final long n;
    private final long m;

    private Counts(long[] a, long[] b, long n, long m) {
        this.a = a;
        this.b = b;
        this.n = n;
        this.m = m;
    }

    static Counts of(long[] a, long[] b) {
        if (a.length != b.length) {
            throw new InvalidInput("The first sample has counts of " + a.length + " categories, the second of "
                    + b.length + "; give both for the same categories, 0 where there are no rows.");
        }
        long n = sum(a, "first");
        long m = sum(b, "second");
        if (n > Long.MAX_VALUE - m) {
            throw new InvalidInput("Both samples have " + n + " and " + m + " rows, together more than a long holds.");
        }
        int[] used =
                IntStream.range(0, a.length).filter(i -> a[i] > 0 || b[i] > 0).toArray();
        return new Counts(
                IntStream.of(used).mapToLong(i -> a[i]).toArray(),
                IntStream.of(used).mapToLong(i -> b[i]).toArray(),
                n,
                m);
    }

    private static long sum(long[] counts, String which) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new InvalidInput("The " + which + " sample has the count " + counts[i] + " at index " + i
                        + "; a count is at least 0.");
            }
            if (counts[i] > Long.MAX_VALUE - sum) {
                throw new InvalidInput("The rows of the " + which + " sample are more than a long holds.");
            }
            sum += counts[i];
        }
        if (sum == 0) {
            throw new InvalidInput("The " + which + " sample has no rows in any of its " + counts.length
                    + " categories; give at least one.");
        }
        return sum;
    }

    /** Other counts with as many rows, the arrays handed over. */
    Counts withRows(long[] otherA, long[] otherB) {
        return new Counts(otherA, otherB, n, m);
    }

    /** The counts of the first sample. */
    long[] a() {
        return a;
    }

    /** The counts of the second. */
    long[] b() {
        return b;
    }

    /** The rows of the first sample, at least 1. */
    long n() {
        return n;
    }

    /** The rows of the second. */
    long m() {
        return m;
    }

    int categories() {
        return a.length;
    }

    /** The share of the first sample in a category. */
    double shareOfA(int category) {
        return (double) a[category] / n;
    }

    /** The share of the second. */
    double shareOfB(int category) {
        return (double) b[category] / m;
    }
}
