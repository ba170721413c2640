package io.mlops4j.core.data;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.core.data.cells.Origin;
import io.mlops4j.core.data.cells.TypeInference.Decision;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Source;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * The bytes of a source, which can be read once, and how. Rows in memory and those of a query are written as CSV while they are read, so none of
 * them is ever a file or in the heap as a whole.
 */
final class Incoming implements AutoCloseable {
    /** What a source that has types says of its columns. */
    record Known(List<String> names, List<Decision> types) {}

    private final Origin origin;
    private final Format format;
    private final Known known;
    private final InputStream bytes;
    private final Unchanged unchanged;

    /** Asks whether what is read is still what it was. */
    private interface Unchanged {
        void check();
    }

    private Incoming(Origin origin, Format format, Known known, InputStream bytes, Unchanged unchanged) {
        this.origin = origin;
        this.format = format;
        this.known = known;
        this.bytes = bytes;
        this.unchanged = unchanged;
    }

    /** Opens a source that is not a directory. */
    static Incoming of(Source source) {
        if (source instanceof Source.CsvFile csv) {
            return file(csv.file(), Format.csv(csv.options()));
        }
        if (source instanceof Source.JsonLinesFile json) {
            return file(json.file(), new Format.JsonLines());
        }
        if (source instanceof Source.CsvStream csv) {
            return stream("the CSV stream", csv.content(), Format.csv(csv.options()));
        }
        if (source instanceof Source.JsonLinesStream json) {
            return stream("the stream of JSON lines", json.content(), new Format.JsonLines());
        }
        if (source instanceof Source.Query query) {
            return rows("the query", QueryRows.of(query));
        }
        if (source instanceof Source.Records records) {
            return rows("the records", new TableRows(TypedRows.table(records), "the records"));
        }
        if (source instanceof Source.Maps maps) {
            return rows("the maps", new TableRows(TypedRows.table(maps), "the maps"));
        }
        return rows("the table", new TableRows(((Source.Tabular) source).table(), "the table"));
    }

    private static Incoming file(Path file, Format format) {
        Origin origin = Origin.text("'" + file + "'");
        if (Files.isDirectory(file)) {
            throw new InvalidInput("'" + file + "' is a directory; name a file, or commit it with Source.files(…).");
        }
        try {
            Stat before = Stat.of(file);
            return new Incoming(origin, format, NOTHING, Files.newInputStream(file), () -> before.check(file));
        } catch (NoSuchFileException e) {
            throw new NotFound("There is no file '" + file + "'.", e);
        } catch (IOException e) {
            throw new StorageFailure("'" + file + "' cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    private static final Known NOTHING = new Known(List.of(), List.of());

    private static Incoming stream(String name, InputStream content, Format format) {
        return new Incoming(Origin.text(name), format, NOTHING, new StaysOpen(content), () -> {});
    }

    private static Incoming rows(String name, RowSource rows) {
        Known known = new Known(rows.names(), rows.types());
        return new Incoming(
                Origin.memory(name), Format.csv(CsvOptions.defaults()), known, new CanonicalCsv(rows), () -> {});
    }

    /** What messages call it. */
    Origin origin() {
        return origin;
    }

    Format format() {
        return format;
    }

    /** Whether the source has types, so that none is to be found. */
    boolean isTyped() {
        return !known.names().isEmpty();
    }

    Known known() {
        return known;
    }

    /** The bytes, once. */
    InputStream bytes() {
        return bytes;
    }

    /**
     * Called when all bytes were read.
     *
     * @throws Conflict if the file was written to meanwhile
     */
    void checkUnchanged() {
        unchanged.check();
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new StorageFailure("Closing " + origin.name() + " failed: " + e.getMessage() + ".", e);
        }
    }

    /** A stream that stays its owner's to close. */
    private static final class StaysOpen extends FilterInputStream {
        StaysOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Its owner does.
        }
    }

    private record Stat(long sizeBytes, FileTime modified) {
        static Stat of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stat(attributes.size(), attributes.lastModifiedTime());
        }

        void check(Path file) {
            boolean same;
            try {
                same = equals(of(file));
            } catch (IOException e) {
                same = false;
            }
            if (!same) {
                throw new Conflict("'" + file
                        + "' changed while it was being committed. Nothing was committed; commit it again when"
                        + " nobody writes to it.");
            }
        }
    }
}
