package io.mlops4j.core.data;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.content.ContentWriter;
import io.mlops4j.core.content.Contents;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.core.data.cells.SchemaResolution;
import io.mlops4j.core.data.cells.TextCells;
import io.mlops4j.core.data.profile.DatasetAccumulator;
import io.mlops4j.core.data.rules.RuleChecks;
import io.mlops4j.core.data.rules.RuleContext;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.SchemaInference;
import io.mlops4j.data.SchemaRule;
import io.mlops4j.data.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes a source in: one pass stores its bytes, types, profiles and checks its rows, without holding them. What it needs in memory is bounded by the
 * number of columns, plus some 50 bytes a row for each {@code unique} expectation.
 *
 * <p>Types that have to be found are those of the first rows, and nearly always those of all. Where a later row says otherwise, the bytes are stored to
 * their end, all rows are asked for their types, and a further pass over what is stored profiles and checks: the result is that of all rows in any case.
 *
 * <p>Large data are stored while they are read. If the commit is refused then, no event names what was stored, and garbage collection removes it.
 * Thread-safe.
 */
public final class Ingestion {
    private final Contents contents;

    /** Into a store. */
    public Ingestion(Contents contents) {
        this.contents = contents;
    }

    /**
     * What is expected of the data.
     *
     * @param dataset the name, for messages
     * @param schema how the schema is found
     * @param rules what the rows must keep
     * @param context what the rules need to know besides
     */
    public record Demands(String dataset, SchemaRule schema, List<Expectation> rules, RuleContext context) {
        /** The same, with a column as the key of a row where the schema is found rather than given. */
        Demands keyedBy(String column) {
            return schema instanceof SchemaInference inference
                    ? new Demands(dataset, inference.key(column), rules, context)
                    : this;
        }
    }

    /**
     * Reads a source to its end.
     *
     * @param previous the content that it is likely to resemble, or null
     * @throws InvalidInput if the source is malformed, does not fit the schema, or a rule names a column that does not exist
     * @throws NotFound if there is no such file
     * @throws QualityGateFailed if an expectation is broken
     * @throws Conflict if the file changed while it was read
     * @throws StorageFailure if reading or storing failed
     */
    public Ingested ingest(Source source, Demands demands, @Nullable ContentRef previous) {
        try (Incoming incoming = Incoming.of(source);
                ContentWriter writer = contents.writer(previous)) {
            InputStream bytes = writer.tee(incoming.bytes());
            Format.Typed typed = begin(incoming, bytes, demands.schema());
            Scan scan = new Scan(typed.schema(), demands);
            TextCells cells = typed.cells();
            scan.run(cells);
            // A reader may stop before the last byte: behind the end of what gzip packed, or where the types are found
            // wrong.
            bytes.transferTo(OutputStream.nullOutputStream());
            incoming.checkUnchanged();
            if (cells.contradicted()) {
                return again(incoming, writer.finish().ref(), demands);
            }
            Found found = scan.found(incoming);
            return new Ingested(
                    writer.finish().ref(),
                    incoming.format(),
                    typed.schema().schema(),
                    found.profile(),
                    found.quality());
        } catch (IOException e) {
            throw new StorageFailure(
                    "Dataset '" + demands.dataset() + "' was not committed: its bytes cannot be read: " + e.getMessage()
                            + ".",
                    e);
        }
    }

    private static Format.Typed begin(Incoming incoming, InputStream bytes, SchemaRule rule) {
        if (incoming.isTyped() && rule instanceof SchemaInference inference) {
            SchemaResolution schema = SchemaResolution.of(
                    incoming.origin(),
                    incoming.known().names(),
                    inference,
                    incoming.known().types());
            return new Format.Typed(incoming.format().read(incoming.origin(), bytes, schema.schema()), schema);
        }
        return incoming.format().begin(incoming.origin(), bytes, rule);
    }

    /** The first rows were not like all: what is stored is read again, first for the types, then with them. */
    private Ingested again(Incoming incoming, ContentRef content, Demands demands) {
        Format format = incoming.format();
        SchemaResolution schema =
                format.infer(incoming.origin(), contents.open(content), (SchemaInference) demands.schema());
        Scan scan = new Scan(schema, demands);
        try (TextCells cells = format.read(incoming.origin(), contents.open(content), schema.schema())) {
            scan.run(cells);
        }
        Found found = scan.found(incoming);
        return new Ingested(content, format, schema.schema(), found.profile(), found.quality());
    }

    /** What is in the rows, and that they keep the rules. */
    private record Found(Profile profile, Quality quality) {}

    /** The pass that profiles and checks. */
    private static final class Scan {
        private final SchemaResolution schema;
        private final Demands demands;
        private final DatasetAccumulator accumulator;
        private final RuleChecks checks;

        Scan(SchemaResolution schema, Demands demands) {
            this.schema = schema;
            this.demands = demands;
            this.accumulator = new DatasetAccumulator(schema.schema());
            this.checks = RuleChecks.of(demands.rules(), schema.schema(), demands.context());
        }

        void run(TextCells cells) {
            List<CellVector> columns = cells.columns();
            while (cells.next()) {
                accumulator.add(columns);
                checks.accept(columns, cells.firstRow());
            }
        }

        Found found(Incoming incoming) {
            if (accumulator.rows() == 0) {
                throw new InvalidInput(incoming.origin().name()
                        + (incoming.format() instanceof Format.Csv ? " has a header and no rows" : " has no rows")
                        + ", so there is nothing to commit.");
            }
            Profile profile = accumulator.profile(schema.reasons());
            Quality quality = checks.finish(profile);
            if (!quality.passed()) {
                throw new QualityGateFailed(message(demands.dataset(), quality.broken()));
            }
            return new Found(profile, quality);
        }
    }

    private static String message(String dataset, List<ExpectationResult> broken) {
        String what = broken.size() == 1 ? "Expectation" : broken.size() + " expectations";
        return what + " failed on dataset '" + dataset + "': "
                + broken.stream().map(ExpectationResult::describe).collect(Collectors.joining("; "))
                + ". Nothing was committed.";
    }
}
