package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.model.ModelVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed while they write, and many write at once. */
class CrashTest {
    @TempDir
    Path dir;

    private Path data;
    private Path file;

    @BeforeEach
    void write() {
        data = dir.resolve("ml");
        file = LinearRuntime.write(dir.resolve("m.linear"), 2, 1);
    }

    private Process worker(int times) throws IOException {
        return ChildPrograms.start(
                ChildPrograms.Worker.class, data.toString(), file.toString(), Integer.toString(times));
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        killAndLook(3);
    }

    @Test
    @Tag("stress")
    @Timeout(value = 900, unit = TimeUnit.SECONDS)
    void whatWasAcknowledgedIsThereAfterAnyOfManyKills() throws Exception {
        killAndLook(100);
    }

    private void killAndLook(int kills) throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            // Each child is let write for another while before it is killed.
            acknowledged.addAll(linesUntilKilled(3 + kill % 17 * 2));
            verify(acknowledged);
        }
    }

    /** What a child said, all of it, when it was killed after so many lines. */
    private List<String> linesUntilKilled(int most) throws Exception {
        Process child = worker(Integer.MAX_VALUE);
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = output.readLine()) != null; ) {
                if (line.startsWith("version ") || line.startsWith("run ")) {
                    lines.add(line);
                }
                if (lines.size() == most) {
                    // Of the process, the handle leaves the pipe open: what was said before the end is read to the end.
                    child.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(child.waitFor()).isNotZero();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(most);
        return lines;
    }

    private void verify(List<String> acknowledged) {
        try (Mlops ml = Mlops.open(data)) {
            ml.audit().verify();
            List<Integer> numbers = ml.model("loans").versions().stream()
                    .map(ModelVersion::number)
                    .toList();
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
            for (String line : acknowledged) {
                String[] words = line.split(" ");
                if (words[0].equals("version")) {
                    assertThat(numbers).contains(Integer.valueOf(words[1]));
                } else {
                    Run run = ml.experiment("loans").run(words[1]);
                    assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
                    assertThat(run.metric("loss").lastStep()).isEqualTo(Long.parseLong(words[2]));
                    assertThat(run.metric("loss").history()).hasSize(1);
                }
            }
            assertThat(ml.experiment("loans").runs().list())
                    .extracting(Run::status)
                    .isSubsetOf(RunStatus.FINISHED, RunStatus.KILLED);
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void processesThatRegisterAtOnceGetEachNumberOnce() throws Exception {
        int each = 20;
        List<Process> children = List.of(worker(each), worker(each), worker(each));
        List<Integer> numbers = new ArrayList<>();
        for (Process child : children) {
            List<String> said = ChildPrograms.lines(child);
            assertThat(child.waitFor()).as(() -> String.join("\n", said)).isZero();
            said.stream()
                    .filter(line -> line.startsWith("version "))
                    .forEach(line -> numbers.add(Integer.valueOf(line.substring("version ".length()))));
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 3 * each).boxed().toList());
        verify(List.of());
    }
}
