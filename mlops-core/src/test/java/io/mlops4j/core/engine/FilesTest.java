package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.GarbagePolicy;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a directory of files. */
class FilesTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    private Path images;
    private Mlops ml;

    @BeforeEach
    void open() throws IOException {
        images = Files.createDirectories(directory.resolve("images"));
        ml = Mlops.open(directory.resolve("ml"));
    }

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void everyFileIsListedInOrderAndReadBack() throws IOException {
        byte[] cat = put("cats/1.png", 300_000, 1);
        byte[] dog = put("dogs/2.png", 5, 2);
        byte[] empty = put(".hidden", 0, 3);
        Files.createSymbolicLink(images.resolve("link"), images.resolve("cats/1.png"));
        Files.createDirectories(images.resolve("nothing"));

        DatasetVersion version = commit();

        Table list = version.read();
        assertThat(list.strings("path")).containsExactly(".hidden", "cats/1.png", "dogs/2.png");
        assertThat(list.longs("sizeBytes")).containsExactly(0, 300_000, 5);
        assertThat(list.strings("sha256"))
                .containsExactly(Digests.sha256(empty), Digests.sha256(cat), Digests.sha256(dog));
        assertThat(version.schema().keys()).containsExactly("path");
        assertThat(bytes(version, "cats/1.png")).isEqualTo(cat);
        assertThat(bytes(version, "dogs/2.png")).isEqualTo(dog);
        assertThat(bytes(version, ".hidden")).isEmpty();
    }

    @Test
    void aDirectoryThatIsReachedByALinkIsRead() throws IOException {
        byte[] cat = put("cats/1.png", 3, 1);
        Path link = Files.createSymbolicLink(directory.resolve("elsewhere"), images);
        DatasetVersion version = ml.dataset("linked").from(Source.files(link)).commit();
        assertThat(bytes(version, "cats/1.png")).isEqualTo(cat);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aBackslashInANameIsPartOfIt() throws IOException {
        byte[] odd = put("a\\b.txt", 4, 1);
        DatasetVersion version = commit();
        assertThat(version.read().strings("path")).containsExactly("a\\b.txt");
        assertThat(bytes(version, "a\\b.txt")).isEqualTo(odd);
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsNeighbours() throws IOException {
        put("cats/1.png", 3, 1);
        DatasetVersion version = commit();
        assertThatThrownBy(() -> version.file("cats/l.png"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("has no file 'cats/l.png'")
                .hasMessageContaining("cats/1.png");
    }

    @Test
    void otherVersionsHaveNoFiles() {
        Table table = Table.builder().longs("n", 1).build();
        DatasetVersion version = ml.dataset("rows").from(Source.table(table)).commit();
        assertThatThrownBy(() -> version.file("n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("was not made of a directory");
    }

    @Test
    void whatChangedIsAnotherVersionAndTheDifferenceIsByPath() throws IOException {
        put("a", 10, 1);
        put("b", 10, 2);
        DatasetVersion first = commit();
        put("b", 10, 3);
        put("c", 10, 4);
        Files.delete(images.resolve("a"));

        DatasetVersion second = commit();

        assertThat(second.number()).isEqualTo(2);
        assertThat(first.read().rowCount()).isEqualTo(2);
        var diff = ml.dataset("images").diff(1, 2);
        assertThat(diff.rowsAdded()).isEqualTo(1);
        assertThat(diff.rowsRemoved()).isEqualTo(1);
        assertThat(diff.rowsChanged()).isEqualTo(1);
        assertThat(bytes(first, "a")).hasSize(10);
    }

    @Test
    void anUnchangedDirectoryIsNotRead() throws IOException {
        put("a", 1_000, 1);
        atRest("a");
        DatasetVersion first = commit();
        // Same size, time and identity: only who reads the bytes can tell.
        Files.write(images.resolve("a"), new byte[1_000]);
        atRest("a");

        assertThat(commit()).isEqualTo(first);
        assertThat(ml.dataset("images").versions()).hasSize(1);
    }

    @Test
    void aFileThatMayHaveBeenWrittenToWhileItWasReadIsReadAgain() throws IOException {
        put("a", 1_000, 1);
        FileTime now = Files.getLastModifiedTime(images.resolve("a"));
        commit();
        Files.write(images.resolve("a"), new byte[1_000]);
        Files.setLastModifiedTime(images.resolve("a"), now);

        assertThat(commit().number()).isEqualTo(2);
    }

    @Test
    void whatIsRememberedIsNoVersionOfAnotherDataset() throws IOException {
        byte[] bytes = put("a", 1_000, 1);
        atRest("a");
        commit();

        DatasetVersion other = ml.dataset("others").from(Source.files(images)).commit();

        try (InputStream in = other.file("a")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aTableOfTheSameRowsIsAnotherVersion() throws IOException {
        byte[] bytes = put("a", 1_000, 1);
        Table list = commit().read();
        DatasetVersion table = ml.dataset("images")
                .from(Source.table(list))
                .schema(Schema.infer().key("path"))
                .commit();

        DatasetVersion again = commit();

        assertThat(table.number()).isEqualTo(2);
        assertThat(again.number()).isEqualTo(3);
        assertThat(bytes(again, "a")).isEqualTo(bytes);
    }

    @Test
    void aSecondVersionStoresWhatIsNew() throws IOException {
        for (int i = 0; i < 40; i++) {
            put("f" + i, 100_000, i);
        }
        commit();
        long before = stored();
        put("f7", 100_000, 99);

        commit();

        assertThat(stored() - before).isLessThan(400_000);
    }

    @Test
    void filesStayWhenGarbageIsCollected() throws IOException {
        byte[] bytes = put("a", 3_000_000, 1);
        DatasetVersion version = commit();
        ml.collectGarbage(GarbagePolicy.delete().gracePeriod(Duration.ZERO));
        assertThat(bytes(version, "a")).isEqualTo(bytes);
    }

    @Test
    void rulesHoldForTheList() throws IOException {
        put("a", 10, 1);
        assertThatThrownBy(() -> ml.dataset("images")
                        .from(Source.files(images))
                        .expect(Expectation.between("sizeBytes", 100, 1_000))
                        .commit())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("sizeBytes");
    }

    @Test
    void aDirectoryThatIsNoneIsSaid() throws IOException {
        assertThatThrownBy(this::commit).isInstanceOf(InvalidInput.class).hasMessageContaining("has no files");
        Path file = Files.writeString(directory.resolve("x"), "x");
        assertThatThrownBy(() -> ml.dataset("x").from(Source.files(file)).commit())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> ml.dataset("x")
                        .from(Source.files(directory.resolve("absent")))
                        .commit())
                .isInstanceOf(NotFound.class);
    }

    private DatasetVersion commit() {
        return ml.dataset("images").from(Source.files(images)).commit();
    }

    private byte[] put(String path, int size, int seed) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        Path file = images.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        return Files.readAllBytes(Files.write(file, bytes));
    }

    private void atRest(String path) throws IOException {
        Files.setLastModifiedTime(images.resolve(path), LONG_AGO);
    }

    private static byte[] bytes(DatasetVersion version, String path) throws IOException {
        try (InputStream in = version.file(path)) {
            return in.readAllBytes();
        }
    }

    private long stored() throws IOException {
        try (var files = Files.walk(directory.resolve("ml/blobs"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
