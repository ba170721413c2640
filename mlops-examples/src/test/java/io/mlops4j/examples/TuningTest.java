package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
    @TempDir
    Path directory;

    @Test
    void settingsAreFoundEvaluatedComparedAndTheModelIsReproduced() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Tuning.tell(directory, new PrintStream(told, true, StandardCharsets.UTF_8), 16);

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("Best of 16", "scaling=STANDARD", "log_loss", "the same, byte for byte");
        assertThat(Files.readString(directory.resolve("compare.html"))).contains("learning_rate");
    }
}
