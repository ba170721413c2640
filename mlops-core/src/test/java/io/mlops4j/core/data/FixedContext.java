package io.mlops4j.core.data;

import io.mlops4j.NotFound;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.TableBatches;
import io.mlops4j.core.data.rules.RuleContext;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Noon of a day, and the tables that it is given as first versions. */
public final class FixedContext implements RuleContext {
    /** The time that it always is. */
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Map<String, Table> tables = new HashMap<>();

    /** Adds a table as the first version of a dataset. */
    public FixedContext with(String dataset, Table table) {
        tables.put(dataset, table);
        return this;
    }

    @Override
    public Instant now() {
        return NOON;
    }

    @Override
    public CellBatches values(String dataset, int version, String column) {
        Table table = tables.get(dataset);
        if (table == null || version != 1) {
            throw new NotFound("There is no version " + version + " of '" + dataset + "'.");
        }
        return new TableBatches(
                table, Schema.of(ColumnSchema.of(column, table.column(column).type())));
    }
}
