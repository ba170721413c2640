package io.mlops4j.core.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes a state for {@link SnapshotReader}: numbers in few bytes, and each text once. Not thread-safe. */
public final class SnapshotWriter {
    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] bytes = new byte[1 << 16];
    private int size;

    SnapshotWriter() {}

    /** Writes a whole number; small ones, of either sign, take less. */
    public void whole(long value) {
        long rest = (value << 1) ^ (value >> 63);
        reserve(10);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a real number. */
    public void real(double value) {
        reserve(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (bits >>> shift);
        }
    }

    /** Writes a text; one that was written before takes a number. */
    public void text(String value) {
        Integer known = texts.putIfAbsent(value, texts.size());
        if (known != null) {
            whole(known + 1L);
            return;
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        whole(0);
        whole(encoded.length);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + (bytes.length >> 1)));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
