package io.mlops4j.core.data.cells;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SchemaInference;
import io.mlops4j.data.SchemaRule;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the rows of a version are written in its bytes. Bytes that gzip has packed are unpacked, whatever the format. */
public sealed interface Format {
    /** The most characters that a cell has. */
    int LONGEST_CELL = CsvText.LONGEST_CELL;

    /**
     * CSV.
     *
     * @param options how it is written
     */
    record Csv(CsvOptions options) implements Format {}

    /** One JSON object a line, in UTF-8. */
    record JsonLines() implements Format {}

    /**
     * The rows of a source, and the schema that they are read with.
     *
     * @param cells the rows
     * @param schema its columns, and why they have their types
     */
    record Typed(TextCells cells, SchemaResolution schema) {}

    /** Reads bytes that were committed. */
    default TextCells read(Origin origin, InputStream content, Schema schema) {
        TextReader reader = open(origin, content, schema.names());
        try {
            int found = reader.names().size();
            if (found != schema.columns().size()) {
                throw new InvalidInput("The schema of " + origin.name() + " has "
                        + schema.columns().size() + " columns, but its bytes have " + found + ".");
            }
            return TextCells.declared(reader, schema);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Reads bytes for the first time. If the types have to be found, the first rows tell them; see {@link TextCells}.
     *
     * @throws InvalidInput if the bytes are malformed or do not fit the rule
     */
    default Typed begin(Origin origin, InputStream content, SchemaRule rule) {
        TextReader reader = open(origin, content, rule instanceof Schema schema ? schema.names() : null);
        try {
            if (rule instanceof Schema demanded) {
                SchemaResolution schema = SchemaResolution.demanded(origin, reader.names(), this, demanded);
                return new Typed(TextCells.declared(reader, schema.schema()), schema);
            }
            TextCells.Inferred inferred = TextCells.inferred(reader, resolve(origin, (SchemaInference) rule));
            return new Typed(inferred.cells(), inferred.schema());
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Asks all rows for their types. */
    default SchemaResolution infer(Origin origin, InputStream content, SchemaInference rule) {
        return TextCells.inferAll(open(origin, content, null), resolve(origin, rule));
    }

    private static TextCells.Resolve resolve(Origin origin, SchemaInference rule) {
        return (names, found) -> SchemaResolution.of(origin, names, rule, found);
    }

    private TextReader open(Origin origin, InputStream content, @Nullable List<String> names) {
        InputStream plain = Gunzip.ifPacked(origin, content);
        if (this instanceof Csv csv) {
            return new CsvText(origin, plain, csv.options());
        }
        return new JsonLinesText(origin, plain, names);
    }

    /** Whether the bytes name the columns themselves, rather than give them in order. */
    default boolean namesColumns() {
        return !(this instanceof Csv csv) || csv.options().header() == CsvOptions.Header.FIRST_LINE;
    }

    /** The options of a CSV. */
    static Format csv(CsvOptions options) {
        return new Csv(Objects.requireNonNull(options, "options"));
    }
}
