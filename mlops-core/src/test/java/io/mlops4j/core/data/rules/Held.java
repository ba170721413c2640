package io.mlops4j.core.data.rules;

import io.mlops4j.core.data.FixedContext;
import io.mlops4j.core.data.Ingested;
import io.mlops4j.core.data.Ingestion;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Rules held against a table in memory. */
final class Held {
    private Held() {}

    static Schema schema(Table table) {
        return new Schema(table.columns().stream()
                .map(column -> ColumnSchema.of(column.name(), column.type()))
                .toList());
    }

    /** In batches of so many rows. */
    static Quality against(Table table, int batch, Profile profile, FixedContext context, Expectation... rules) {
        RuleChecks checks = RuleChecks.of(List.of(rules), schema(table), context);
        List<CellVector> cells =
                schema(table).columns().stream().map(CellVector::new).toList();
        for (int from = 0; from < table.rowCount(); from += batch) {
            int to = Math.min(table.rowCount(), from + batch);
            cells.forEach(CellVector::clear);
            for (CellVector column : cells) {
                column.addAll(table.column(column.column().name()), from, to);
            }
            checks.accept(cells, from + 1L);
        }
        return checks.finish(profile);
    }

    /** The profile of a table, as a commit finds it. */
    static Profile profile(Table table) {
        try (Ingested ingested = new Ingestion(Files.createTempDirectory("rules"))
                .ingest("held", Source.table(table), schema(table), List.of(), new FixedContext())) {
            return ingested.profile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
