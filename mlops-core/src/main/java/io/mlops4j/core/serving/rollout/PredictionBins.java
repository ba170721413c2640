package io.mlops4j.core.serving.rollout;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Names what was predicted, so that it can be counted: the class where there is one, else one of ten bins of the number, whose edges are the deciles of the first
 * 200 numbers of either version. Shared by both versions of a step. Thread-safe.
 */
final class PredictionBins {
    private static final int FIRST = 200;
    private static final int BINS = 10;
    /** A model that makes up new texts is not to fill the memory. */
    private static final int MOST_CLASSES = 100;

    private final AtomicInteger met = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable Double> first = new AtomicReferenceArray<>(FIRST);
    private final Set<String> classes = ConcurrentHashMap.newKeySet();
    private volatile double @Nullable [] edges;

    /** The name of the bin; numbers that come before the edges are known have one of their own, which is not compared. */
    String of(Predicted predicted) {
        String className = predicted.className();
        if (className != null) {
            return classes.contains(className) || (classes.size() < MOST_CLASSES && classes.add(className))
                    ? className
                    : "(other)";
        }
        double number = predicted.number();
        if (Double.isNaN(number)) {
            return "(none)";
        }
        double[] known = edges;
        if (known == null) {
            learn(number);
            return UNBINNED;
        }
        int at = Arrays.binarySearch(known, number);
        return "bin " + (at >= 0 ? at + 1 : -at - 1);
    }

    static final String UNBINNED = "(before bins)";

    private void learn(double number) {
        int at = met.getAndIncrement();
        if (at >= FIRST) {
            return;
        }
        first.set(at, number);
        double[] numbers = new double[FIRST];
        for (int i = 0; i < FIRST; i++) {
            Double one = first.get(i);
            if (one == null) {
                return;
            }
            numbers[i] = one;
        }
        Arrays.sort(numbers);
        double[] deciles = new double[BINS - 1];
        for (int i = 1; i < BINS; i++) {
            deciles[i - 1] = numbers[i * FIRST / BINS];
        }
        edges = Arrays.stream(deciles).distinct().toArray();
    }
}
