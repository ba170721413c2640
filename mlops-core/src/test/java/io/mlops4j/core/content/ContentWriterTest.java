package io.mlops4j.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.StorageFailure;
import io.mlops4j.core.ChildJvm;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.FileBlobStore;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.spi.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentWriterTest {
    @TempDir
    Path directory;

    private final InMemoryBlobStore store = new InMemoryBlobStore();
    private final Contents contents = new Contents(new Blobs(store));

    /** A disk that is full after some blobs. */
    private static final class FullStore implements BlobStore {
        private final InMemoryBlobStore store = new InMemoryBlobStore();
        private final int room;

        FullStore(int room) {
            this.room = room;
        }

        @Override
        public synchronized void put(String digest, InputStream content) {
            if (store.list("").size() >= room) {
                throw new StorageFailure("The disk is full.");
            }
            store.put(digest, content);
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
        public void delete(String digest) {
            store.delete(digest);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mlops4j-content-"))
                .count();
    }

    @Test
    void aFullDiskIsToldByOneOfTheNextWrites() {
        Contents full = new Contents(new Blobs(new FullStore(2)));
        byte[] bytes = ContentsTest.random(64 << 20, 1);
        try (ContentWriter writer = full.writer(null)) {
            assertThatThrownBy(() -> {
                        for (int at = 0; at < bytes.length; at += 1 << 16) {
                            writer.write(bytes, at, 1 << 16);
                        }
                    })
                    .isInstanceOf(StorageFailure.class)
                    .hasMessage("The disk is full.");
            assertThatThrownBy(writer::finish).isInstanceOf(StorageFailure.class);
        }
        assertThat(threads()).isZero();
    }

    @Test
    void aFullDiskIsToldByFinish() {
        for (int room = 0; room < 3; room++) {
            Contents full = new Contents(new Blobs(new FullStore(room)));
            byte[] bytes = ContentsTest.random(room * 2_000_000 + 10, 1);
            try (ContentWriter writer = full.writer(null)) {
                writer.write(bytes, 0, bytes.length);
                assertThatThrownBy(writer::finish).isInstanceOf(StorageFailure.class);
            }
        }
        assertThat(threads()).isZero();
    }

    @Test
    void whatIsClosedUnfinishedHasNoThreadsAndIsOver() {
        byte[] bytes = ContentsTest.random(20_000_000, 1);
        ContentWriter writer = contents.writer(null);
        writer.write(bytes, 0, bytes.length);
        assertThat(threads()).isPositive();
        writer.close();
        writer.close();
        assertThat(threads()).isZero();
        assertThatThrownBy(() -> writer.write(bytes, 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aContentOfOneChunkNeedsNoThread() {
        try (ContentWriter writer = contents.writer(null)) {
            writer.write(new byte[500_000], 0, 500_000);
            writer.finish();
            assertThat(threads()).isZero();
        }
    }

    @Test
    void anInterruptedCallerFinishesAndStaysInterrupted() throws IOException {
        byte[] bytes = ContentsTest.random(20_000_000, 1);
        ContentRef ref;
        Thread.currentThread().interrupt();
        try (ContentWriter writer = contents.writer(null)) {
            writer.write(bytes, 0, bytes.length);
            ref = writer.finish().ref();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(read(contents, ref)).isEqualTo(bytes);
    }

    @Test
    void aTeeAppendsWhatIsReadFromIt() throws IOException {
        byte[] bytes = ContentsTest.random(3_000_000, 1);
        try (ContentWriter writer = contents.writer(null);
                InputStream in = writer.tee(new ByteArrayInputStream(bytes))) {
            assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
            in.skipNBytes(1_000_000);
            assertThat(in.readNBytes(1_999_000)).hasSize(1_999_000);
            ContentRef ref = writer.finish().ref();
            assertThat(read(contents, ref)).isEqualTo(Arrays.copyOf(bytes, 2_999_001));
        }
    }

    @Test
    void aSinkAppendsWhatIsWrittenToIt() throws IOException {
        try (ContentWriter writer = contents.writer(null)) {
            writer.sink().write('a');
            writer.sink().write("bc".getBytes(StandardCharsets.US_ASCII));
            assertThat(read(contents, writer.finish().ref())).asString().isEqualTo("abc");
        }
    }

    @Test
    void theCallerMayChangeItsArrayAfterwards() throws IOException {
        byte[] bytes = ContentsTest.random(4_000_000, 1);
        byte[] buffer = new byte[100_000];
        try (ContentWriter writer = contents.writer(null)) {
            for (int at = 0; at < bytes.length; at += buffer.length) {
                System.arraycopy(bytes, at, buffer, 0, buffer.length);
                writer.write(buffer, 0, buffer.length);
                Arrays.fill(buffer, (byte) 0);
            }
            assertThat(read(contents, writer.finish().ref())).isEqualTo(bytes);
        }
    }

    @Test
    void manyThreadsWriteOneContentAtATime() throws Exception {
        try (FileBlobStore files = FileBlobStore.open(directory)) {
            Contents shared = new Contents(new Blobs(files));
            byte[] bytes = ContentsTest.random(5_000_000, 1);
            ExecutorService threads = Executors.newFixedThreadPool(6);
            List<Future<ContentRef>> refs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                refs.add(threads.submit(() -> write(shared, bytes)));
            }
            for (Future<ContentRef> ref : refs) {
                assertThat(ref.get()).isEqualTo(refs.get(0).get());
                assertThat(read(shared, ref.get())).isEqualTo(bytes);
            }
            threads.shutdown();
        }
    }

    @Test
    void manyProcessesWriteOneContentAtATime() throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(ChildJvm.start(ChildJvm.command(Writer.class, List.of("-Xmx64m"), directory.toString())));
        }
        List<String> printed = new ArrayList<>();
        for (Process writer : writers) {
            printed.add(new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            assertThat(writer.waitFor()).as(printed.toString()).isZero();
        }
        try (FileBlobStore files = FileBlobStore.open(directory)) {
            byte[] bytes = ContentsTest.random(9_000_000, 1);
            ContentRef ref = write(new Contents(new Blobs(files)), bytes);
            assertThat(printed).containsOnly(ref.toString());
            assertThat(read(new Contents(new Blobs(files)), ref)).isEqualTo(bytes);
        }
    }

    /** Writes a content of nine million bytes and prints its ref. */
    static final class Writer {
        public static void main(String[] arguments) {
            try (FileBlobStore files = FileBlobStore.open(Path.of(arguments[0]))) {
                System.out.println(write(new Contents(new Blobs(files)), ContentsTest.random(9_000_000, 1)));
            }
        }
    }

    private static ContentRef write(Contents contents, byte[] bytes) {
        try (ContentWriter writer = contents.writer(null)) {
            writer.write(bytes, 0, bytes.length);
            return writer.finish().ref();
        }
    }

    private static byte[] read(Contents contents, ContentRef ref) throws IOException {
        try (InputStream in = contents.open(ref)) {
            return in.readAllBytes();
        }
    }
}
