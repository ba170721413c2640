package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import io.mlops4j.stats.TestResult;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleBiFunction;

/** P-values from dealing rows anew. */
final class Permutations {
    private static final int MOST = 1_000_000;

    private Permutations() {}

    static TestResult test(
            double[] a, double[] b, ToDoubleBiFunction<double[], double[]> distance, int permutations, long seed) {
        Samples.finite(a, "first");
        Samples.finite(b, "second");
        int[] order = identity(a.length + b.length);
        double[] pooled = new double[order.length];
        System.arraycopy(a, 0, pooled, 0, a.length);
        System.arraycopy(b, 0, pooled, a.length, b.length);
        SplittableRandom random = new SplittableRandom(seed);
        double observed = finite(distance.applyAsDouble(a.clone(), b.clone()));
        double p = pValue(observed, permutations, () -> {
            deal(order, Math.min(a.length, b.length), random);
            return finite(
                    a.length <= b.length
                            ? distance.applyAsDouble(
                                    pick(pooled, order, 0, a.length), pick(pooled, order, a.length, order.length))
                            : distance.applyAsDouble(
                                    pick(pooled, order, b.length, order.length), pick(pooled, order, 0, b.length)));
        });
        return new TestResult(observed, p, method("Permutation test", permutations), List.of());
    }

    /** What is said of where the p-value comes from. */
    static String method(String test, int permutations) {
        return test + ", " + permutations + (permutations == 1 ? " permutation" : " permutations");
    }

    /** (1 + those at least as great) / (1 + permutations). */
    static double pValue(double observed, int permutations, DoubleSupplier permuted) {
        if (permutations < 1 || permutations > MOST) {
            throw new InvalidInput("The number of permutations " + permutations + " is not from 1 to " + MOST
                    + "; 999 are plenty for a level of 0.01.");
        }
        // Another order of the same sums may differ in the last digits, and is not less extreme for that.
        double least = observed - 1e-12 * Math.abs(observed);
        int atLeast = 0;
        for (int i = 0; i < permutations; i++) {
            atLeast += permuted.getAsDouble() >= least ? 1 : 0;
        }
        return (1.0 + atLeast) / (1.0 + permutations);
    }

    static int[] identity(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            order[i] = i;
        }
        return order;
    }

    /** Brings a random choice of this many to the front, each choice as likely whatever the order was before. */
    static void deal(int[] order, int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, order.length);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
    }

    private static double[] pick(double[] pooled, int[] order, int from, int to) {
        double[] picked = new double[to - from];
        for (int i = from; i < to; i++) {
            picked[i - from] = pooled[order[i]];
        }
        return picked;
    }

    private static double finite(double distance) {
        if (!Double.isFinite(distance)) {
            throw new InvalidInput("The distance of two samples is " + distance + ", which cannot be ranked; answer a"
                    + " finite number for any samples of these values.");
        }
        return distance;
    }
}
