package io.mlops4j.core.data.rules;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Any quantile of a stream of numbers, as the profile has some: of all values up to {@value #MOST_KEPT}, and above that of a uniform sample of that
 * size (Vitter's algorithm R, 1985, doi:10.1145/3147.3165) with a fixed seed.
 */
final class QuantileSample {
    static final int MOST_KEPT = 1 << 17;
    private static final long SEED = 20_261_123;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private double[] kept = new double[16];
    private long count;

    void add(double value) {
        if (count < MOST_KEPT) {
            int at = (int) count;
            if (at == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(MOST_KEPT, 2 * at));
            }
            kept[at] = value;
        } else {
            long at = random.nextLong(count + 1);
            if (at < MOST_KEPT) {
                kept[(int) at] = value;
            }
        }
        count++;
    }

    long count() {
        return count;
    }

    /** By linear interpolation at rank p (n − 1) (Hyndman and Fan's type 7); empty if there are no values. */
    OptionalDouble quantile(double p) {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = Arrays.copyOf(kept, (int) Math.min(count, MOST_KEPT));
        Arrays.sort(sorted);
        double rank = p * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        double a = sorted[below];
        double b = sorted[Math.min(below + 1, sorted.length - 1)];
        double t = rank - below;
        if (t == 0 || a == b) {
            return OptionalDouble.of(a);
        }
        if (Double.isInfinite(a) || Double.isInfinite(b)) {
            return OptionalDouble.of(t < 0.5 ? a : b);
        }
        return OptionalDouble.of(a * (1 - t) + b * t);
    }
}
