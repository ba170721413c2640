package io.mlops4j.core.engine;

import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.spi.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;

/** Blobs in memory, where who stores JSON with a word in it is held up, or fails. */
final class HeldBlobs implements BlobStore {
    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final String word;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean failing;

    HeldBlobs(String word) {
        this.word = word;
    }

    /** Until somebody is held up. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    /** Lets go of who is held up, and of all who come. */
    void release() {
        released.countDown();
    }

    /** Who is not held up any more fails, or no longer. */
    void fail(boolean now) {
        failing = now;
    }

    @Override
    public void put(String digest, InputStream content) {
        byte[] bytes = all(content);
        if (text(bytes).contains(word)) {
            held.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (failing) {
                throw new StorageFailure("There is no space left.");
            }
        }
        store.put(digest, new ByteArrayInputStream(bytes));
    }

    private static byte[] all(InputStream content) {
        try {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Not packed.
            return "";
        }
    }

    @Override
    public InputStream open(String digest) {
        return store.open(digest);
    }

    @Override
    public boolean contains(String digest) {
        return store.contains(digest);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public Optional<Instant> storedAt(String digest) {
        return store.storedAt(digest);
    }

    @Override
    public void delete(String digest) {
        store.delete(digest);
    }

    @Override
    public void close() {}
}
