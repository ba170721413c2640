package io.mlops4j.core.data.cells;

import java.util.List;

/** One column of some rows. */
public final class OneColumn implements CellBatches {
    private final CellBatches all;
    private final List<CellVector> column;

    /** Takes the rows over; the column is counted from 0. */
    public OneColumn(CellBatches all, int column) {
        this.all = all;
        this.column = List.of(all.columns().get(column));
    }

    @Override
    public List<CellVector> columns() {
        return column;
    }

    @Override
    public boolean next() {
        return all.next();
    }

    @Override
    public long firstRow() {
        return all.firstRow();
    }

    @Override
    public void close() {
        all.close();
    }
}
