package io.mlops4j.core.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The form in which rows and tables are committed, made while it is read: CSV in UTF-8 with the default options and line feeds. With the schema
 * beside it, it reads back to an equal table, and equal tables give equal bytes on every Java: numbers are the shortest decimals that
 * read back, a missing cell is empty, the empty text is quoted.
 */
final class CanonicalCsv extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Names are quoted always, so that no name is taken for a byte order mark; cells where they must be. */
    private static final QuoteStrategy QUOTES = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int column, String value) {
            return line == 1;
        }

        @Override
        public boolean quoteEmpty(int line, int column) {
            return true;
        }
    };

    private final RowSource rows;
    private final List<String> names;
    private final @Nullable String[] cells;
    private final Written written = new Written();
    private final CsvWriter csv;
    private long row;
    private int at;
    private boolean started;
    private boolean ended;

    /** Bytes that can be read where they are. */
    private static final class Written extends ByteArrayOutputStream {
        Written() {
            super(2 * BUFFER_BYTES);
        }

        byte[] bytes() {
            return buf;
        }
    }

    /** Takes the rows over. */
    CanonicalCsv(RowSource rows) {
        this.rows = rows;
        this.names = rows.names();
        this.cells = new String[names.size()];
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QUOTES)
                .build(new OutputStreamWriter(written, StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws IOException {
        return fill() ? written.bytes()[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, written.size() - at);
        System.arraycopy(written.bytes(), at, target, offset, count);
        at += count;
        return count;
    }

    /** Writes rows until there is something to read; false at the end. */
    private boolean fill() throws IOException {
        if (at < written.size()) {
            return true;
        }
        written.reset();
        at = 0;
        if (!started) {
            started = true;
            for (String name : names) {
                refuseBrokenText(name, () -> "The name of column " + name);
            }
            csv.writeRecord(names);
        }
        while (!ended && written.size() < BUFFER_BYTES) {
            ended = !rows.next(cells);
            if (!ended) {
                row++;
                check();
                csv.writeRecord(cells);
            }
            if (ended || row % 64 == 0) {
                csv.flush();
            }
        }
        return written.size() > 0;
    }

    private void check() {
        for (int i = 0; i < cells.length; i++) {
            String text = cells[i];
            if (text == null) {
                continue;
            }
            String name = names.get(i);
            refuseBrokenText(text, () -> "Row " + row + " of column '" + name + "'");
            if (text.length() > Format.LONGEST_CELL) {
                throw new InvalidInput("Row " + row + " of column '" + name + "' has " + text.length()
                        + " characters, more than " + Format.LONGEST_CELL + ".");
            }
        }
    }

    /** Half a surrogate pair has no UTF-8 form; the encoder would write a question mark and the text would not read back. */
    private static void refuseBrokenText(String text, Supplier<String> where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                throw new InvalidInput(where.get() + " holds half a surrogate pair (U+" + String.format("%04X", (int) c)
                        + " at index " + i + "), which is no character; correct the text.");
            }
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
