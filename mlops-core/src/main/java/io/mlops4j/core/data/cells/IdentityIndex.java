package io.mlops4j.core.data.cells;

import java.util.Arrays;

/**
 * Numbers 128-bit identities from 0 in the order in which they come: 16 bytes each, and 8 to 16 bytes of slots (open addressing with linear
 * probing, at most half full). For one thread.
 */
public final class IdentityIndex {
    private static final int FIRST = 16;

    private long[] high = new long[FIRST];
    private long[] low = new long[FIRST];
    /** The number plus 1; 0 where there is none. */
    private int[] slots = new int[2 * FIRST];

    private int size;

    /** How many different identities there are. */
    public int size() {
        return size;
    }

    /** The upper half of an identity. */
    public long high(int number) {
        return high[number];
    }

    /** The lower half of an identity. */
    public long low(int number) {
        return low[number];
    }

    /** The number of an identity, which is given one if it has none. */
    public int add(long h, long l) {
        int slot = slot(h, l);
        if (slots[slot] > 0) {
            return slots[slot] - 1;
        }
        if (size == high.length) {
            int capacity = Math.multiplyExact(size, 2);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
            slots = new int[Math.multiplyExact(capacity, 2)];
            for (int number = 0; number < size; number++) {
                slots[slot(high[number], low[number])] = number + 1;
            }
            slot = slot(h, l);
        }
        high[size] = h;
        low[size] = l;
        slots[slot] = ++size;
        return size - 1;
    }

    /** The number of an identity, or −1 if it has none. */
    public int find(long h, long l) {
        return slots[slot(h, l)] - 1;
    }

    private int slot(long h, long l) {
        int mask = slots.length - 1;
        int slot = (int) (h ^ (l >>> 32)) & mask;
        while (slots[slot] > 0 && (high[slots[slot] - 1] != h || low[slots[slot] - 1] != l)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
