package io.mlops4j.core.stream;

import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link SnapshotWriter} wrote, in the same order of calls. What it returns is only as good as the bytes; the caller has told by their
 * checksum that they are those that were written. Not thread-safe.
 */
public final class SnapshotReader {
    private final List<String> texts = new ArrayList<>();
    private final byte[] bytes;
    private final int end;
    private int position;

    SnapshotReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** Reads a whole number. */
    public long whole() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = next();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                break;
            }
        }
        return (value >>> 1) ^ -(value & 1);
    }

    /** Reads a whole number that counts something. */
    public int count() {
        long value = whole();
        if (value < 0 || value > end - position) {
            throw new BufferUnderflowException();
        }
        return (int) value;
    }

    /** Reads a real number. */
    public double real() {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = (bits << 8) | (next() & 0xFF);
        }
        return Double.longBitsToDouble(bits);
    }

    /** Reads a text. */
    public String text() {
        long known = whole();
        if (known != 0) {
            return texts.get(Math.toIntExact(known - 1));
        }
        int length = count();
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        texts.add(value);
        return value;
    }

    private byte next() {
        if (position >= end) {
            throw new BufferUnderflowException();
        }
        return bytes[position++];
    }

    boolean isAtEnd() {
        return position == end;
    }
}
