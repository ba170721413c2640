package io.mlops4j.core.content;

import io.mlops4j.core.blob.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Finds where a chunk ends: FastCDC with normalised chunking of level 2 (Xia et al., USENIX ATC 2016 and IEEE TPDS 31(9), 2020,
 * doi:10.1109/TPDS.2020.2984632). A gear hash rolls over the bytes, {@code h = 2 h + gear[b]}, so the last 64 bytes alone determine it.
 * A chunk ends where the highest bits of the hash are zero: 22 of them before {@link #NORMAL_BYTES}, 18 after, not before {@link
 * #MIN_BYTES} and by force at {@link #MAX_BYTES}. On random bytes a chunk has 1.2 MiB in the mean.
 *
 * <p>All of this, and the gear table, is the layout {@value #LAYOUT}. It never changes: contents that were cut in two ways share no chunks. The
 * entry of byte {@code b} is the first eight bytes, big-endian, of the SHA-256 of {@code "fastcdc-1/" + b} in ASCII with {@code b}
 * in decimal digits, 0 to 255.
 *
 * <p>Unlike the papers' code the hash is warmed up with the 64 bytes before the shortest chunk's end, so that whether a place is a cut never depends
 * on where its chunk began. Not thread-safe.
 */
final class Cutter {
    static final String LAYOUT = "fastcdc-1";
    static final int MIN_BYTES = 512 << 10;
    static final int NORMAL_BYTES = 1 << 20;
    static final int MAX_BYTES = 4 << 20;

    /** How many bytes the hash depends on: each step shifts it by one of its 64 bits. */
    static final int WINDOW_BYTES = 64;

    private static final int SHIFT_BEFORE_NORMAL = Long.SIZE - 22;
    private static final int SHIFT_AFTER_NORMAL = Long.SIZE - 18;

    private static final long[] GEAR = gear();

    private static long[] gear() {
        MessageDigest sha256 = Digests.newSha256();
        long[] gear = new long[256];
        for (int b = 0; b < gear.length; b++) {
            byte[] digest = sha256.digest((LAYOUT + "/" + b).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < Long.BYTES; i++) {
                gear[b] = (gear[b] << Byte.SIZE) | (digest[i] & 0xff);
            }
        }
        return gear;
    }

    private long hash;
    private int position = MIN_BYTES - WINDOW_BYTES;

    /**
     * Goes on looking for the end of the chunk that begins at index 0 of an array.
     *
     * @param length how many bytes are in the array by now; no fewer than at the last call
     * @return the length of the chunk, after which the next one is looked for; or -1 if more bytes are needed to tell
     */
    int next(byte[] bytes, int length) {
        for (int end = Math.min(length, MIN_BYTES); position < end; position++) {
            hash = roll(hash, bytes[position]);
        }
        // Before the shortest end is reached both ranges are empty.
        int found = find(bytes, Math.min(length, NORMAL_BYTES), SHIFT_BEFORE_NORMAL);
        if (found < 0) {
            found = find(bytes, Math.min(length, MAX_BYTES), SHIFT_AFTER_NORMAL);
        }
        if (found < 0 && length >= MAX_BYTES) {
            found = MAX_BYTES;
        }
        if (found >= 0) {
            hash = 0;
            position = MIN_BYTES - WINDOW_BYTES;
        }
        return found;
    }

    /** Two bytes at a time: the hash of the second does not wait for that of the first. */
    private int find(byte[] bytes, int end, int shift) {
        long h = hash;
        int i = position;
        for (; i < end - 1; i += 2) {
            long first = GEAR[bytes[i] & 0xff];
            long second = GEAR[bytes[i + 1] & 0xff];
            if (((h << 1) + first) >>> shift == 0) {
                return i + 1;
            }
            h = (h << 2) + ((first << 1) + second);
            if (h >>> shift == 0) {
                return i + 2;
            }
        }
        if (i < end) {
            h = roll(h, bytes[i++]);
            if (h >>> shift == 0) {
                return i;
            }
        }
        hash = h;
        position = i;
        return -1;
    }

    private static long roll(long hash, byte next) {
        return (hash << 1) + GEAR[next & 0xff];
    }

    /** The hash at the end of a chunk: equal keys say that the bytes around two cuts are alike. */
    static long key(byte[] bytes, int length) {
        long key = 0;
        for (int i = Math.max(0, length - WINDOW_BYTES); i < length; i++) {
            key = roll(key, bytes[i]);
        }
        return key;
    }
}
