package io.mlops4j.core.data.cells;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a text, typed.
 *
 * <p>Types are declared, or found in the first batch. What the first {@value #FIRST_ROWS} rows say about a column is nearly always what all rows say,
 * so the types are known while the data stream by for the first time. Where a later cell says otherwise, {@link #next} ends and {@link
 * #contradicted} tells: the reader then has to ask all rows ({@link #inferAll}), and to begin again with types that are declared.
 */
public final class TextCells implements CellBatches {
    private static final int FIRST_ROWS = 16_384;
    private static final int ROWS = 1_024;
    private static final int LONGEST_SHOWN = 80;

    private final TextReader reader;
    private final TextBatch batch;
    private final List<CellParser> parsers = new ArrayList<>();
    private final List<CellVector> columns;
    /** Columns without a value in the first batch: whatever comes contradicts what was made of nothing. */
    private final boolean[] undecided;

    private boolean pending;
    private boolean contradicted;
    private long firstRow = 1;
    private int rows;

    private TextCells(TextReader reader, TextBatch batch, List<ColumnSchema> schema, List<Boolean> declared) {
        this.reader = reader;
        this.batch = batch;
        for (int i = 0; i < schema.size(); i++) {
            CellParser.Strictness strictness =
                    declared.get(i) ? CellParser.Strictness.DECLARED : CellParser.Strictness.INFERRED;
            parsers.add(new CellParser(new CellVector(schema.get(i)), strictness));
        }
        columns = parsers.stream().map(CellParser::target).toList();
        undecided = new boolean[schema.size()];
    }

    /** The rows of a text whose columns, in its order, are those of a schema. Takes the text over. */
    static TextCells declared(TextReader reader, Schema schema) {
        return new TextCells(
                reader,
                new TextBatch(),
                schema.columns(),
                schema.columns().stream().map(column -> true).toList());
    }

    /** Rows whose types were found in the first of them. */
    record Inferred(TextCells cells, SchemaResolution schema) {}

    /**
     * The rows of a text whose types are found in the first of them. Takes the text over.
     *
     * @param resolve makes a schema of the names of the columns and what was found, one a column
     */
    static Inferred inferred(TextReader reader, Resolve resolve) {
        TextBatch batch = new TextBatch();
        boolean any = reader.read(batch, FIRST_ROWS);
        if (reader.names().isEmpty()) {
            throw new InvalidInput(reader.origin().name() + " has no rows, so there is nothing to commit.");
        }
        List<TypeInference> found = new ArrayList<>();
        if (any) {
            count(batch, found);
        }
        while (found.size() < reader.names().size()) {
            found.add(new TypeInference());
        }
        SchemaResolution schema = resolve.schema(
                reader.names(), found.stream().map(TypeInference::decide).toList());
        TextCells cells = new TextCells(reader, batch, schema.schema().columns(), schema.declared());
        for (int i = 0; i < found.size(); i++) {
            cells.undecided[i] =
                    found.get(i).present() == 0 && !schema.declared().get(i);
        }
        cells.pending = any;
        return new Inferred(cells, schema);
    }

    /** Makes a schema of the names of the columns and what was found in them. */
    interface Resolve {
        SchemaResolution schema(List<String> names, List<TypeInference.Decision> found);
    }

    /** The schema that all rows of a text have together; reads and closes it. */
    static SchemaResolution inferAll(TextReader reader, Resolve resolve) {
        try (reader) {
            TextBatch batch = new TextBatch();
            List<TypeInference> found = new ArrayList<>();
            while (reader.read(batch, ROWS)) {
                count(batch, found);
            }
            return resolve.schema(
                    reader.names(), found.stream().map(TypeInference::decide).toList());
        }
    }

    private static void count(TextBatch batch, List<TypeInference> found) {
        while (found.size() < batch.columns()) {
            found.add(new TypeInference());
        }
        for (int column = 0; column < batch.columns(); column++) {
            found.get(column).accept(batch, column);
        }
    }

    /** Whether a cell is none of the type that was found for its column, or there are more columns than were found. */
    public boolean contradicted() {
        return contradicted;
    }

    @Override
    public List<CellVector> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        firstRow += rows;
        rows = 0;
        if (contradicted || !(pending || reader.read(batch, ROWS))) {
            return false;
        }
        pending = false;
        if (batch.columns() > parsers.size()) {
            contradicted = true;
            return false;
        }
        for (int column = 0; column < parsers.size(); column++) {
            CellParser parser = parsers.get(column);
            int bad = parser.parse(batch, column);
            boolean surprise = undecided[column] && parser.target().missing() < batch.rows();
            if (bad >= 0 && parser.isDeclared()) {
                throw refusal(column, bad);
            }
            if (bad >= 0 || surprise) {
                contradicted = true;
                return false;
            }
        }
        rows = batch.rows();
        return true;
    }

    private InvalidInput refusal(int column, int row) {
        ColumnSchema schema = columns.get(column).column();
        String raw = batch.string(column, row).strip();
        String shown = raw.length() > LONGEST_SHOWN ? raw.substring(0, LONGEST_SHOWN) + "…" : raw;
        return new InvalidInput(reader.origin().row(batch.line(row), firstRow + row) + ", column '" + schema.name()
                + "': '" + shown + "' is not " + CellParser.called(schema.type()) + " (" + schema.type()
                + "). Correct the cell, list it in CsvOptions.missing(…) if it stands for a missing one, or declare another type with"
                + " Schema.infer().override(\"" + schema.name() + "\", ColumnType.STRING).");
    }

    @Override
    public long firstRow() {
        return firstRow;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void close() {
        reader.close();
    }
}
