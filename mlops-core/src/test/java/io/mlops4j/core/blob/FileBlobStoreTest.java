package io.mlops4j.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.ChildJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {
    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String put(FileBlobStore store, String text) {
        String digest = Digests.sha256(bytes(text));
        store.put(digest, new ByteArrayInputStream(bytes(text)));
        return digest;
    }

    @Test
    void contentThatHasAnotherDigestIsRefusedAndLeavesNothing() throws IOException {
        try (FileBlobStore store = FileBlobStore.open(directory)) {
            String digest = Digests.sha256(bytes("one"));
            assertThatThrownBy(() -> store.put(digest, new ByteArrayInputStream(bytes("two"))))
                    .isInstanceOf(IntegrityViolation.class)
                    .hasMessageContaining(digest);
            assertThat(store.list("")).isEmpty();
            try (var files = Files.walk(directory)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Test
    void changedBytesAreFoundWhenTheyAreRead() throws IOException {
        try (FileBlobStore store = FileBlobStore.open(directory)) {
            String digest = put(store, "as it was");
            Files.writeString(store.localFile(digest).orElseThrow(), "as it is!");
            assertThatThrownBy(() -> {
                        try (InputStream in = store.open(digest)) {
                            in.readAllBytes();
                        }
                    })
                    .isInstanceOf(IntegrityViolation.class)
                    .hasMessageContaining(digest);
        }
    }

    @Test
    void whatIsNoDigestNeverBecomesAPath() {
        try (FileBlobStore store = FileBlobStore.open(directory)) {
            for (String name : List.of("", "..", "../../etc/passwd", "A".repeat(64), "a".repeat(63), "a".repeat(65))) {
                assertThatThrownBy(() -> store.open(name)).as(name).isInstanceOf(InvalidInput.class);
                assertThatThrownBy(() -> store.put(name, InputStream.nullInputStream()))
                        .as(name)
                        .isInstanceOf(InvalidInput.class);
                assertThatThrownBy(() -> store.delete(name)).as(name).isInstanceOf(InvalidInput.class);
            }
        }
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefusedWithASentence() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> FileBlobStore.open(file))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void blobsAreThereAfterReopening() {
        String digest;
        try (FileBlobStore store = FileBlobStore.open(directory)) {
            digest = put(store, "kept");
        }
        try (FileBlobStore store = FileBlobStore.open(directory)) {
            assertThat(store.list("")).containsExactly(digest);
        }
    }

    @Test
    void aBlobOfManyTimesTheHeapIsStoredAndRead() throws Exception {
        streamThrough(256L << 20);
    }

    @Test
    @Tag("stress")
    void aBlobOfFourGibibytesIsStoredAndReadInASmallHeap() throws Exception {
        streamThrough(4L << 30);
    }

    private void streamThrough(long bytes) throws Exception {
        Process process = ChildJvm.start(
                ChildJvm.command(Streamer.class, List.of("-Xmx32m"), directory.toString(), Long.toString(bytes)));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().toList()).endsWith("read " + bytes);
    }

    /** Puts a blob of a length and reads it back. */
    static final class Streamer {
        public static void main(String[] arguments) throws IOException {
            long size = Long.parseLong(arguments[1]);
            String digest = Digests.sha256(new Zeros(size));
            try (FileBlobStore store = FileBlobStore.open(Path.of(arguments[0]))) {
                store.put(digest, new Zeros(size));
                try (InputStream in = store.open(digest)) {
                    System.out.println("read " + in.transferTo(OutputStream.nullOutputStream()));
                }
            }
        }
    }

    /** So many zeros. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            Arrays.fill(buffer, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }
    }
}
