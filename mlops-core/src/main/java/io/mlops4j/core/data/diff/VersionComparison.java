package io.mlops4j.core.data.diff;

import io.mlops4j.data.ColumnChange;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.DatasetDiff.Side;
import io.mlops4j.data.RowChanges;
import io.mlops4j.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Compares two versions. For one thread. */
public final class VersionComparison {
    private final Compared before;
    private final Compared after;
    private final List<String> keys;

    /**
     * Of two versions.
     *
     * @param keyedBy the key of a row; if empty, that of the schemas, if it is the same
     */
    public VersionComparison(Compared before, Compared after, List<String> keyedBy) {
        this.before = before;
        this.after = after;
        keyedBy.forEach(key -> {
            before.version().schema().column(key);
            after.version().schema().column(key);
        });
        List<String> own = before.version().schema().keys();
        this.keys = !keyedBy.isEmpty() || !own.equals(after.version().schema().keys()) ? List.copyOf(keyedBy) : own;
    }

    /** What is different. */
    public DatasetDiff diff() {
        Side left = Side.of(before.version());
        Side right = Side.of(after.version());
        if (left.digest().equals(right.digest())) {
            return new DatasetDiff(left, right, List.of(), RowChanges.none(keys, right.rowCount()), List.of());
        }
        Schema schema = before.version().schema();
        List<String> common = schema.names().stream()
                .filter(name -> after.version().schema().findColumn(name).isPresent())
                .toList();
        return new DatasetDiff(left, right, schemaChanges(), rows(common), new ShiftComparison(before, after).shifts());
    }

    private RowChanges rows(List<String> common) {
        return keys.isEmpty()
                ? new WholeRowComparison(before, after, common).changes()
                : new KeyedComparison(before, after, keys, common).changes();
    }

    private List<ColumnChange> schemaChanges() {
        Schema left = before.version().schema();
        Schema right = after.version().schema();
        List<ColumnChange> changes = new ArrayList<>();
        for (ColumnSchema column : left.columns()) {
            ColumnSchema other = right.findColumn(column.name()).orElse(null);
            if (other == null) {
                changes.add(new ColumnChange.Removed(column));
            } else if (!other.equals(column)) {
                changes.add(new ColumnChange.Altered(column, other));
            }
        }
        for (ColumnSchema column : right.columns()) {
            if (left.findColumn(column.name()).isEmpty()) {
                changes.add(new ColumnChange.Added(column));
            }
        }
        return changes;
    }
}
