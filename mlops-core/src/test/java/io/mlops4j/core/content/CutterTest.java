package io.mlops4j.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CutterTest {
    private static final byte[] RANDOM = random(40_000_000, 20_160_622);

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The lengths of the chunks, the last one excepted. */
    private static List<Integer> lengths(byte[] bytes) {
        Cutter cutter = new Cutter();
        List<Integer> lengths = new ArrayList<>();
        for (int start = 0; ; ) {
            byte[] rest = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + Cutter.MAX_BYTES));
            int length = cutter.next(rest, rest.length);
            if (length < 0) {
                return lengths;
            }
            lengths.add(length);
            start += length;
        }
    }

    private static Set<String> chunks(byte[] bytes) {
        Set<String> chunks = new HashSet<>();
        int start = 0;
        for (int length : lengths(bytes)) {
            chunks.add(io.mlops4j.core.blob.Digests.sha256(Arrays.copyOfRange(bytes, start, start + length)));
            start += length;
        }
        return chunks;
    }

    /**
     * The lengths were computed by a program of its own in Python 3, from the description in Cutter alone. If this fails, nothing that was stored before shares a chunk with what is stored now: make a new layout instead. */
    @Test
    void theCutsOfALayoutNeverChange() {
        assertThat(lengths(RANDOM)).startsWith(1_013_864, 1_538_959, 1_166_194, 1_168_181, 1_372_088, 1_421_046);
    }

    @Test
    void theKeysOfALayoutNeverChange() {
        assertThat(Long.toHexString(Cutter.key(RANDOM, 1000))).isEqualTo("3e75f6c3e5ba87a6");
        assertThat(Cutter.key(RANDOM, 1000))
                .isEqualTo(Cutter.key(Arrays.copyOfRange(RANDOM, 1000 - Cutter.WINDOW_BYTES, 1000), 64));
    }

    @Test
    void aChunkIsNeitherTooShortNorTooLong() {
        assertThat(lengths(RANDOM)).allMatch(length -> length > Cutter.MIN_BYTES && length < Cutter.MAX_BYTES);
        assertThat(lengths(new byte[9 << 20])).containsExactly(Cutter.MAX_BYTES, Cutter.MAX_BYTES);
    }

    @Test
    void aByteAtTheFrontChangesAFewChunks() {
        byte[] longer = new byte[RANDOM.length + 1];
        System.arraycopy(RANDOM, 0, longer, 1, RANDOM.length);
        Set<String> changed = chunks(longer);
        int all = changed.size();
        changed.removeAll(chunks(RANDOM));
        assertThat(all).isGreaterThan(25);
        assertThat(changed.size()).isBetween(1, 4);
    }

    @Test
    void whatIsAppendedChangesNoChunkBefore() {
        assertThat(lengths(RANDOM))
                .startsWith(lengths(Arrays.copyOf(RANDOM, RANDOM.length / 2)).toArray(new Integer[0]));
    }

    @Test
    void howManyBytesAreThereAtATimeDoesNotMatter() {
        Cutter cutter = new Cutter();
        int length = 0;
        int end = -1;
        while (end < 0) {
            length += 777;
            end = cutter.next(RANDOM, length);
        }
        assertThat(end).isEqualTo(lengths(RANDOM).get(0));
    }
}
