package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryLayoutTest {
    @TempDir
    Path dir;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(file -> !file.equals(dir))
                    .map(file -> dir.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anEmptyDirectoryGetsItsMarker() throws IOException {
        DirectoryLayout.open(dir);
        assertThat(dir.resolve("mlops4j.json")).hasContent("{\"format\":1}");
        assertThat(files()).containsExactly("mlops4j.json");
    }

    @Test
    void aDirectoryThatIsNotThereIsMade() {
        Path deep = dir.resolve("a/b/c");
        assertThat(DirectoryLayout.open(deep).journal()).isEqualTo(deep.resolve("journal"));
        assertThat(deep.resolve("mlops4j.json")).exists();
    }

    @Test
    void aDirectoryThatHasItsMarkerIsOpenedAsItIs() throws IOException {
        String marker = "{\"format\":1,\"written\":\"by hand\"}";
        Files.writeString(dir.resolve("mlops4j.json"), marker);
        DirectoryLayout.open(dir);
        assertThat(dir.resolve("mlops4j.json")).hasContent(marker);
    }

    @Test
    void filesOfOthersDoNotMatter() throws IOException {
        Files.writeString(dir.resolve("README.md"), "ours");
        DirectoryLayout.open(dir);
        assertThat(files()).containsExactly("README.md", "mlops4j.json");
    }

    @Test
    void aNewerFormatIsLeftAlone() throws IOException {
        Files.writeString(dir.resolve("mlops4j.json"), "{\"format\":2}");
        assertThatThrownBy(() -> DirectoryLayout.open(dir))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("reads the format 1");
        assertThat(dir.resolve("mlops4j.json")).hasContent("{\"format\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"format\":\"one\"}", "null"})
    void aDamagedMarkerIsNamedWithItsRemedy(String marker) throws IOException {
        Files.writeString(dir.resolve("mlops4j.json"), marker);
        assertThatThrownBy(() -> DirectoryLayout.open(dir))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("mlops4j.json")
                .hasMessageContaining("{\"format\":1}");
        assertThat(dir.resolve("mlops4j.json")).hasContent(marker);
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "blobs"})
    void aForeignDirectoryIsRefusedAndLeftAsItWas(String name) throws IOException {
        Files.createDirectory(dir.resolve(name));
        assertThatThrownBy(() -> DirectoryLayout.open(dir))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining("another directory");
        assertThat(files()).containsExactly(name);
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "x");
        assertThatThrownBy(() -> DirectoryLayout.open(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is a file");
        assertThat(file).hasContent("x");
    }
}
