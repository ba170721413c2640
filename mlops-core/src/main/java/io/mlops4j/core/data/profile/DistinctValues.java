package io.mlops4j.core.data.profile;

import io.mlops4j.core.data.KeySet;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many different values a column has, and which are the most frequent, in bounded memory. Values are told apart by a 64-bit hash of their identity.
 * Up to {@value #MOST_COUNTED} different values each is counted, with its text; up to {@value #MOST_EXACT} they are only told apart; beyond that
 * their number is an estimate of {@link HyperLogLog}.
 */
final class DistinctValues {
    static final int MOST_COUNTED = 10_000;
    static final int MOST_EXACT = 1 << 17;
    private static final int TOP = 10;
    private static final int LONGEST_TEXT = 256;
    private static final int FIRST_SLOTS = 16;

    private long[] hashes = new long[FIRST_SLOTS];
    private long @Nullable [] counts = new long[FIRST_SLOTS];
    private @Nullable String[] texts = new String[FIRST_SLOTS];
    private int size;
    private @Nullable HyperLogLog sketch;

    /** Texts of the cells of a batch, for those that are seen for the first time. */
    interface Texts {
        String text(int row);
    }

    /** A value and how often it appeared. */
    interface Visitor {
        void value(String text, long count);
    }

    /** Counts a value of a row. */
    void add(long high, long low, Texts source, int row) {
        long hash = KeySet.mix(high, low);
        if (sketch != null) {
            sketch.add(hash);
            return;
        }
        int slot = find(hashes, nonZero(hash));
        if (hashes[slot] == 0) {
            insert(slot, nonZero(hash), counts == null ? null : shorten(source.text(row)));
        }
        // The table may have grown, or the counting ended.
        if (counts != null) {
            counts[find(hashes, nonZero(hash))]++;
        }
    }

    private void insert(int slot, long hash, @Nullable String text) {
        hashes[slot] = hash;
        if (counts != null) {
            texts[slot] = text;
        }
        size++;
        if (size > MOST_COUNTED) {
            counts = null;
            texts = new String[0];
        }
        if (size > MOST_EXACT) {
            estimate();
        } else if (2 * size > hashes.length) {
            grow();
        }
    }

    private void estimate() {
        HyperLogLog all = new HyperLogLog();
        for (long hash : hashes) {
            if (hash != 0) {
                all.add(hash);
            }
        }
        sketch = all;
        hashes = new long[0];
        size = 0;
    }

    /** How many different values are told apart; 0 once their number is an estimate. */
    int size() {
        return size;
    }

    /** Whether every value is counted, so that {@link #forEach} gives them all. */
    boolean isCounted() {
        return counts != null;
    }

    /** The counted values, in no order. */
    void forEach(Visitor visitor) {
        for (int slot = 0; counts != null && slot < hashes.length; slot++) {
            String text = texts[slot];
            if (text != null) {
                visitor.value(text, counts[slot]);
            }
        }
    }

    void describe(ColumnProfile.Builder profile) {
        if (sketch == null) {
            profile.distinct(size);
        } else {
            profile.distinctEstimate(sketch.estimate());
        }
        profile.topValues(top());
    }

    private List<ValueCount> top() {
        List<ValueCount> all = new ArrayList<>();
        forEach((text, count) -> all.add(new ValueCount(text, count)));
        all.sort(Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value));
        return List.copyOf(all.subList(0, Math.min(TOP, all.size())));
    }

    void merge(DistinctValues other) {
        if (sketch == null && other.sketch != null) {
            counts = null;
            texts = new String[0];
            estimate();
        }
        if (sketch != null && other.sketch != null) {
            sketch.merge(other.sketch);
            return;
        }
        if (other.counts == null) {
            counts = null;
            texts = new String[0];
        }
        for (int theirs = 0; theirs < other.hashes.length; theirs++) {
            long hash = other.hashes[theirs];
            if (hash == 0) {
                continue;
            }
            if (sketch != null) {
                sketch.add(hash);
                continue;
            }
            int slot = find(hashes, hash);
            if (hashes[slot] == 0) {
                insert(slot, hash, other.counts == null ? null : other.texts[theirs]);
            }
            if (counts != null && other.counts != null) {
                counts[find(hashes, hash)] += other.counts[theirs];
            }
        }
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldCounts = counts;
        @Nullable String[] oldTexts = texts;
        int slots = 2 * oldHashes.length;
        hashes = new long[slots];
        if (oldCounts != null) {
            counts = new long[slots];
            texts = new String[slots];
        }
        for (int old = 0; old < oldHashes.length; old++) {
            if (oldHashes[old] != 0) {
                int slot = find(hashes, oldHashes[old]);
                hashes[slot] = oldHashes[old];
                if (oldCounts != null && counts != null) {
                    counts[slot] = oldCounts[old];
                    texts[slot] = oldTexts[old];
                }
            }
        }
    }

    private static long nonZero(long hash) {
        return hash == 0 ? 1L << 63 : hash;
    }

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

    void write(DataOutput out) throws IOException {
        out.writeBoolean(sketch != null);
        if (sketch != null) {
            sketch.write(out);
            return;
        }
        out.writeBoolean(counts != null);
        out.writeInt(size);
        for (int slot = 0; slot < hashes.length; slot++) {
            if (hashes[slot] != 0) {
                out.writeLong(hashes[slot]);
                if (counts != null) {
                    out.writeLong(counts[slot]);
                    out.writeUTF(String.valueOf(texts[slot]));
                }
            }
        }
    }

    static DistinctValues read(DataInput in) throws IOException {
        DistinctValues values = new DistinctValues();
        if (in.readBoolean()) {
            values.counts = null;
            values.texts = new String[0];
            values.hashes = new long[0];
            values.sketch = HyperLogLog.read(in);
            return values;
        }
        boolean counted = in.readBoolean();
        int size = in.readInt();
        Damage.unless(size >= 0 && size <= (counted ? MOST_COUNTED : MOST_EXACT));
        if (!counted) {
            values.counts = null;
            values.texts = new String[0];
        }
        for (int i = 0; i < size; i++) {
            long hash = in.readLong();
            long count = counted ? in.readLong() : 1;
            Damage.unless(hash != 0 && count > 0 && values.hashes[find(values.hashes, hash)] == 0);
            values.insert(find(values.hashes, hash), hash, counted ? in.readUTF() : null);
            if (values.counts != null) {
                values.counts[find(values.hashes, hash)] = count;
            }
        }
        return values;
    }
}
