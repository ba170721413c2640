package io.mlops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mlops4j.NotFound;
import io.mlops4j.spi.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BlobStore} is to keep. Extend it, say how to open yours, and JUnit runs the rest; {@link JournalContract} shows how. With
 * {@link #shared} the store is reopened and its writers are killed as well.
 */
public abstract class BlobStoreContract {
    private static final String ABSENT = "0".repeat(64);
    private static final int THREADS = 4;
    private static final int KILLS = 4;

    private BlobStore store;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected BlobStoreContract() {}

    /** A store without blobs. It is closed after the test. */
    protected abstract BlobStore open();

    /** How other processes open one and the same store; empty, the default, for one that ends with its process. */
    protected Optional<BlobStoreOpener.Place> shared() {
        return Optional.empty();
    }

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    private String put(byte[] content) {
        String digest = BlobWriter.digest(content);
        store.put(digest, new ByteArrayInputStream(content));
        return digest;
    }

    private static byte[] read(BlobStore store, String digest) {
        try (InputStream in = store.open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasPutComesBack() {
        byte[] content = random(100_000, 1);
        String digest = put(content);
        assertThat(store.contains(digest)).isTrue();
        assertThat(read(store, digest)).isEqualTo(content);
    }

    @Test
    void aBlobWithoutBytesIsABlob() {
        String digest = put(new byte[0]);
        assertThat(store.contains(digest)).isTrue();
        assertThat(read(store, digest)).isEmpty();
    }

    @Test
    void aLargeBlobComesBack() {
        byte[] content = random(20 << 20, 2);
        assertThat(read(store, put(content))).isEqualTo(content);
    }

    @Test
    void aBlobThatIsNotThereIsNotFound() {
        assertThat(store.contains(ABSENT)).isFalse();
        assertThatThrownBy(() -> store.open(ABSENT))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(ABSENT);
    }

    @Test
    void puttingTheSameAgainChangesNothing() {
        String digest = put(bytes("twice"));
        put(bytes("twice"));
        assertThat(store.list("")).containsExactly(digest);
        assertThat(read(store, digest)).isEqualTo(bytes("twice"));
    }

    @Test
    void aStreamThatBreaksOffStoresNothing() {
        String digest = BlobWriter.digest(random(100_000, 3));
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[50_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is cut");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        });
        assertThatThrownBy(() -> store.put(digest, breaking)).isInstanceOf(RuntimeException.class);
        assertThat(store.contains(digest)).isFalse();
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void theStreamStaysTheCallersToClose() {
        boolean[] closed = {false};
        InputStream content = new ByteArrayInputStream(bytes("mine")) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        store.put(BlobWriter.digest(bytes("mine")), content);
        assertThat(closed[0]).isFalse();
    }

    @Test
    void blobsAreListedByPrefixAndSorted() {
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            digests.add(put(bytes("blob " + i)));
        }
        digests.sort(null);
        assertThat(store.list("")).isEqualTo(digests);
        String prefix = digests.get(7).substring(0, 1);
        assertThat(store.list(prefix))
                .isEqualTo(digests.stream().filter(d -> d.startsWith(prefix)).toList());
        String long3 = digests.get(7).substring(0, 3);
        assertThat(store.list(long3))
                .isEqualTo(digests.stream().filter(d -> d.startsWith(long3)).toList());
    }

    @Test
    void aDeletedBlobIsGoneAndDeletingItAgainIsNoError() {
        String digest = put(bytes("to go"));
        String other = put(bytes("to stay"));
        store.delete(digest);
        store.delete(digest);
        assertThat(store.contains(digest)).isFalse();
        assertThat(store.list("")).containsExactly(other);
        assertThatThrownBy(() -> store.open(digest)).isInstanceOf(NotFound.class);
    }

    @Test
    void aBlobKnowsWhenItWasStoredOrSaysThatItDoesNot() {
        Instant before = Instant.now().minusSeconds(60);
        Optional<Instant> storedAt = store.storedAt(put(bytes("dated")));
        storedAt.ifPresent(at -> assertThat(at).isBetween(before, Instant.now().plusSeconds(60)));
        assertThat(store.storedAt(ABSENT)).isEmpty();
    }

    @Test
    void aLocalFileHoldsTheBytes() throws IOException {
        Optional<Path> file = store.localFile(put(bytes("on disk")));
        if (file.isPresent()) {
            assertThat(Files.readAllBytes(file.get())).isEqualTo(bytes("on disk"));
        }
        assertThat(store.localFile(ABSENT)).isEmpty();
    }

    @Test
    void manyThreadsPutTheSameBlobsAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        put(random(10_000, i));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.list("")).hasSize(50);
        for (int i = 0; i < 50; i++) {
            byte[] content = random(10_000, i);
            assertThat(read(store, BlobWriter.digest(content))).isEqualTo(content);
        }
    }

    @Test
    void aWriterThatIsKilledLosesNothingThatWasAcknowledgedAndLeavesNoHalfBlob() {
        Optional<BlobStoreOpener.Place> shared = shared();
        assumeTrue(shared.isPresent(), "this store ends with its process");
        BlobStoreOpener.Place place = shared.orElseThrow();
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            try (ChildProcess writer = ChildProcess.start(
                    BlobWriter.class, place.opener().getName(), place.location(), Integer.toString(round))) {
                acknowledged.addAll(writer.lines(2 + 5 * round));
                writer.kill();
                acknowledged.addAll(writer.lines(Integer.MAX_VALUE));
            }
            try (BlobStore reader = place.open()) {
                assertThat(reader.list("")).containsAll(acknowledged);
                for (String digest : reader.list("")) {
                    assertThat(BlobWriter.digest(read(reader, digest))).isEqualTo(digest);
                }
            }
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        BlobStore other = open();
        other.close();
        other.close();
    }
}
