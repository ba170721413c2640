package io.mlops4j.core.data;

import io.mlops4j.Conflict;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;
import java.io.InputStream;

/**
 * A source that was read, typed, profiled and checked, ready to be stored. Close it when its bytes are stored: they may be in a temporary
 * file. For one thread.
 */
public final class Ingested implements AutoCloseable {
    private final Content content;
    private final Origin origin;
    private final String contentDigest;
    private final long sizeBytes;
    private final CsvOptions format;
    private final Schema schema;
    private final Profile profile;
    private final Quality quality;

    Ingested(
            Content content,
            Origin origin,
            String contentDigest,
            long sizeBytes,
            CsvOptions format,
            Schema schema,
            Profile profile,
            Quality quality) {
        this.content = content;
        this.origin = origin;
        this.contentDigest = contentDigest;
        this.sizeBytes = sizeBytes;
        this.format = format;
        this.schema = schema;
        this.profile = profile;
        this.quality = quality;
    }

    /** What identifies the version: over {@link #contentDigest}, {@link #format} and {@link #schema}. */
    public String digest() {
        return VersionDigest.of(contentDigest, format, schema);
    }

    /** SHA-256 of the bytes: the address of their blob. */
    public String contentDigest() {
        return contentDigest;
    }

    /** How many bytes there are. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * Opens the bytes, as often as needed until this is closed. Reading to the end throws {@link Conflict} if the source's file has changed
     * since it was checked.
     */
    public InputStream open() {
        return new Fingerprint(content.open()) {
            private boolean verified;

            @Override
            void ended() {
                if (!verified && !digest().equals(contentDigest)) {
                    throw changed(origin);
                }
                verified = true;
            }
        };
    }

    /** How the bytes are to be read. */
    public CsvOptions format() {
        return format;
    }

    /** The columns. */
    public Schema schema() {
        return schema;
    }

    /** How many rows there are. */
    public long rowCount() {
        return profile.rowCount();
    }

    /** What is in the columns. */
    public Profile profile() {
        return profile;
    }

    /** What was expected and found; all passed. */
    public Quality quality() {
        return quality;
    }

    /** Removes the temporary copy of the bytes, if there is one. */
    @Override
    public void close() {
        content.close();
    }

    static Conflict changed(Origin origin) {
        return new Conflict(
                origin.name() + " changed while it was being committed. Nothing was committed; commit it again when"
                        + " nobody writes to it.");
    }
}
