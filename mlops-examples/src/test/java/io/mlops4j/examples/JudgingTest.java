package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingTest {
    @TempDir
    Path directory;

    @Test
    void theSecondModelIsJudgedBesideTheFirst() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Judging.tell(directory, new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("roc_auc 0.9", "against first-try", "GateResult")
                .doesNotContain("NaN");
        assertThat(Files.readString(directory.resolve("evaluation.html"))).contains("first-try", "mean radius", "<svg");
    }
}
