package io.mlops4j.core.data.cells;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a CSV text, all of the same width. Malformed text is refused with its line. A cell has at most {@value #LONGEST_CELL} characters and a
 * row {@value #LONGEST_ROW}, so a hostile text cannot fill the heap.
 */
final class CsvText implements TextReader {
    static final int LONGEST_CELL = 1 << 20;
    static final int LONGEST_ROW = 1 << 24;

    private static final int MOST_CELLS = 1 << 18;
    private static final int MOST_CHARS = 1 << 22;

    private final Origin origin;
    private final CsvOptions options;
    private final Handler handler;
    private final CsvReader<Boolean> reader;
    private final CloseableIterator<Boolean> records;
    private final List<String> names;
    /** The first row of a text without a header, until it is given out. */
    private TextBatch pushedBack = new TextBatch();

    /** Reads as far as the names of the columns; takes the stream over. */
    CsvText(Origin origin, InputStream content, CsvOptions options) {
        this.origin = origin;
        this.options = options;
        this.handler = new Handler(pushedBack);
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
            this.names = readNames();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private List<String> readNames() {
        boolean named = options.header() == CsvOptions.Header.FIRST_LINE;
        if (!named) {
            handler.missing(options.missing());
        }
        boolean found = fetch();
        while (found && handler.blank) {
            pushedBack.unrow();
            found = fetch();
        }
        if (!found) {
            throw new InvalidInput(origin.name() + " is empty; it needs " + (named ? "a line of column names and " : "")
                    + "at least one row.");
        }
        int width = handler.count;
        handler.width = width;
        List<String> all = named ? checkedNames(width) : numberedNames(width);
        if (named) {
            pushedBack.unrow();
            handler.missing(options.missing());
        }
        return all;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean read(TextBatch batch, int mostRows) {
        int width = names.size();
        int most = Math.max(1, Math.min(mostRows, MOST_CELLS / width));
        batch.clear(width);
        handler.batch = batch;
        if (pushedBack.rows() > 0) {
            batch.row(pushedBack.line(0));
            for (int column = 0; column < width; column++) {
                if (pushedBack.isMissing(column, 0)) {
                    batch.missing(column);
                } else {
                    String cell = pushedBack.string(column, 0);
                    batch.word(column, cell);
                }
            }
            pushedBack = new TextBatch();
        }
        while (batch.rows() < most && batch.charCount() < MOST_CHARS && fetch()) {
            if (handler.blank && width > 1) {
                batch.unrow();
            } else if (handler.count != width) {
                throw ragged();
            }
        }
        return batch.rows() > 0;
    }

    private InvalidInput ragged() {
        boolean named = options.header() == CsvOptions.Header.FIRST_LINE;
        return new InvalidInput(origin.line(handler.line) + ": the row has " + cells(handler.count) + ", but "
                + (named ? "the header" : "the first row") + " has " + cells(names.size())
                + ". Every row needs one cell a column; a cell that holds the delimiter '" + options.delimiter()
                + "' needs quotes around it.");
    }

    /** Moves to the next record; false at the end of the text. */
    private boolean fetch() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            records.next();
            return true;
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

    private List<String> checkedNames(int width) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String name =
                    pushedBack.isMissing(i, 0) ? "" : pushedBack.string(i, 0).strip();
            String where = origin.line(handler.line) + ", column " + (i + 1);
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

    /** Writes the cells of a record to the batch, and refuses what is too wide before it is stored. */
    private final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private TextBatch batch;
        /** How many columns there are, once it is known; cells beyond are counted only. */
        private int width = -1;
        /** The texts that stand for a missing cell; none while the names of the columns are read. */
        private Set<String> missing = Set.of();

        private int longestMissing = -1;
        private long line;
        private long length;
        private int count;
        private boolean blank;

        Handler(TextBatch batch) {
            this.batch = batch;
        }

        void missing(List<String> texts) {
            missing = Set.copyOf(texts);
            longestMissing = texts.stream().mapToInt(String::length).max().orElse(-1);
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            // At the end of the text too, where nothing follows: the row begins with its first cell.
            line = startingLineNumber;
            length = 0;
            count = 0;
            blank = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int size, boolean quoted) {
            if (index == 0) {
                batch.row(line);
            }
            count = index + 1;
            length += size;
            if (length > LONGEST_ROW) {
                throw new InvalidInput(origin.line(line) + ": the row has more than " + LONGEST_ROW
                        + " characters, which is the most; is a quote opened and never closed?");
            }
            if (width < 0) {
                if (index >= Schema.MOST_COLUMNS) {
                    throw new InvalidInput(origin.line(line) + ": the row has more than " + Schema.MOST_COLUMNS
                            + " cells, which is the most; is '" + options.delimiter() + "' the delimiter?");
                }
                batch.widen(count);
            } else if (index >= width) {
                return;
            }
            boolean absent = size == 0
                    ? !quoted || (longestMissing >= 0 && missing.contains(""))
                    : size <= longestMissing && missing.contains(new String(buffer, offset, size));
            if (absent) {
                batch.missing(index);
            } else {
                batch.cell(index, buffer, offset, size);
            }
        }

        @Override
        protected void handleEmpty() {
            batch.row(line);
            blank = true;
            count = 1;
            if (width < 0) {
                batch.widen(1);
            }
            batch.missing(0);
        }

        @Override
        protected Boolean buildRecord() {
            return Boolean.TRUE;
        }
    }
}
