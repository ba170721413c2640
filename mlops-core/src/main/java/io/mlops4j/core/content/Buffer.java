package io.mlops4j.core.content;

import java.util.Arrays;

/** An array that grows with what is put into it and is used again. Not thread-safe. */
final class Buffer {
    private static final int INITIAL_BYTES = 64 << 10;

    /** The array; another one after it grew. */
    byte[] bytes = new byte[0];

    /** How many of its bytes count. */
    int length;

    /** Makes room for so many bytes in all, and keeps those that count. */
    void ensure(int capacity) {
        if (bytes.length < capacity) {
            bytes = Arrays.copyOf(bytes, Math.max(capacity, Math.max(INITIAL_BYTES, 2 * bytes.length)));
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
