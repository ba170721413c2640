package io.mlops4j.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.ChildJvm;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.blob.FileBlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second version of a table costs when a row in a hundred is another one, in a heap of 64 MB. */
class SecondVersionTest {
    @TempDir
    Path directory;

    @Test
    void aHundredthOfTheRowsEditedStoresATwentiethOfTheBytesAtMost() throws Exception {
        store(70_000_000);
    }

    @Test
    @Tag("stress")
    void aHundredthOfAGigabyteEditedStoresATwentiethOfTheBytesAtMost() throws Exception {
        store(1_000_000_000);
    }

    private void store(long bytes) throws Exception {
        Process process = ChildJvm.start(
                ChildJvm.command(Program.class, List.of("-Xmx64m"), directory.toString(), Long.toString(bytes)));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        List<Double> shares = new ArrayList<>();
        output.lines().forEach(line -> shares.add(Double.parseDouble(line)));
        assertThat(shares).hasSize(2).allSatisfy(share -> assertThat(share).isBetween(0.001, 0.05));
    }

    /** Which rows of the second version are others. */
    enum Edited {
        NONE,
        SCATTERED,
        TOGETHER;

        boolean includes(long row, long rows, Random random) {
            return switch (this) {
                case NONE -> false;
                case SCATTERED -> random.nextInt(100) == 0;
                case TOGETHER -> row > rows / 3 && row < rows / 3 + rows / 100;
            };
        }
    }

    /** Stores a table and two versions of it, reads them back and prints the share of new bytes of the two. */
    static final class Program {
        public static void main(String[] arguments) throws IOException {
            try (FileBlobStore files = FileBlobStore.open(Path.of(arguments[0]))) {
                Contents contents = new Contents(new Blobs(files));
                long size = Long.parseLong(arguments[1]);
                ContentRef first = write(contents, size, Edited.NONE, null).ref();
                for (Edited edited : List.of(Edited.SCATTERED, Edited.TOGETHER)) {
                    Contents.Written written = write(contents, size, edited, first);
                    System.out.printf(
                            Locale.ROOT,
                            "%.4f%n",
                            (double) written.storedBytes() / written.ref().sizeBytes());
                }
            }
        }

        private static Contents.Written write(Contents contents, long size, Edited edited, ContentRef previous)
                throws IOException {
            MessageDigest sha256 = Digests.newSha256();
            Contents.Written written;
            try (ContentWriter writer = contents.writer(previous);
                    DigestOutputStream out = new DigestOutputStream(writer.sink(), sha256)) {
                Random rows = new Random(1);
                Random edits = new Random(2);
                long bytes = 0;
                for (long row = 0; bytes < size; row++) {
                    byte[] kept = row(row, rows);
                    byte[] line = edited.includes(row, size / 45, edits) ? row(row, edits) : kept;
                    out.write(line);
                    bytes += line.length;
                }
                written = writer.finish();
            }
            try (InputStream in = contents.open(written.ref())) {
                if (!Digests.sha256(in).equals(Digests.hex(sha256.digest()))) {
                    throw new AssertionError("other bytes came back");
                }
            }
            return written;
        }

        private static byte[] row(long number, Random random) {
            return (number + "," + random.nextInt(100_000) + "," + random.nextLong() + ",c" + random.nextInt(20) + ","
                            + random.nextInt(1000) / 10.0 + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }
}
