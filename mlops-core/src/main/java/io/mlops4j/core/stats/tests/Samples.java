package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import java.util.Arrays;

/** Two samples of finite numbers in ascending order. The arrays are not to be written to. */
final class Samples {
    private final double[] a;
    private final double[] b;

    private Samples(double[] a, double[] b) {
        this.a = a;
        this.b = b;
    }

    /** Copies that are sorted. */
    static Samples sorted(double[] a, double[] b) {
        return new Samples(sorted(a, "first"), sorted(b, "second"));
    }

    private static double[] sorted(double[] values, String which) {
        finite(values, which);
        double[] sorted = new double[values.length];
        for (int i = 0; i < sorted.length; i++) {
            // Adding 0 makes -0.0 the same as 0.0, which sorting would tell apart.
            sorted[i] = values[i] + 0.0;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** Throws unless there are values and all are finite. */
    static void finite(double[] values, String which) {
        if (values.length == 0) {
            throw new InvalidInput("The " + which + " sample is empty; give at least one value.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InvalidInput("The " + which + " sample has the value " + values[i] + " at index " + i
                        + "; leave out what is missing or not finite.");
            }
        }
    }

    /** The first, in ascending order. */
    double[] a() {
        return a;
    }

    /** The second, in ascending order. */
    double[] b() {
        return b;
    }

    int n() {
        return a.length;
    }

    int m() {
        return b.length;
    }

    /** The same, if both sides have this many values. */
    Samples atLeast(int least, String test) {
        if (Math.min(a.length, b.length) < least) {
            throw new InvalidInput(test + " needs at least " + least + " values a side; there are " + a.length + " and "
                    + b.length + ".");
        }
        return this;
    }

    /** The same, if not all values are equal. */
    Samples notAllEqual(String test) {
        if (a[0] == a[a.length - 1] && b[0] == b[b.length - 1] && a[0] == b[0]) {
            throw new InvalidInput(test + " is undefined where all values are the same, here " + a[0]
                    + "; such samples do not differ.");
        }
        return this;
    }

    /** Walks through the distinct values of both, ascending. */
    void walk(Step step) {
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            boolean fromA = j == b.length || (i < a.length && a[i] < b[j]);
            double value = fromA ? a[i] : b[j];
            int beforeA = i;
            int beforeB = j;
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            step.take(value, i - beforeA, j - beforeB, i, j);
        }
    }

    /** One distinct value. */
    interface Step {
        /**
         * Takes it.
         *
         * @param ofA how often it is in the first sample
         * @param ofB how often it is in the second
         * @param upToA how many values of the first are at most this
         * @param upToB how many of the second are
         */
        void take(double value, int ofA, int ofB, int upToA, int upToB);
    }
}
