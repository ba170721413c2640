package io.mlops4j.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that fails leaves the stream as it was. */
class FailingDiskTest {
    @TempDir
    Path directory;

    private final FaultyFiles disk = new FaultyFiles();
    private FileJournal journal;

    @BeforeEach
    void open() {
        journal = FileJournal.open(directory, disk);
        journal.append("s", 0, Events.of("{\"a\":1}"));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Path file() {
        return directory.resolve("s.jsonl");
    }

    @Test
    void aFullDiskLeavesTheStreamAsItWasAtWhateverByteItFills() throws IOException {
        byte[] before = Files.readAllBytes(file());
        // The two lines take 59 bytes.
        for (int room = 0; room < 59; room++) {
            disk.room = room;
            assertThatThrownBy(() -> journal.append("s", 1, Events.of("{\"b\":1}", "{\"c\":1}")))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessage("Nothing was appended to stream 's' in " + directory
                            + ", which is as it was: No space left on device; the disk is full, free some space and try"
                            + " again.");
            assertThat(Files.readAllBytes(file())).isEqualTo(before);
            assertThat(journal.size("s")).isEqualTo(1);
        }

        disk.room = -1;

        assertThat(journal.append("s", 1, Events.of("{\"b\":1}"))).isEqualTo(2);
    }

    @Test
    void aFullDiskLeavesNoStreamWhereThereWasNone() {
        disk.room = 10;

        assertThatThrownBy(() -> journal.append("new", 0, Events.of("{\"b\":1}")))
                .isInstanceOf(StorageFailure.class);

        assertThat(journal.streams("")).containsExactly("s");
        assertThat(journal.size("new")).isZero();
        assertThat(directory).isDirectoryNotContaining("glob:**new.jsonl");
    }

    @Test
    void anAppendThatCannotBeForcedIsTakenBack() throws IOException {
        byte[] before = Files.readAllBytes(file());
        // The second force, of the file that was cut back, works.
        disk.forceFails = true;
        disk.onForce = () -> disk.onForce = () -> disk.forceFails = false;

        assertThatThrownBy(() -> journal.append("s", 1, Events.of("{\"b\":1}")))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("which is as it was: Input/output error");

        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(journal.append("s", 1, Events.of("{\"c\":1}"))).isEqualTo(2);
    }

    @Test
    void whereTheFileCannotBeCutBackTheOutcomeIsUnknownAndTheNextUseLooks() {
        disk.forceFails = true;
        disk.truncateFails = true;

        assertThatThrownBy(() -> journal.append("s", 1, Events.of("{\"b\":1}")))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("stream 's'")
                .hasMessageContaining(file().getFileName().toString())
                .hasMessageContaining("is unknown: read the stream again");

        disk.forceFails = false;
        disk.truncateFails = false;
        assertThat(Events.text(journal.read("s", 0, 9))).containsExactly("{\"a\":1}", "{\"b\":1}");
        assertThat(journal.append("s", 2, Events.of("{\"c\":1}"))).isEqualTo(3);
    }

    @Test
    void aLargeAppendThatFailsHalfwayIsTakenBackWhole() {
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(("{\"x\":\"" + "y".repeat(10_000) + "\"}").getBytes(UTF_8));
        }
        disk.room = 300_000;
        // The buffer is written out several times before the disk is full, so lines of the append were whole.
        FaultyFiles full = disk;
        assertThatThrownBy(() -> journal.append("s", 1, events)).isInstanceOf(StorageFailure.class);
        full.room = -1;

        assertThat(journal.size("s")).isEqualTo(1);
        assertThat(journal.append("s", 1, events)).isEqualTo(51);
        assertThat(journal.read("s", 1, 99))
                .usingElementComparator(java.util.Arrays::compare)
                .isEqualTo(events);
    }

    @Test
    void aReaderOfTheSameProcessSeesAnAppendOnlyWhenItIsDurable() {
        List<Long> sizes = new ArrayList<>();
        List<List<String>> reads = new ArrayList<>();
        disk.onForce = () -> {
            sizes.add(journal.size("s"));
            reads.add(Events.text(journal.read("s", 0, 9)));
        };

        journal.append("s", 1, Events.of("{\"b\":1}"));

        assertThat(sizes).containsExactly(1L);
        assertThat(reads).containsExactly(List.of("{\"a\":1}"));
        assertThat(journal.size("s")).isEqualTo(2);
    }

    @Test
    void anInterruptNeitherFailsAnAppendNorIsLost() {
        disk.onForce = () -> Thread.currentThread().interrupt();

        assertThat(journal.append("s", 1, Events.of("{\"b\":1}"))).isEqualTo(2);

        assertThat(Thread.interrupted()).isTrue();
        Thread.currentThread().interrupt();
        assertThat(journal.append("new", 0, Events.of("{\"b\":1}"))).isEqualTo(1);
        assertThat(Events.text(journal.read("s", 0, 9))).hasSize(2);
        assertThat(Thread.interrupted()).isTrue();
    }
}
