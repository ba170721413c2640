package io.mlops4j.core.serving.rollout;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which routing keys were seen: a Bloom filter of 2^20 bits and three hashes, so bounded. A new key is taken for a seen one with a probability of 1 % at 80 000 keys and
 * 13 % at 250 000; its request is then no evidence, which costs time and biases nothing, since it depends on the key alone. Thread-safe, lock-free.
 */
final class SeenKeys {
    private static final int BITS = 1 << 20;
    private static final int HASHES = 3;

    private final AtomicLongArray words = new AtomicLongArray(BITS >>> 6);

    /** Adds a key by its hash; whether it is new. */
    boolean add(long hash) {
        boolean fresh = false;
        long step = (hash >>> 32) | 1;
        long at = hash;
        for (int i = 0; i < HASHES; i++) {
            int bit = (int) at & (BITS - 1);
            long mask = 1L << bit;
            if ((words.get(bit >>> 6) & mask) == 0) {
                fresh |= (words.getAndUpdate(bit >>> 6, word -> word | mask) & mask) == 0;
            }
            at += step;
        }
        return fresh;
    }
}
