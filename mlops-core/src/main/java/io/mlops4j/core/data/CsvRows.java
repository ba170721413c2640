package io.mlops4j.core.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.StorageFailure;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV text, one at a time, all of the same width. Malformed text is refused with its line. Holds one row; a cell has at most
 * {@value #LONGEST_CELL} characters and a row {@value #LONGEST_ROW}, so a hostile text cannot fill the heap.
 */
final class CsvRows implements Closeable {
    static final int LONGEST_CELL = 1 << 20;
    static final int LONGEST_ROW = 1 << 24;

    /** One record as it was parsed. A null cell is missing. */
    private static final class Parsed {
        final long line;
        final @Nullable String[] cells;
        /** Nothing between two line breaks. */
        final boolean blank;

        Parsed(long line, @Nullable String[] cells, boolean blank) {
            this.line = line;
            this.cells = cells;
            this.blank = blank;
        }
    }

    private final Origin origin;
    private final CsvOptions options;
    private final Handler handler;
    private final CsvReader<Parsed> reader;
    private final CloseableIterator<Parsed> records;
    private final List<String> names;
    private Parsed current;
    private long row;

    /** Whether {@link #current} is the first row of a text without a header, not yet given out. */
    private boolean pushedBack;

    /** Reads as far as the names of the columns; takes the stream over. */
    CsvRows(Origin origin, InputStream content, CsvOptions options) {
        this.origin = origin;
        this.options = options;
        this.handler = new Handler();
        this.reader = CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .build(handler, new DecodingReader(origin, content, options.charset()));
        this.records = reader.iterator();
        try {
            boolean named = options.header() == CsvOptions.Header.FIRST_LINE;
            if (!named) {
                handler.missing = Set.copyOf(options.missing());
            }
            Parsed first = fetch();
            while (first != null && first.blank) {
                first = fetch();
            }
            if (first == null) {
                throw new InvalidInput(origin.name() + " is empty; it needs "
                        + (named ? "a line of column names and " : "")
                        + "at least one row.");
            }
            this.current = first;
            if (named) {
                this.names = checkedNames(first);
                handler.missing = Set.copyOf(options.missing());
            } else {
                this.names = numberedNames(first.cells.length);
                this.pushedBack = true;
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The names of the columns; {@code c1}, {@code c2}, … in a text without a header. */
    List<String> names() {
        return names;
    }

    /** Moves to the next row, and tells whether there is one. */
    boolean next() {
        if (pushedBack) {
            pushedBack = false;
            row++;
            return true;
        }
        Parsed next = fetch();
        while (next != null && next.blank && names.size() > 1) {
            next = fetch();
        }
        if (next == null) {
            return false;
        }
        current = next;
        row++;
        if (next.cells.length != names.size()) {
            throw new InvalidInput(where() + ": the row has " + cells(next.cells.length) + ", but "
                    + (options.header() == CsvOptions.Header.FIRST_LINE ? "the header" : "the first row") + " has "
                    + cells(names.size()) + ". Every row needs one cell a column; a cell that holds the delimiter '"
                    + options.delimiter() + "' needs quotes around it.");
        }
        return true;
    }

    /** The cells of the row, null where one is missing. */
    @Nullable String[] cells() {
        return current.cells;
    }

    /** The number of the row, from 1. */
    long row() {
        return row;
    }

    /** The line on which the row starts, from 1. */
    long line() {
        return current.line;
    }

    /** Where the row is, for a message. */
    String where() {
        return origin.row(current.line, row);
    }

    /** The next record, or null at the end of the text. */
    private @Nullable Parsed fetch() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException | UncheckedIOException e) {
            throw translate(e);
        }
    }

    private MlopsException translate(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof MlopsException)) {
            cause = cause.getCause();
        }
        if (cause instanceof MlopsException ours) {
            return ours;
        }
        if (cause instanceof IOException) {
            return new StorageFailure("Reading " + origin.name() + " failed: " + cause.getMessage() + ".", e);
        }
        return new InvalidInput(origin.line(handler.line) + ": " + explain(String.valueOf(cause.getMessage())), e);
    }

    private String explain(String message) {
        if (message.contains("buffer size")) {
            return "a cell has more than " + LONGEST_CELL + " characters, which is the most, or a quote ("
                    + options.quote() + ") is opened and never closed.";
        }
        if (message.contains("Unclosed")) {
            return "a quote (" + options.quote() + ") is opened in this row and never closed.";
        }
        if (message.contains("after closing quote")) {
            return "there is text after a closing quote (" + options.quote()
                    + "); a quote within a quoted cell is written twice.";
        }
        return message + ".";
    }

    private List<String> checkedNames(Parsed header) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < header.cells.length; i++) {
            String cell = header.cells[i];
            String name = cell == null ? "" : cell.strip();
            String where = origin.line(header.line) + ", column " + (i + 1);
            if (name.isEmpty()) {
                throw new InvalidInput(where + ": the name of the column is empty. Name every column in the first line,"
                        + " or read the file with CsvOptions.defaults().withoutHeader().");
            }
            Integer before = seen.putIfAbsent(name, i + 1);
            if (before != null) {
                throw new InvalidInput(
                        where + ": the name '" + name + "' is that of column " + before + " already; rename one.");
            }
            try {
                found.add(ColumnSchema.of(name, ColumnType.STRING).name());
            } catch (InvalidInput e) {
                throw new InvalidInput(where + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(found);
    }

    private static List<String> numberedNames(int count) {
        List<String> found = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            found.add("c" + i);
        }
        return List.copyOf(found);
    }

    private static String cells(int count) {
        return count == 1 ? "1 cell" : count + " cells";
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new StorageFailure("Closing " + origin.name() + " failed: " + e.getMessage() + ".", e);
        }
    }

    /** Collects the cells of a record, and refuses what is too wide before it is stored. */
    private final class Handler extends AbstractBaseCsvCallbackHandler<Parsed> {
        /** The texts that stand for a missing cell; none while the names of the columns are read. */
        private Set<String> missing = Set.of();

        private final List<@Nullable String> cells = new ArrayList<>();
        private long line;
        private long length;
        private boolean blank;

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            cells.clear();
            length = 0;
            blank = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
            if (index >= Schema.MOST_COLUMNS) {
                throw new InvalidInput(origin.line(line) + ": the row has more than " + Schema.MOST_COLUMNS
                        + " cells, which is the most; is '" + options.delimiter() + "' the delimiter?");
            }
            length += count;
            if (length > LONGEST_ROW) {
                throw new InvalidInput(origin.line(line) + ": the row has more than " + LONGEST_ROW
                        + " characters, which is the most; is a quote opened and never closed?");
            }
            String text = new String(buffer, offset, count);
            boolean absent = (count == 0 && !quoted) || missing.contains(text);
            cells.add(absent ? null : text);
        }

        @Override
        protected void handleEmpty() {
            blank = true;
            cells.add(null);
        }

        @Override
        protected Parsed buildRecord() {
            return new Parsed(line, cells.toArray(String[]::new), blank);
        }
    }
}
