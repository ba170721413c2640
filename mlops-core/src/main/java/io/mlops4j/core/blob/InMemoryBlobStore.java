package io.mlops4j.core.blob;

import io.mlops4j.StorageFailure;
import io.mlops4j.spi.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A blob store in the heap, for tests and for work that nobody needs tomorrow. A blob has to fit into one array. Safe for use by many
 * threads.
 */
public final class InMemoryBlobStore implements BlobStore {
    private final ConcurrentNavigableMap<String, Blob> blobs = new ConcurrentSkipListMap<>();
    private final InstantSource clock;
    private volatile boolean closed;

    private static final class Blob {
        private final byte[] bytes;
        private final Instant storedAt;

        private Blob(byte[] bytes, Instant storedAt) {
            this.bytes = bytes;
            this.storedAt = storedAt;
        }
    }

    /** An empty store on the system's clock. */
    public InMemoryBlobStore() {
        this(InstantSource.system());
    }

    /** An empty store that takes from this clock when a blob was stored. */
    public InMemoryBlobStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void put(String digest, InputStream content) {
        requireOpen();
        Digests.requireDigest(digest);
        byte[] bytes;
        try {
            bytes = content.readAllBytes();
        } catch (IOException e) {
            throw Failures.unreadableContent(digest, e);
        }
        String actual = Digests.sha256(bytes);
        if (!actual.equals(digest)) {
            throw Failures.foreignContent(digest, actual);
        }
        blobs.put(digest, new Blob(bytes, clock.instant()));
    }

    /**
     * {@inheritDoc} The bytes cannot change in the heap and are not verified again.
     */
    @Override
    public InputStream open(String digest) {
        requireOpen();
        Blob blob = blobs.get(Digests.requireDigest(digest));
        if (blob == null) {
            throw Failures.notFound(digest, "memory");
        }
        return new ByteArrayInputStream(blob.bytes);
    }

    @Override
    public boolean contains(String digest) {
        requireOpen();
        return blobs.containsKey(Digests.requireDigest(digest));
    }

    @Override
    public List<String> list(String prefix) {
        requireOpen();
        return blobs.tailMap(Digests.requirePrefix(prefix)).keySet().stream()
                .takeWhile(digest -> digest.startsWith(prefix))
                .toList();
    }

    @Override
    public void delete(String digest) {
        requireOpen();
        blobs.remove(Digests.requireDigest(digest));
    }

    @Override
    public Optional<Instant> storedAt(String digest) {
        requireOpen();
        return Optional.ofNullable(blobs.get(Digests.requireDigest(digest))).map(blob -> blob.storedAt);
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageFailure("The blob store in memory is closed, and what it held is gone; make a new one.");
        }
    }

    /** Forgets all blobs. Calling it twice is harmless; any other call after it fails. */
    @Override
    public void close() {
        closed = true;
        blobs.clear();
    }

    @Override
    public String toString() {
        return "InMemoryBlobStore";
    }
}
