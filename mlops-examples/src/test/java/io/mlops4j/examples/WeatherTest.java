package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeatherTest {
    @TempDir
    Path directory;

    @Test
    void theDataAreVersionedCheckedComparedDividedAndTransformed() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Weather.tell(directory, new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("731 days", "1 of 1 values of 'temp_max' lie outside [-30, 50]", "730 days were added")
                .contains("what tells the weather");
        assertThat(Files.readString(directory.resolve("profile.html"))).contains("precipitation");
        assertThat(Files.readString(directory.resolve("diff.html"))).contains("temp_max");
    }
}
