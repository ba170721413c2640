package io.mlops4j.core.data.cells;

/**
 * MurmurHash3 x64 128 (Appleby, public domain) over the UTF-16 code units of a text, low byte first, straight from an array: Guava's gives the
 * same bits, through a copy and three objects a text.
 */
final class Murmur3 {
    private static final long SEED = 0x6d6c6f70;
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int CHARS_A_LONG = 4;
    private static final int CHARS_A_BLOCK = 8;

    private Murmur3() {}

    /** Hashes {@code chars[start, end)} into two longs. */
    static void hash(char[] chars, int start, int end, long[] target) {
        long h1 = SEED;
        long h2 = SEED;
        int at = start;
        for (; end - at >= CHARS_A_BLOCK; at += CHARS_A_BLOCK) {
            h1 ^= mix1(word(chars, at, CHARS_A_LONG));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mix2(word(chars, at + CHARS_A_LONG, CHARS_A_LONG));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        int left = end - at;
        if (left > CHARS_A_LONG) {
            h2 ^= mix2(word(chars, at + CHARS_A_LONG, left - CHARS_A_LONG));
        }
        if (left > 0) {
            h1 ^= mix1(word(chars, at, Math.min(left, CHARS_A_LONG)));
        }
        long bytes = 2L * (end - start);
        h1 ^= bytes;
        h2 ^= bytes;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
        target[0] = h1;
        target[1] = h2;
    }

    private static long word(char[] chars, int at, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (long) chars[at + i] << (Character.SIZE * i);
        }
        return word;
    }

    static long mix1(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    static long mix2(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    static long finish(long h) {
        long k = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        k = (k ^ (k >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return k ^ (k >>> 33);
    }
}
