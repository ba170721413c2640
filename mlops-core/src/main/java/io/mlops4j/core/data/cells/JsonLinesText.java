package io.mlops4j.core.data.cells;

import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.StorageFailure;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import io.mlops4j.internal.NearNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * The rows of a text that has one JSON object a line. A key is a column; one that a line lacks is missing there. A nested object or array is the
 * text of its JSON. Blank lines are skipped. Lines are bounded as the rows of a CSV are.
 */
final class JsonLinesText implements TextReader {
    private static final int MOST_CELLS = 1 << 18;
    private static final int MOST_CHARS = 1 << 22;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(CsvText.LONGEST_CELL)
                    .maxNameLength(ColumnSchema.LONGEST_NAME * 4)
                    .build())
            .build();

    private final Origin origin;
    private final BufferedReader text;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final boolean fixed;
    private final StringBuilder current = new StringBuilder();
    private final BitSet seen = new BitSet();
    private char[] chars = new char[1 << 10];
    private long line;

    /**
     * Takes the stream over.
     *
     * @param names the columns, any other being refused; null to find them
     */
    JsonLinesText(Origin origin, InputStream content, @Nullable List<String> names) {
        this.origin = origin;
        this.text = new BufferedReader(new DecodingReader(origin, content, StandardCharsets.UTF_8), 1 << 16);
        this.fixed = names != null;
        if (names != null) {
            names.forEach(name -> columns.put(name, columns.size()));
        }
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public boolean read(TextBatch batch, int mostRows) {
        batch.clear(columns.size());
        while (batch.rows() < mostRows
                && batch.charCount() < MOST_CHARS
                && (long) batch.rows() * columns.size() < MOST_CELLS
                && readLine()) {
            if (!current.isEmpty()) {
                row(batch);
            }
        }
        return batch.rows() > 0;
    }

    /** Reads a line without blanks around it; false at the end of the text. */
    private boolean readLine() {
        current.setLength(0);
        line++;
        try {
            int c = text.read();
            if (c < 0) {
                return false;
            }
            for (; c >= 0 && c != '\n'; c = text.read()) {
                if (current.length() == CsvText.LONGEST_ROW) {
                    throw new InvalidInput(origin.line(line) + " has more than " + CsvText.LONGEST_ROW
                            + " characters, which is the most; JSON lines have one object a line.");
                }
                if (!current.isEmpty() || c > ' ') {
                    current.append((char) c);
                }
            }
        } catch (IOException e) {
            throw new StorageFailure("Reading " + origin.name() + " failed: " + e.getMessage() + ".", e);
        }
        while (!current.isEmpty() && current.charAt(current.length() - 1) <= ' ') {
            current.setLength(current.length() - 1);
        }
        return true;
    }

    private void row(TextBatch batch) {
        int length = current.length();
        if (chars.length < length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        current.getChars(0, length, chars, 0);
        batch.row(line);
        for (int column = 0; column < columns.size(); column++) {
            batch.missing(column);
        }
        seen.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), chars, 0, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(1, "it is no JSON object; every line is one, such as {\"age\": 41, \"grade\": \"A\"}.");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                int column = column(json.currentName(), batch, json.currentTokenLocation());
                json.nextToken();
                cell(json, batch, column);
            }
            JsonToken after = json.nextToken();
            if (after != null) {
                throw malformed(
                        json.currentTokenLocation().getColumnNr(), "there is more than one value; write one a line.");
            }
        } catch (MlopsException e) {
            throw e;
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            throw malformed(where == null ? 1 : where.getColumnNr(), "it is no JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private void cell(JsonParser json, TextBatch batch, int column) {
        switch (json.currentToken()) {
            case VALUE_NULL -> batch.missing(column);
            case VALUE_STRING -> batch.text(column, json.getString());
            case START_OBJECT, START_ARRAY -> {
                int start = (int) json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                int end = (int) json.currentLocation().getCharOffset();
                batch.text(column, new String(chars, start, end - start));
            }
            default -> batch.word(column, json.getString());
        }
    }

    private int column(String name, TextBatch batch, TokenStreamLocation where) {
        Integer known = columns.get(name);
        if (known == null) {
            if (fixed) {
                throw malformed(
                        where.getColumnNr(),
                        "the schema does not name the key '" + name + "'."
                                + NearNames.sentence(name, columns.keySet()));
            }
            if (columns.size() == Schema.MOST_COLUMNS) {
                throw malformed(where.getColumnNr(), "there are more than " + Schema.MOST_COLUMNS + " different keys.");
            }
            try {
                ColumnSchema.of(name, ColumnType.STRING);
            } catch (InvalidInput e) {
                throw malformed(where.getColumnNr(), String.valueOf(e.getMessage()));
            }
            known = columns.size();
            columns.put(name, known);
            batch.widen(columns.size());
        }
        if (seen.get(known)) {
            throw malformed(where.getColumnNr(), "the key '" + name + "' appears twice; keep one.");
        }
        seen.set(known);
        return known;
    }

    private InvalidInput malformed(int column, String what) {
        return new InvalidInput(origin.line(line) + ", column " + column + ": " + what);
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new StorageFailure("Closing " + origin.name() + " failed: " + e.getMessage() + ".", e);
        }
    }
}
