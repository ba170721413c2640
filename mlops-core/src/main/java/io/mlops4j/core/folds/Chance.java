package io.mlops4j.core.folds;

/**
 * Random numbers that are the same on every Java: SplitMix64 (G. Steele, D. Lea and C. Flood, <i>Fast Splittable Pseudorandom Number
 * Generators</i>, OOPSLA 2014, doi:10.1145/2660193.2660195). For one thread.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long seed) {
        this.state = seed;
    }

    /** A seed that depends on all bits of two numbers. */
    static long seed(long first, long second) {
        return mix(mix(first + GOLDEN) + second * GOLDEN);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number from 0 to less than the bound, each as likely. */
    int below(int bound) {
        long usable = (1L << 32) / bound * bound;
        long drawn = next() >>> 32;
        while (drawn >= usable) {
            drawn = next() >>> 32;
        }
        return (int) (drawn % bound);
    }

    /** Fisher and Yates. */
    void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = below(last + 1);
            int kept = values[last];
            values[last] = values[other];
            values[other] = kept;
        }
    }
}
