package io.mlops4j.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A committed version of a {@link Dataset}: immutable and thread-safe. */
public interface DatasetVersion {
    /** The name of the dataset. */
    String dataset();

    /** The number within the dataset, from 1, without gaps. */
    int number();

    /**
     * What identifies the version: SHA-256, as 64 hexadecimal digits, over its bytes, how they are to be read, and its schema. Two
     * versions with the same digest have the same rows, columns and label.
     */
    String digest();

    /** How many rows there are. */
    long rowCount();

    /** The columns. */
    Schema schema();

    /** What is in the columns. */
    Profile profile();

    /** What was expected and found. */
    Quality quality();

    /** The rules of this version that make sense for one row, to check a request by; those whose code is not here are {@link RowCheck#unchecked()}. */
    RowCheck rowCheck();

    /** Why there is this version, or empty if nobody said. */
    Optional<String> message();

    /** The tags by key. */
    Map<String, String> tags();

    /** When it was committed. */
    Instant committedAt();

    /** The actor who committed it. */
    String committedBy();

    /**
     * Reads all rows into memory.
     *
     * @throws IntegrityViolation if the stored bytes are not those that were committed
     */
    Table read();

    /**
     * Reads the rows part by part, in order, for data that does not fit the memory. The caller closes the stream.
     *
     * <pre>{@code
     * try (Stream<Table> parts = version.tables(10_000)) {
     *     parts.forEach(part -> …);
     * }
     * }</pre>
     *
     * @param rows how many rows a table has, at least one; the last one may have fewer
     * @throws IntegrityViolation while it is read, if the stored bytes are not those that were committed
     */
    Stream<Table> tables(int rows);

    /**
     * Opens the bytes as they were committed; for rows and tables, CSV in UTF-8. The caller closes the stream, whose last read throws
     * {@link IntegrityViolation} if they are not those that were committed.
     */
    InputStream open();

    /** Starts to split the rows into a training, a validation and a test part. */
    SplitDraft split();

    /**
     * The split that was saved under this name, as it was made: its parts are read back, not computed again.
     *
     * @throws NotFound if there is none
     */
    Split split(String name);

    /** The names of the splits that were saved with this version, sorted. */
    List<String> splits();

    /**
     * Opens one of the files of a version that was made of a directory ({@link Source#files}). The caller closes the stream, whose last read throws {@link
     * IntegrityViolation} if it is not what was committed.
     *
     * @param path as the column {@code path} has it
     * @throws NotFound if there is no such file; the message lists near names
     * @throws InvalidInput if the version was made of another source
     */
    InputStream file(String path);
}
