package io.mlops4j.core.data.profile;

import io.mlops4j.core.data.KeySet;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many different values a column has, and which are the most frequent, in bounded memory. Values are told apart by a 64-bit hash of their identity.
 * Up to {@value #MOST_COUNTED} different values each is counted, with its text; up to {@value #MOST_EXACT} they are only told apart; beyond that
 * their number is an estimate of {@link HyperLogLog}. The table is at most a quarter full: few probes go on to a second slot, and so few are mispredicted.
 */
final class DistinctValues {
    static final int MOST_COUNTED = 10_000;
    static final int MOST_EXACT = 1 << 17;
    private static final int TOP = 10;
    private static final int LONGEST_TEXT = 256;
    private static final int FIRST_SLOTS = 64;

    private long[] hashes = new long[FIRST_SLOTS];
    private long @Nullable [] counts = new long[FIRST_SLOTS];
    private @Nullable String[] texts = new String[FIRST_SLOTS];
    private int size;
    private @Nullable HyperLogLog sketch;

    /** Counts the numbers of a batch; NaN is missing, zero and negative zero are one value. */
    void addReals(CellVector cells) {
        double[] reals = cells.numbers();
        for (int row = 0; row < cells.size(); row++) {
            if (!Double.isNaN(reals[row])) {
                add(KeySet.mix(0, Double.doubleToRawLongBits(reals[row] + 0.0)), cells, row);
            }
        }
    }

    /** Counts the whole numbers of a batch. */
    void addWholes(CellVector cells) {
        long[] wholes = cells.wholes();
        boolean[] absent = cells.absent();
        for (int row = 0; row < cells.size(); row++) {
            if (!absent[row]) {
                add(KeySet.mix(0, wholes[row]), cells, row);
            }
        }
    }

    /** Counts the value of a present cell of any type. */
    void add(CellVector cells, int row) {
        add(KeySet.mix(cells.identityHigh(row), cells.identityLow(row)), cells, row);
    }

    private void add(long mixed, CellVector cells, int row) {
        if (sketch != null) {
            sketch.add(mixed);
            return;
        }
        long hash = nonZero(mixed);
        int slot = find(hashes, hash);
        if (hashes[slot] == hash) {
            if (counts != null) {
                counts[slot]++;
            }
            return;
        }
        if (counts != null) {
            counts[slot] = 1;
            texts[slot] = shorten(cells.text(row));
        }
        inserted(slot, hash);
    }

    /** Keeps a value whose count and text are in their place, and makes room for the next. */
    private void inserted(int slot, long hash) {
        hashes[slot] = hash;
        size++;
        if (size > MOST_COUNTED) {
            stopCounting();
        }
        if (size > MOST_EXACT) {
            estimate();
        } else if (4 * size > hashes.length) {
            grow();
        }
    }

    private void stopCounting() {
        counts = null;
        texts = new String[0];
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

    /** Whether every value is counted, so that {@link #ordered} gives them all. */
    boolean isCounted() {
        return counts != null;
    }

    /** The counted values, most frequent first, equal ones by text; none once they are no longer counted. */
    List<ValueCount> ordered() {
        List<ValueCount> all = new ArrayList<>();
        for (int slot = 0; counts != null && slot < hashes.length; slot++) {
            String text = texts[slot];
            if (text != null) {
                all.add(new ValueCount(text, counts[slot]));
            }
        }
        all.sort(Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value));
        return all;
    }

    void describe(ColumnProfile.Builder profile) {
        if (sketch == null) {
            profile.distinct(size);
        } else {
            profile.distinctEstimate(sketch.estimate());
        }
        profile.topValues(ordered().stream().limit(TOP).toList());
    }

    void merge(DistinctValues other) {
        if (other.counts == null) {
            stopCounting();
        }
        if (other.sketch != null) {
            if (sketch == null) {
                estimate();
            }
            Objects.requireNonNull(sketch).merge(other.sketch);
            return;
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
            if (counts != null && other.counts != null) {
                counts[slot] += other.counts[theirs];
                texts[slot] = other.texts[theirs];
            }
            if (hashes[slot] == 0) {
                inserted(slot, hash);
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
            values.stopCounting();
            values.hashes = new long[0];
            values.sketch = HyperLogLog.read(in);
            return values;
        }
        boolean counted = in.readBoolean();
        int different = in.readInt();
        Damage.unless(different >= 0 && different <= (counted ? MOST_COUNTED : MOST_EXACT));
        if (!counted) {
            values.stopCounting();
        }
        for (int i = 0; i < different; i++) {
            long hash = in.readLong();
            int slot = find(values.hashes, hash);
            Damage.unless(hash != 0 && values.hashes[slot] == 0);
            if (values.counts != null) {
                values.counts[slot] = Damage.positive(in.readLong());
                values.texts[slot] = in.readUTF();
            }
            values.inserted(slot, hash);
        }
        return values;
    }
}
