package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.Window;
import io.mlops4j.monitoring.WindowSummary;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Monitors whose processes are killed, and windows of several processes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class MonitorProcessTest {
    private static final Window LARGE = Window.ofCount(1_000_000);

    @TempDir
    Path dir;

    private Path data;

    /** The reference, which those that start the monitor after this need not give. */
    @BeforeEach
    void begin() {
        data = dir.resolve("ml");
        double[] x = IntStream.range(0, 9_700).mapToDouble(i -> i % 97).toArray();
        try (Mlops ml = Mlops.open(data);
                Monitor monitor = ml.monitor("m")
                        .reference(Table.builder().doubles("x", x).build())
                        .window(LARGE)
                        .start()) {
            assertThat(monitor.windows()).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessHasHandedOnIsInTheWindowOnce() throws Exception {
        Process child = ChildPrograms.start(ChildPrograms.Watching.class, data.toString(), "5000", "stay");
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("observed 5000");
            awaitHandedOn();
            child.toHandle().destroyForcibly();
        }
        child.waitFor();
        try (Mlops ml = Mlops.open(data);
                Monitor monitor = ml.monitor("m").window(LARGE).start()) {
            IntStream.range(0, 200).forEach(i -> monitor.observe(Map.of("x", (double) i)));
            monitor.flush();
            assertThat(monitor.windows()).extracting(WindowSummary::rows).containsExactly(5_200L);
            assertThat(monitor.latest().column("x").current().total()).isEqualTo(5_200);
            ml.audit().verify();
        }
    }

    /** Looks at the journal from this process, as often as it takes. */
    private void awaitHandedOn() throws InterruptedException {
        long rows = 0;
        while (rows < 5_000) {
            Thread.sleep(50);
            try (Mlops ml = Mlops.open(data)) {
                rows = ml.audit().events().of("monitor/m").type("rows-counted").list().stream()
                        .mapToLong(event ->
                                Json.integer(Json.parse(event.data().getBytes(StandardCharsets.UTF_8)), "rows"))
                        .sum();
            }
        }
    }

    @Test
    void processesCountIntoOneWindow() throws Exception {
        Process[] children = new Process[3];
        for (int i = 0; i < children.length; i++) {
            children[i] = ChildPrograms.start(ChildPrograms.Watching.class, data.toString(), "4000");
        }
        for (Process child : children) {
            List<String> lines = ChildPrograms.lines(child);
            assertThat(child.waitFor()).as("%s", lines).isZero();
        }
        try (Mlops ml = Mlops.open(data);
                Monitor monitor = ml.monitor("m")
                        .window(LARGE)
                        .persistEvery(Duration.ofHours(1))
                        .start()) {
            monitor.flush();
            assertThat(monitor.windows()).extracting(WindowSummary::rows).containsExactly(12_000L);
            assertThat(monitor.latest().drifted()).isFalse();
            ml.audit().verify();
        }
    }
}
