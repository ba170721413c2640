package io.mlops4j.core.data;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.rules.RuleChecks;
import io.mlops4j.core.data.rules.RuleContext;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SchemaInference;
import io.mlops4j.data.SchemaRule;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes a source in: types, profiles and checks it row by row, without holding its rows. What it needs in memory is bounded by the number of
 * columns, plus some 50 bytes a row for each {@code unique} expectation.
 *
 * <p>A schema that is inferred costs one pass over the bytes before the pass that profiles and checks, as every cell has a say in its
 * column's type. Thread-safe.
 */
public final class Ingestion {
    private final Path temporary;

    /** With the directory that takes temporary copies of streams, rows and tables; made when it is needed. */
    public Ingestion(Path temporary) {
        this.temporary = temporary;
    }

    /**
     * Reads a source to its end.
     *
     * @param dataset the name for the message of a failed expectation
     * @param context what the expectations need to know besides
     * @throws InvalidInput if the source is malformed, does not fit the schema, or a rule names a column that does not exist
     * @throws NotFound if there is no such file
     * @throws QualityGateFailed if an expectation is broken
     * @throws Conflict if the file changed while it was read
     * @throws StorageFailure if reading failed or there is no room for a temporary copy
     */
    public Ingested ingest(
            String dataset, Source source, SchemaRule rule, List<Expectation> expectations, RuleContext context) {
        Prepared prepared = prepare(source);
        try {
            return ingest(dataset, prepared, rule, expectations, context);
        } catch (RuntimeException | Error e) {
            prepared.content.close();
            throw e;
        }
    }

    /**
     * Bytes that can be read again, and how.
     *
     * @param types the types of the columns where the source has types
     */
    private record Prepared(Content content, Origin origin, CsvOptions format, List<TypeInference.Decision> types) {}

    private Prepared prepare(Source source) {
        if (source instanceof Source.CsvFile csv) {
            return new Prepared(Content.of(csv.file()), Origin.text("'" + csv.file() + "'"), csv.options(), List.of());
        }
        if (source instanceof Source.CsvStream csv) {
            Content copy = Content.spool(temporary, "the CSV stream", csv.content()::transferTo);
            return new Prepared(copy, Origin.text("the CSV stream"), csv.options(), List.of());
        }
        if (source instanceof Source.Records records) {
            return prepare("the records", TypedRows.table(records));
        }
        if (source instanceof Source.Maps maps) {
            return prepare("the maps", TypedRows.table(maps));
        }
        return prepare("the table", ((Source.Tabular) source).table());
    }

    private Prepared prepare(String name, Table table) {
        List<TypeInference.Decision> types = table.columns().stream()
                .map(column -> new TypeInference.Decision(column.type(), "the type in " + name))
                .toList();
        Content copy = Content.spool(temporary, name, target -> CanonicalCsv.write(table, target));
        return new Prepared(copy, Origin.memory(name), CanonicalCsv.OPTIONS, types);
    }

    private static Ingested ingest(
            String dataset, Prepared prepared, SchemaRule rule, List<Expectation> expectations, RuleContext context) {
        Resolved resolved = resolve(prepared, rule);
        Fingerprint bytes = new Fingerprint(prepared.content.open());
        try (CsvRows rows = new CsvRows(prepared.origin, bytes, prepared.format)) {
            Scan scan = new Scan(resolved.schema, expectations, context);
            Profile profile = scan.run(rows, prepared.origin);
            Quality quality = scan.quality(profile);
            String digest = bytes.digest();
            if (resolved.digest != null && !resolved.digest.equals(digest)) {
                throw Ingested.changed(prepared.origin);
            }
            if (!quality.passed()) {
                throw new QualityGateFailed(message(dataset, quality.broken()));
            }
            return new Ingested(
                    prepared.content,
                    prepared.origin,
                    digest,
                    bytes.count(),
                    prepared.format,
                    resolved.schema.schema(),
                    profile,
                    quality);
        }
    }

    /**
     * A schema, and the digest of the bytes that it was found from, or null if it was not found from all of them.
     */
    private record Resolved(
            SchemaResolution schema, @Nullable String digest) {}

    private static Resolved resolve(Prepared prepared, SchemaRule rule) {
        Fingerprint bytes = new Fingerprint(prepared.content.open());
        try (CsvRows rows = new CsvRows(prepared.origin, bytes, prepared.format)) {
            List<String> names = rows.names();
            if (rule instanceof Schema demanded) {
                boolean named = prepared.format.header() == CsvOptions.Header.FIRST_LINE;
                return new Resolved(
                        named
                                ? SchemaResolution.byName(prepared.origin, names, demanded)
                                : SchemaResolution.byPosition(prepared.origin, names.size(), demanded),
                        null);
            }
            SchemaInference inference = (SchemaInference) rule;
            if (!prepared.types.isEmpty()) {
                return new Resolved(SchemaResolution.of(prepared.origin, names, inference, prepared.types), null);
            }
            List<TypeInference> columns =
                    names.stream().map(name -> new TypeInference()).toList();
            while (rows.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).accept(rows.cells()[i], rows.line());
                }
            }
            List<TypeInference.Decision> found =
                    columns.stream().map(TypeInference::decide).toList();
            return new Resolved(SchemaResolution.of(prepared.origin, names, inference, found), bytes.digest());
        }
    }

    private static String message(String dataset, List<ExpectationResult> broken) {
        String what = broken.size() == 1 ? "Expectation" : broken.size() + " expectations";
        return what + " failed on dataset '" + dataset + "': "
                + broken.stream().map(ExpectationResult::describe).collect(Collectors.joining("; "))
                + ". Nothing was committed.";
    }

    /** The pass that profiles and checks. */
    private static final class Scan {
        private static final int BATCH = 1_024;

        private final List<TypedCell> cells;
        private final List<CellVector> batch;
        private final List<ColumnProfiler> profilers = new ArrayList<>();
        private final RuleChecks checks;

        Scan(SchemaResolution resolution, List<Expectation> expectations, RuleContext context) {
            cells = resolution.schema().columns().stream().map(TypedCell::new).toList();
            batch = resolution.schema().columns().stream().map(CellVector::new).toList();
            for (int i = 0; i < cells.size(); i++) {
                profilers.add(
                        new ColumnProfiler(cells.get(i), resolution.reasons().get(i)));
            }
            checks = RuleChecks.of(expectations, resolution.schema(), context);
        }

        Profile run(CsvRows rows, Origin origin) {
            while (rows.next()) {
                TypedRow.read(rows, cells);
                profilers.forEach(ColumnProfiler::accept);
                for (int i = 0; i < cells.size(); i++) {
                    cells.get(i).addTo(batch.get(i));
                }
                if (batch.get(0).size() == BATCH) {
                    check(rows.row());
                }
            }
            if (rows.row() == 0) {
                throw new InvalidInput(origin.name() + " has a header and no rows, so there is nothing to commit.");
            }
            check(rows.row());
            List<ColumnProfile> columns =
                    profilers.stream().map(ColumnProfiler::profile).toList();
            return new Profile(rows.row(), columns);
        }

        private void check(long lastRow) {
            checks.accept(batch, lastRow - batch.get(0).size() + 1);
            batch.forEach(CellVector::clear);
        }

        Quality quality(Profile profile) {
            return checks.finish(profile);
        }
    }
}
