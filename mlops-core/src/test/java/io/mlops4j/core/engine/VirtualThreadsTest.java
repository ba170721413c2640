package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mlops4j.core.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class VirtualThreadsTest {
    @TempDir
    Path dir;

    @Test
    void thousandsOfVirtualThreadsPredictOnOneCarrierWithoutPinningIt() throws Exception {
        assumeTrue(
                Runtime.version().feature() >= 21,
                "virtual threads are in Java 21 and later, and this is " + Runtime.version());
        Path recording = dir.resolve("pinned.jfr");
        // With one carrier a caller that held it while it waits would keep all others from running.
        List<String> options = List.of(
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "-XX:StartFlightRecording:filename=" + recording + ",jdk.VirtualThreadPinned#enabled=true"
                        + ",jdk.VirtualThreadPinned#threshold=0ms");
        String output = output(ChildJvm.command(VirtualCallers.class, options, dir.toString()));
        for (String way : List.of("plain", "deadlines", "missed", "limits", "batching", "again")) {
            assertThat(output).contains(way + ": 2000\n");
        }
        Matcher left = Pattern.compile("bytes left a thread: (\\d+)").matcher(output);
        assertThat(left.find()).as(output).isTrue();
        assertThat(Integer.parseInt(left.group(1))).isLessThan(200);
        String pinned = output(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jfr").toString(),
                "print",
                "--events",
                "jdk.VirtualThreadPinned",
                recording.toString()));
        assertThat(pinned).doesNotContain("jdk.VirtualThreadPinned {");
    }

    private static String output(List<String> command) throws Exception {
        Process process = ChildJvm.start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
