package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Where the rows of a new version come from. A source is a description: nothing is opened or read before {@link
 * DatasetDraft#commit()}. Files and streams are committed byte for byte, and read unpacked where gzip has packed them; rows, tables and
 * queries are committed as CSV in UTF-8 that reads back exactly.
 */
public sealed interface Source {
    /** A CSV file with the default options; see {@link CsvOptions}. */
    static Source csv(Path file) {
        return new CsvFile(file, CsvOptions.defaults());
    }

    /** A CSV file. It must not change while it is committed. */
    static Source csv(Path file, CsvOptions options) {
        return new CsvFile(file, options);
    }

    /** CSV from a stream with the default options; see {@link #csv(InputStream, CsvOptions)}. */
    static Source csv(InputStream content) {
        return new CsvStream(content, CsvOptions.defaults());
    }

    /**
     * CSV from a stream, which the commit reads once, to its end, through a temporary file. The caller closes it. The source
     * serves one commit.
     */
    static Source csv(InputStream content, CsvOptions options) {
        return new CsvStream(content, options);
    }

    /**
     * JSON lines: one JSON object a line, in UTF-8. A key is a column; one that a line lacks, or that is null there, is a missing cell. A nested
     * object or array is the text of its JSON. A text of JSON is never taken for a number, but may be a date or an instant. The file must not
     * change while it is committed.
     */
    static Source jsonLines(Path file) {
        return new JsonLinesFile(file);
    }

    /** JSON lines from a stream; see {@link #jsonLines(Path)} and {@link #csv(InputStream, CsvOptions)}. */
    static Source jsonLines(InputStream content) {
        return new JsonLinesStream(content);
    }

    /**
     * The rows of a query, streamed: its columns keep their types (decimals with a scale are REAL, timestamps without a zone are taken for UTC, times and what
     * else there is are STRING). Without an ORDER BY a database may give the rows in another order each time, which makes another version.
     *
     * @param database where the query runs, on a connection of its own, read-only, which is given back at the end
     * @param sql the query
     * @param parameters the values of its question marks, in order
     */
    static Source query(DataSource database, String sql, Object... parameters) {
        return new Query(database, sql, List.of(parameters));
    }

    /**
     * All regular files in a directory and below it, of any kind. The version's table lists them: {@code path} (relative, with slashes, sorted as
     * {@link String#compareTo} does; the key), {@code sizeBytes} and {@code sha256}; {@link DatasetVersion#file} opens one. Symbolic links in the directory are not followed and are left out, hidden files are taken,
     * empty directories are not. A directory of which no file has changed by size, time of modification and identity since it was committed here is
     * not read again. No file must change while it is committed.
     */
    static Source files(Path directory) {
        return new Files(directory);
    }

    /**
     * Records, one a row; a component becomes a column. Components are floating-point numbers (REAL), whole numbers (INTEGER),
     * booleans, text, characters and enum constants (STRING), {@link java.time.LocalDate} or {@link java.time.Instant}. A null or
     * NaN is a missing cell.
     */
    static <R extends Record> Source rows(List<R> rows) {
        return new Records(rows);
    }

    /**
     * Maps, one a row, with the names of the columns in order; other keys are left out. A key that is absent, null or NaN is a missing
     * cell. A column's values are of one type, as in {@link #rows(List)}; whole and floating-point numbers together are REAL.
     */
    static Source rows(List<? extends Map<String, ?>> rows, String... columns) {
        return new Maps(rows, List.of(columns));
    }

    /** A table. */
    static Source table(Table table) {
        return new Tabular(table);
    }

    /**
     * A CSV file; made by {@link #csv(Path, CsvOptions)}.
     *
     * @param file the file
     * @param options how it is written
     */
    record CsvFile(Path file, CsvOptions options) implements Source {
        /** Refuses null. */
        public CsvFile {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(options, "options");
        }
    }

    /**
     * CSV from a stream; made by {@link #csv(InputStream, CsvOptions)}.
     *
     * @param content the stream, which stays the caller's to close
     * @param options how it is written
     */
    record CsvStream(InputStream content, CsvOptions options) implements Source {
        /** Refuses null. */
        public CsvStream {
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(options, "options");
        }
    }

    /**
     * JSON lines; made by {@link #jsonLines(Path)}.
     *
     * @param file the file
     */
    record JsonLinesFile(Path file) implements Source {
        /** Refuses null. */
        public JsonLinesFile {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * JSON lines from a stream; made by {@link #jsonLines(InputStream)}.
     *
     * @param content the stream, which stays the caller's to close
     */
    record JsonLinesStream(InputStream content) implements Source {
        /** Refuses null. */
        public JsonLinesStream {
            Objects.requireNonNull(content, "content");
        }
    }

    /**
     * A query; made by {@link #query}.
     *
     * @param database where it runs
     * @param sql the query
     * @param parameters the values of its question marks, in order
     */
    record Query(DataSource database, String sql, List<Object> parameters) implements Source {
        /** Refuses null. */
        public Query {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(sql, "sql");
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A directory of files; made by {@link #files(Path)}.
     *
     * @param directory the directory
     */
    record Files(Path directory) implements Source {
        /** Refuses null. */
        public Files {
            Objects.requireNonNull(directory, "directory");
        }
    }

    /**
     * Records; made by {@link #rows(List)}.
     *
     * @param rows at least one; all of one class
     */
    record Records(List<? extends Record> rows) implements Source {
        /** Copies the list; refuses an empty one with {@link InvalidInput}. */
        public Records {
            rows = List.copyOf(rows);
            if (rows.isEmpty()) {
                throw new InvalidInput("There are no rows, so there is nothing to commit; give at least one record.");
            }
        }
    }

    /**
     * Maps; made by {@link #rows(List, String...)}.
     *
     * @param rows at least one
     * @param columns the names of the columns, in order; at least one
     */
    record Maps(List<? extends Map<String, ?>> rows, List<String> columns) implements Source {
        /** Copies both lists, not the maps; refuses empty ones with {@link InvalidInput}. */
        public Maps {
            rows = Collections.unmodifiableList(new ArrayList<>(rows));
            columns = List.copyOf(columns);
            if (rows.isEmpty()) {
                throw new InvalidInput("There are no rows, so there is nothing to commit; give at least one map.");
            }
            if (columns.isEmpty()) {
                throw new InvalidInput(
                        "Rows given as maps need the names of their columns in order: Source.rows(maps, \"age\", \"income\").");
            }
        }
    }

    /**
     * A table; made by {@link #table(Table)}.
     *
     * @param table at least one row and one column
     */
    record Tabular(Table table) implements Source {
        /** Refuses a table without rows with {@link InvalidInput}. */
        public Tabular {
            if (table.rowCount() == 0) {
                throw new InvalidInput("The table has no rows, so there is nothing to commit.");
            }
        }
    }
}
