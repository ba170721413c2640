package io.mlops4j.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the rows of two versions differ, by the columns that both have. Cells are compared by value: 1 in a column of integers equals 1.0 in one of
 * reals, and −0.0 equals 0.0; of other columns whose type is another no cell is equal. Immutable.
 *
 * <p>With a key, a row is <em>changed</em> where both versions have its key, and its other cells differ. A key that appears several times has its equal
 * rows taken away first; of those that are left, as many as both versions have are changed, and the rest is added or removed. Without a key the
 * versions are compared as multisets of whole rows: nothing is ever changed, only removed and added.
 *
 * @param keyedBy the columns that tell one row from another; empty if there is no key
 * @param added rows that only the later version has
 * @param removed rows that only the earlier version has
 * @param changed rows with the same key and other cells; 0 without a key
 * @param unchanged rows that both have
 * @param changedByColumn by column, how many of the changed rows differ in it, for the columns in which any does; without rows whose key appears several times
 * @param repeatedBefore rows of the earlier version whose key another row has too; 0 without a key
 * @param repeatedAfter rows of the later version whose key another row has too; 0 without a key
 * @param addedKeys up to {@value #MOST_EXAMPLES} keys that only the later version has, in its order, as {@code id=7, day=2026-11-23}
 * @param removedKeys up to {@value #MOST_EXAMPLES} keys that only the earlier version has, in its order
 * @param changedKeys up to {@value #MOST_EXAMPLES} keys of changed rows, in the order of the earlier version
 */
public record RowChanges(
        List<String> keyedBy,
        long added,
        long removed,
        long changed,
        long unchanged,
        Map<String, Long> changedByColumn,
        long repeatedBefore,
        long repeatedAfter,
        List<String> addedKeys,
        List<String> removedKeys,
        List<String> changedKeys) {
    /** How many examples there are of each kind. */
    public static final int MOST_EXAMPLES = 5;

    /** Copies the collections. */
    public RowChanges {
        keyedBy = List.copyOf(keyedBy);
        changedByColumn = Collections.unmodifiableMap(new LinkedHashMap<>(changedByColumn));
        addedKeys = List.copyOf(addedKeys);
        removedKeys = List.copyOf(removedKeys);
        changedKeys = List.copyOf(changedKeys);
    }

    /** No difference in so many rows. */
    public static RowChanges none(List<String> keyedBy, long rows) {
        return new RowChanges(keyedBy, 0, 0, 0, rows, Map.of(), 0, 0, List.of(), List.of(), List.of());
    }
}
