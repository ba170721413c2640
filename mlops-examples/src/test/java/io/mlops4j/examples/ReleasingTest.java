package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasingTest {
    @TempDir
    Path directory;

    @Test
    void theBetterModelIsPromotedAndTheWorseOneIsRolledBack() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Releasing.tell(directory, new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsSubsequence("as a shadow", "PROMOTED", "ROLLED_BACK", "accuracy", "better with a probability");
        assertThat(directory.resolve("shadow.html")).exists();
    }
}
