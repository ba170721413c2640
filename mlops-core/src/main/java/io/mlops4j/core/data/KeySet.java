package io.mlops4j.core.data;

/**
 * A set of 128-bit keys: two longs a slot, open addressing with linear probing, at most half full. It is what makes {@code unique} exact
 * in 32 to 64 bytes a value, however long the texts are.
 */
public final class KeySet {
    private static final int FIRST_SLOTS = 16;

    private long[] slots = new long[2 * FIRST_SLOTS];
    private boolean hasZero;
    private int size;

    /** No keys yet. */
    public KeySet() {}

    /** Adds a key; false if it is there already. */
    public boolean add(long high, long low) {
        if (high == 0 && low == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        if (!insert(slots, high, low)) {
            return false;
        }
        size++;
        if (4 * size > slots.length) {
            grow();
        }
        return true;
    }

    /** Whether a key is there. */
    public boolean contains(long high, long low) {
        if (high == 0 && low == 0) {
            return hasZero;
        }
        int at = find(slots, high, low);
        return (slots[at] | slots[at + 1]) != 0;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int at = 0; at < slots.length; at += 2) {
            if ((slots[at] | slots[at + 1]) != 0) {
                insert(larger, slots[at], slots[at + 1]);
            }
        }
        slots = larger;
    }

    private static boolean insert(long[] table, long high, long low) {
        int at = find(table, high, low);
        if ((table[at] | table[at + 1]) != 0) {
            return false;
        }
        table[at] = high;
        table[at + 1] = low;
        return true;
    }

    /** Where the key is, or the empty slot where it belongs. */
    private static int find(long[] table, long high, long low) {
        int mask = table.length / 2 - 1;
        int slot = (int) mix(high, low) & mask;
        while (true) {
            int at = 2 * slot;
            boolean here = table[at] == high && table[at + 1] == low;
            if (here || (table[at] | table[at + 1]) == 0) {
                return at;
            }
            slot = (slot + 1) & mask;
        }
    }

    /** 64 well-mixed bits of a key (the finalizer of SplitMix64, Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195). */
    public static long mix(long high, long low) {
        return mix(low + 0x9e3779b97f4a7c15L * (mix(high) | 1));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
