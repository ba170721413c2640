package io.mlops4j.core.content;

import java.util.Arrays;

/** An array that grows with what is put into it and is used again. Not thread-safe. */
final class Buffer {
    private static final int MIN_BYTES = 64 << 10;
    private static final int MAX_GROWTH_BYTES = 1 << 20;

    /** The array; another one after it grew. */
    byte[] bytes = new byte[0];

    /** How many of its bytes count. */
    int length;

    /** Makes room for so many bytes in all, and keeps those that count. */
    void ensure(int capacity) {
        if (bytes.length < capacity) {
            int grown = bytes.length + Math.min(bytes.length, MAX_GROWTH_BYTES);
            bytes = Arrays.copyOf(bytes, Math.max(capacity, Math.max(MIN_BYTES, grown)));
        }
    }

    void append(byte[] source, int offset, int count) {
        ensure(length + count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Appends a number in groups of seven bits, lowest first, of which all but the last have the eighth bit set. */
    void appendVarint(int value) {
        ensure(length + 5);
        int left = value;
        while ((left & ~0x7f) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }
}
