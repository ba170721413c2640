package io.mlops4j.core.data.feature;

/**
 * MurmurHash3 x86 32 (Appleby, public domain) over the UTF-16 code units of a word, low byte first, with seed 0. Stored pipelines and the models
 * trained behind them rest on its bits: it never changes.
 */
final class WordHash {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private WordHash() {}

    static int of(String word) {
        int hash = 0;
        int pairs = word.length() / 2;
        for (int i = 0; i < pairs; i++) {
            hash ^= mix(word.charAt(2 * i) | word.charAt(2 * i + 1) << Character.SIZE);
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        if (word.length() % 2 == 1) {
            hash ^= mix(word.charAt(word.length() - 1));
        }
        hash ^= 2 * word.length();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int mix(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }
}
