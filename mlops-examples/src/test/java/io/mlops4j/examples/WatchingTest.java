package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchingTest {
    @TempDir
    Path directory;

    @Test
    void theDriftIsToldOfAndThePerformanceIsKnownBeforeAndAfterTheLabels() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Watching.tell(directory, new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(told.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "Drifted: false",
                        "ALERT",
                        "'mean_texture'",
                        "window 1, 300 predictions: accuracy 0.",
                        "estimated, not by 0 labels",
                        "window 4, 300 predictions: accuracy 0.",
                        "by 300 labels",
                        "worse performance of metric 'accuracy'",
                        "mlops4j_monitor_performance{kind=\"realised\"",
                        "mlops4j_monitor_windows_total{monitor=\"watched\"} 4.0",
                        "mlops4j_predictions_seconds_count{");
        assertThat(directory.resolve("drift.html")).exists();
        assertThat(directory.resolve("monitor.html"))
                .content()
                .contains("accuracy")
                .contains("<svg");
    }
}
