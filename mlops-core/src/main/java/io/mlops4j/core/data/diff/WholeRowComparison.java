package io.mlops4j.core.data.diff;

import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.IdentityIndex;
import io.mlops4j.core.data.cells.RowIdentity;
import io.mlops4j.data.RowChanges;
import java.util.List;
import java.util.Map;

/** Rows as multisets: up to 56 bytes for each different row of the smaller side. For one thread, once. */
final class WholeRowComparison {
    private final Compared before;
    private final Compared after;
    private final List<String> columns;
    private final IdentityIndex index = new IdentityIndex();
    private final Tally left = new Tally();

    WholeRowComparison(Compared before, Compared after, List<String> columns) {
        this.before = before;
        this.after = after;
        this.columns = columns;
    }

    RowChanges changes() {
        long rowsBefore = before.version().rowCount();
        long rowsAfter = after.version().rowCount();
        boolean earlierIsSmaller = rowsBefore <= rowsAfter;
        keep(earlierIsSmaller ? before : after);
        long matched = match(earlierIsSmaller ? after : before);
        return new RowChanges(
                List.of(),
                rowsAfter - matched,
                rowsBefore - matched,
                0,
                matched,
                Map.of(),
                0,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private void keep(Compared side) {
        try (CellBatches batches = side.cells().get()) {
            List<CellVector> vectors = batches.columns(columns);
            RowIdentity identity = new RowIdentity();
            while (batches.next()) {
                int rows = batches.rows();
                identity.of(vectors, rows);
                for (int row = 0; row < rows; row++) {
                    left.add(index.add(identity.high(row), identity.low(row)), 1);
                }
            }
        }
    }

    private long match(Compared side) {
        long matched = 0;
        try (CellBatches batches = side.cells().get()) {
            List<CellVector> vectors = batches.columns(columns);
            RowIdentity identity = new RowIdentity();
            while (batches.next()) {
                int rows = batches.rows();
                identity.of(vectors, rows);
                for (int row = 0; row < rows; row++) {
                    int number = index.find(identity.high(row), identity.low(row));
                    if (number >= 0 && left.of(number) > 0) {
                        left.add(number, -1);
                        matched++;
                    }
                }
            }
        }
        return matched;
    }
}
