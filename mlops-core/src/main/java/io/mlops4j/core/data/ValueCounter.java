package io.mlops4j.core.data;

import io.mlops4j.data.ColumnProfile.ValueCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many different values a column has, and which are the most frequent, in bounded memory.
 *
 * <p>Values are told apart by a 64-bit hash of their identity. Up to {@value #MOST_COUNTED} different values each is counted; up to {@value
 * #MOST_EXACT} they are only told apart; beyond that the set keeps the hashes whose last d bits are zero and counts each for
 * 2<sup>d</sup> (adaptive sampling: Wegman; analysed by Flajolet 1990, doi:10.1007/BF02241657). The standard error is 1.20/√m for a set that holds
 * up to m; between a rise of d and the next the set holds between m/2 and m, so it stays below 1.20/√(m/2) = 0.47 %.
 */
final class ValueCounter {
    static final int MOST_COUNTED = 10_000;
    static final int MOST_EXACT = 1 << 17;
    private static final int TOP = 10;
    private static final int LONGEST_TEXT = 256;
    private static final int FIRST_SLOTS = 16;

    private long[] hashes = new long[FIRST_SLOTS];
    private long @Nullable [] counts = new long[FIRST_SLOTS];
    private @Nullable String[] texts = new String[FIRST_SLOTS];
    private int size;
    private int depth;

    /** Counts a value; its text is asked for only when it is the first of its kind. */
    void add(long high, long low, Supplier<String> text) {
        long hash = KeySet.mix(high, low);
        if (hash == 0) {
            hash = 1L << 63;
        }
        if ((hash & ((1L << depth) - 1)) != 0) {
            return;
        }
        int slot = find(hashes, hash);
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            size++;
            if (counts != null) {
                texts[slot] = shorten(text.get());
            }
        }
        if (counts != null) {
            counts[slot]++;
        }
        if (size > MOST_COUNTED) {
            counts = null;
            texts = new String[0];
        }
        if (size > MOST_EXACT) {
            sample();
        } else if (2 * size > hashes.length) {
            rebuild(2 * hashes.length);
        }
    }

    boolean isExact() {
        return depth == 0;
    }

    long distinct() {
        return (long) size << depth;
    }

    /** The most frequent values, equal ones by text; none if there are too many different ones. */
    List<ValueCount> top() {
        List<ValueCount> all = new ArrayList<>();
        if (counts != null) {
            for (int slot = 0; slot < hashes.length; slot++) {
                String text = texts[slot];
                if (text != null) {
                    all.add(new ValueCount(text, counts[slot]));
                }
            }
        }
        all.sort(Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value));
        return List.copyOf(all.subList(0, Math.min(TOP, all.size())));
    }

    private void sample() {
        while (size > MOST_EXACT) {
            depth++;
            rebuild(hashes.length);
        }
    }

    private void rebuild(int slots) {
        long[] oldHashes = hashes;
        long[] oldCounts = counts;
        @Nullable String[] oldTexts = texts;
        hashes = new long[slots];
        if (oldCounts != null) {
            counts = new long[slots];
            texts = new String[slots];
        }
        size = 0;
        for (int old = 0; old < oldHashes.length; old++) {
            long hash = oldHashes[old];
            if (hash == 0 || (hash & ((1L << depth) - 1)) != 0) {
                continue;
            }
            int slot = find(hashes, hash);
            hashes[slot] = hash;
            size++;
            if (oldCounts != null && counts != null) {
                counts[slot] = oldCounts[old];
                texts[slot] = oldTexts[old];
            }
        }
    }

    /** Placed by the high bits, as the low ones are those that sampling makes equal. */
    private static int find(long[] table, long hash) {
        int mask = table.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (table[slot] != 0 && table[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
