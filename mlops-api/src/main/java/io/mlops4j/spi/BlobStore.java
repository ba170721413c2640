package io.mlops4j.spi;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Immutable bytes addressed by their SHA-256: the second of the two interfaces that a storage backend implements. {@code
 * BlobStoreContract} in {@code mlops-testkit} tells whether one keeps the contract.
 *
 * <p>A digest is 64 lower-case hexadecimal digits. Content is streamed: an implementation never holds a whole blob in the heap
 * unless heap is its medium. Implementations are safe for use by many threads and processes, also on one digest.
 */
public interface BlobStore extends AutoCloseable {
    /**
     * Stores bytes under their digest; durable when it returns. Storing what is there already changes nothing but {@link
     * #storedAt}. The stream is read to its end or not at all, and is not closed.
     *
     * @throws IntegrityViolation if the content does not have this digest (a backend may leave the check to the engine); nothing is stored
     * @throws StorageFailure if the medium failed; nothing is stored
     */
    void put(String digest, InputStream content);

    /**
     * Opens the bytes; the caller closes the stream. The engine verifies the digest of all that it reads, so an implementation
     * need not, but one that does throws {@link IntegrityViolation} from the stream's last read.
     *
     * @throws NotFound if there is no such blob
     */
    InputStream open(String digest);

    /** Whether the blob is there. */
    boolean contains(String digest);

    /** The digests that start with a prefix of hexadecimal digits, sorted; the empty prefix gives all. */
    List<String> list(String prefix);

    /** Removes a blob; one that is not there is no error. */
    void delete(String digest);

    /**
     * When the blob was last stored ({@link #put} of the same bytes counts), or empty if the medium does not know. Garbage
     * collection leaves blobs of unknown age alone.
     */
    default Optional<Instant> storedAt(String digest) {
        return Optional.empty();
    }

    /**
     * A file of the local disk that holds exactly the bytes of the blob, if the medium has one: model runtimes then read it in place
     * instead of a copy. The file is not to be changed. Empty by default.
     */
    default Optional<Path> localFile(String digest) {
        return Optional.empty();
    }

    /** Frees what the store holds. Calling it twice is harmless. */
    @Override
    void close();
}
