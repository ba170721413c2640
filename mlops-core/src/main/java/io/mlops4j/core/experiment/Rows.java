package io.mlops4j.core.experiment;

import java.util.Arrays;

/** A set of rows of a page, a bit each. Mutable; not thread-safe while it is changed. */
final class Rows {
    private final long[] bits;

    private Rows(long[] bits) {
        this.bits = bits;
    }

    static Rows none(int size) {
        return new Rows(new long[(size + 63) >>> 6]);
    }

    static Rows all(int size) {
        Rows rows = none(size);
        Arrays.fill(rows.bits, -1L);
        if ((size & 63) != 0) {
            rows.bits[rows.bits.length - 1] = (1L << size) - 1;
        }
        return rows;
    }

    Rows copy() {
        return new Rows(bits.clone());
    }

    boolean has(int row) {
        return (bits[row >>> 6] & 1L << row) != 0;
    }

    void add(int row) {
        bits[row >>> 6] |= 1L << row;
    }

    void remove(int row) {
        bits[row >>> 6] &= ~(1L << row);
    }

    /** The first row from one on, or -1. */
    int next(int from) {
        int word = from >>> 6;
        if (word >= bits.length) {
            return -1;
        }
        long rest = bits[word] & -1L << from;
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    /** The last row up to one, or -1. */
    int previous(int from) {
        if (from < 0) {
            return -1;
        }
        int word = from >>> 6;
        long rest = bits[word] & -1L >>> (63 - (from & 63));
        while (rest == 0) {
            if (--word < 0) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(rest);
    }

    boolean isEmpty() {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    int count() {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }

    void clear() {
        Arrays.fill(bits, 0);
    }

    void remove(Rows other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= ~other.bits[i];
        }
    }

    void retain(Rows other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= other.bits[i];
        }
    }

    /** How many words of 64 rows there are. */
    int words() {
        return bits.length;
    }

    long word(int index) {
        return bits[index];
    }

    void word(int index, long rows) {
        bits[index] = rows;
    }
}
