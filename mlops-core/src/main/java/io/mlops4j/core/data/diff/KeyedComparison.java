package io.mlops4j.core.data.diff;

import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.IdentityIndex;
import io.mlops4j.core.data.cells.RowIdentity;
import io.mlops4j.data.RowChanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows by their keys. Identities are kept and no rows: up to 70 bytes for each different key of both sides, 56 for each different row of the
 * earlier one, and in a further pass the hashes of the cells of the changed rows, {@value #MOST_HASHES} at a time. For one thread, once.
 */
final class KeyedComparison {
    /** 64 MiB. */
    private static final int MOST_HASHES = 1 << 23;

    private static final int LONGEST_KEY = 200;

    private final Compared before;
    private final Compared after;
    private final List<String> keyColumns;
    private final List<String> columns;
    private final List<String> otherColumns;

    private final IdentityIndex keys = new IdentityIndex();
    private final Tally keysBefore = new Tally();
    private final Tally keysAfter = new Tally();
    /** By key, how many rows are the same on both sides. */
    private final Tally matched = new Tally();

    private final List<String> addedKeys = new ArrayList<>();
    private final List<String> removedKeys = new ArrayList<>();
    private final List<String> changedKeys = new ArrayList<>();
    private final Map<String, Long> changedByColumn = new LinkedHashMap<>();

    KeyedComparison(Compared before, Compared after, List<String> keyColumns, List<String> columns) {
        this.before = before;
        this.after = after;
        this.keyColumns = keyColumns;
        this.columns = columns;
        this.otherColumns =
                columns.stream().filter(name -> !keyColumns.contains(name)).toList();
    }

    RowChanges changes() {
        match();
        long added = 0;
        long removed = 0;
        long changed = 0;
        long unchanged = 0;
        long repeatedBefore = 0;
        long repeatedAfter = 0;
        for (int key = 0; key < keys.size(); key++) {
            int onlyBefore = keysBefore.of(key) - matched.of(key);
            int onlyAfter = keysAfter.of(key) - matched.of(key);
            int both = Math.min(onlyBefore, onlyAfter);
            added += onlyAfter - both;
            removed += onlyBefore - both;
            changed += both;
            unchanged += matched.of(key);
            repeatedBefore += keysBefore.of(key) > 1 ? keysBefore.of(key) : 0;
            repeatedAfter += keysAfter.of(key) > 1 ? keysAfter.of(key) : 0;
        }
        if (removed > 0 || changed > 0) {
            findExamples();
        }
        if (changed > 0) {
            compareColumns();
        }
        return new RowChanges(
                keyColumns,
                added,
                removed,
                changed,
                unchanged,
                changedByColumn,
                repeatedBefore,
                repeatedAfter,
                addedKeys,
                removedKeys,
                changedKeys);
    }

    private void match() {
        IdentityIndex rows = new IdentityIndex();
        Tally left = new Tally();
        pass(before, columns, (key, row, batch) -> {
            int number = keys.add(key.high(row), key.low(row));
            keysBefore.add(number, 1);
            left.add(rows.add(batch.whole().high(row), batch.whole().low(row)), 1);
        });
        pass(after, columns, (key, row, batch) -> {
            int number = keys.add(key.high(row), key.low(row));
            keysAfter.add(number, 1);
            int same = rows.find(batch.whole().high(row), batch.whole().low(row));
            if (same >= 0 && left.of(same) > 0) {
                left.add(same, -1);
                matched.add(number, 1);
            }
            if (keysBefore.of(number) == 0 && keysAfter.of(number) == 1) {
                example(addedKeys, batch, row);
            }
        });
    }

    private void findExamples() {
        pass(before, List.of(), (key, row, batch) -> {
            int number = keys.find(key.high(row), key.low(row));
            int onlyBefore = keysBefore.of(number) - matched.of(number);
            int onlyAfter = keysAfter.of(number) - matched.of(number);
            if (keysAfter.of(number) == 0) {
                example(removedKeys, batch, row);
            } else if (onlyBefore > 0 && onlyAfter > 0) {
                example(changedKeys, batch, row);
            }
        });
    }

    private void compareColumns() {
        IdentityIndex changed = new IdentityIndex();
        for (int key = 0; key < keys.size(); key++) {
            if (keysBefore.of(key) == 1 && keysAfter.of(key) == 1 && matched.of(key) == 0) {
                changed.add(keys.high(key), keys.low(key));
            }
        }
        int atOnce = Math.max(1, MOST_HASHES / Math.max(1, changed.size()));
        for (int from = 0; from < otherColumns.size() && changed.size() > 0; from += atOnce) {
            compareColumns(changed, otherColumns.subList(from, Math.min(otherColumns.size(), from + atOnce)));
        }
    }

    private void compareColumns(IdentityIndex changed, List<String> names) {
        int width = names.size();
        long[] hashes = new long[Math.multiplyExact(changed.size(), width)];
        long[] differing = new long[width];
        pass(before, names, (key, row, batch) -> {
            int number = changed.find(key.high(row), key.low(row));
            for (int column = 0; column < width && number >= 0; column++) {
                hashes[number * width + column] = batch.cell(column, row);
            }
        });
        pass(after, names, (key, row, batch) -> {
            int number = changed.find(key.high(row), key.low(row));
            for (int column = 0; column < width && number >= 0; column++) {
                differing[column] += hashes[number * width + column] == batch.cell(column, row) ? 0 : 1;
            }
        });
        for (int column = 0; column < width; column++) {
            if (differing[column] > 0) {
                changedByColumn.put(names.get(column), differing[column]);
            }
        }
    }

    private static void example(List<String> examples, Batch batch, int row) {
        if (examples.size() < RowChanges.MOST_EXAMPLES) {
            String text = batch.key(row);
            String shown = text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY - 1) + "…";
            if (!examples.contains(shown)) {
                examples.add(shown);
            }
        }
    }

    private void pass(Compared side, List<String> names, Visitor visitor) {
        try (CellBatches batches = side.cells().get()) {
            Batch batch = new Batch(batches.columns(keyColumns), batches.columns(names));
            RowIdentity key = new RowIdentity();
            while (batches.next()) {
                int rows = batches.rows();
                key.of(batch.keys(), rows);
                batch.moved(rows);
                for (int row = 0; row < rows; row++) {
                    visitor.visit(key, row, batch);
                }
            }
        }
    }

    /** Sees every row of a side. */
    private interface Visitor {
        void visit(RowIdentity key, int row, Batch batch);
    }

    /** The batch at hand. */
    private static final class Batch {
        private final List<CellVector> keys;
        private final List<CellVector> vectors;
        private final RowIdentity whole = new RowIdentity();
        private final List<RowIdentity> cells;
        private int rows;
        private boolean wholeIsKnown;
        private boolean cellsAreKnown;

        Batch(List<CellVector> keys, List<CellVector> vectors) {
            this.keys = keys;
            this.vectors = vectors;
            this.cells = vectors.stream().map(vector -> new RowIdentity()).toList();
        }

        List<CellVector> keys() {
            return keys;
        }

        /** Only what the pass asks for is identified. */
        void moved(int count) {
            rows = count;
            wholeIsKnown = false;
            cellsAreKnown = false;
        }

        RowIdentity whole() {
            if (!wholeIsKnown) {
                whole.of(vectors, rows);
                wholeIsKnown = true;
            }
            return whole;
        }

        long cell(int column, int row) {
            if (!cellsAreKnown) {
                for (int i = 0; i < vectors.size(); i++) {
                    cells.get(i).of(vectors.subList(i, i + 1), rows);
                }
                cellsAreKnown = true;
            }
            return cells.get(column).low(row);
        }

        String key(int row) {
            return keys.stream()
                    .map(vector ->
                            vector.column().name() + "=" + (vector.isMissing(row) ? "missing" : vector.text(row)))
                    .collect(Collectors.joining(", "));
        }
    }
}
