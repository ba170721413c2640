package io.mlops4j.core.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The form in which rows and tables are committed: CSV in UTF-8 with the default options and line feeds. With the schema beside it, it reads
 * back to an equal table, and equal tables give equal bytes on every Java: numbers are the shortest decimals that read back, a missing
 * cell is empty, the empty text is quoted.
 */
final class CanonicalCsv {
    static final CsvOptions OPTIONS = CsvOptions.defaults();

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

    private CanonicalCsv() {}

    static void write(Table table, OutputStream target) throws IOException {
        List<Column> columns = table.columns();
        Writer utf8 = new OutputStreamWriter(target, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QUOTES)
                .build(utf8);
        @Nullable String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            String name = columns.get(i).name();
            refuseBrokenText(name, () -> "The name of column " + name);
            cells[i] = name;
        }
        csv.writeRecord(cells);
        for (int row = 0; row < table.rowCount(); row++) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(columns.get(i), row);
            }
            csv.writeRecord(cells);
        }
        csv.flush();
    }

    private static @Nullable String cell(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        String text = column.stringAt(row);
        if (column.type() == ColumnType.STRING) {
            refuseBrokenText(text, () -> "Row " + (row + 1) + " of column '" + column.name() + "'");
            if (text.length() > CsvRows.LONGEST_CELL) {
                throw new InvalidInput("Row " + (row + 1) + " of column '" + column.name() + "' has " + text.length()
                        + " characters, more than " + CsvRows.LONGEST_CELL + ".");
            }
        }
        return text;
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
}
