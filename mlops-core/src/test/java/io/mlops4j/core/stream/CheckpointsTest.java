package io.mlops4j.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.spi.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CheckpointsTest {
    private static final int WORTH_IT = 10;
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    /** Counts how many events it folds. */
    private static final class Texts implements Projection<String, String>, Snapshots<String> {
        private final AtomicLong folded = new AtomicLong();
        private final int form;

        Texts(int form) {
            this.form = form;
        }

        @Override
        public String initial() {
            return "";
        }

        @Override
        public String apply(String state, Stamp stamp, String event) {
            folded.incrementAndGet();
            return state + event;
        }

        @Override
        public String type(String event) {
            return "said";
        }

        @Override
        public void write(String event, ObjectNode data) {
            data.put("text", event);
        }

        @Override
        public Optional<String> read(String type, JsonNode data) {
            return Optional.of(data.get("text").stringValue());
        }

        @Override
        public Optional<Snapshots<String>> snapshots() {
            return Optional.of(this);
        }

        @Override
        public int form() {
            return form;
        }

        @Override
        public void write(String state, SnapshotWriter out) {
            out.text(state);
        }

        @Override
        public String read(SnapshotReader in) {
            return in.text();
        }
    }

    @TempDir
    Path directory;

    private final Texts texts = new Texts(1);

    private static void say(Journal journal, int times, String text) {
        stream(journal, Checkpoints.none(), new Texts(1))
                .write(state -> new Decision.Outcome<>(Collections.nCopies(times, text), "", s -> s));
    }

    private static EventStream<String, String> stream(Journal journal, Checkpoints checkpoints, Texts texts) {
        return new EventStreams(journal, CLOCK, () -> "alice", checkpoints).open("talk/one", texts);
    }

    /** Reads as a process that was just started, and waits for what it writes. */
    private String read(Journal journal, Texts texts) {
        try (Checkpoints checkpoints = Checkpoints.in(directory.resolve("checkpoints"), WORTH_IT)) {
            return stream(journal, checkpoints, texts).read();
        }
    }

    private Path file() {
        try (Stream<Path> files = Files.list(directory.resolve("checkpoints"))) {
            return files.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Journal spoken(int times) {
        Journal journal = new InMemoryJournal();
        say(journal, times, "a");
        return journal;
    }

    @Test
    void aLongStreamGoesOnFromItsCheckpoint() {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        say(journal, 3, "b");

        assertThat(read(journal, texts)).isEqualTo("a".repeat(20) + "bbb");
        assertThat(texts.folded).hasValue(3);
    }

    @Test
    void aShortStreamHasNoCheckpoint() {
        read(spoken(WORTH_IT - 1), texts);

        assertThat(directory.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void whatWasFoldedSinceIsWrittenAsTheNext() {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        say(journal, WORTH_IT, "b");
        read(journal, new Texts(1));

        read(journal, texts);

        assertThat(texts.folded).hasValue(0);
    }

    @Test
    void aWriterWritesOneToo() {
        Journal journal = new InMemoryJournal();
        try (Checkpoints checkpoints = Checkpoints.in(directory.resolve("checkpoints"), WORTH_IT)) {
            EventStream<String, String> stream = stream(journal, checkpoints, new Texts(1));
            for (int i = 0; i < WORTH_IT; i++) {
                stream.write(state -> Decision.Outcome.append("a", "", s -> s));
            }
        }

        assertThat(read(journal, texts)).isEqualTo("a".repeat(WORTH_IT));
        assertThat(texts.folded).hasValue(0);
    }

    @Test
    void aDamagedOneIsNotUsed() throws IOException {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x20;
            Files.write(file(), damaged);
            Texts again = new Texts(1);

            assertThat(read(journal, again)).as("byte %d", i).isEqualTo("a".repeat(20));
            assertThat(again.folded).as("byte %d", i).hasValue(20);
        }
    }

    @Test
    void oneThatACrashCutShortIsNotUsed() throws IOException {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            Texts again = new Texts(1);

            assertThat(read(journal, again)).as("%d bytes", length).isEqualTo("a".repeat(20));
            assertThat(again.folded).as("%d bytes", length).hasValue(20);
        }
    }

    @Test
    void aDeletedOneLosesNothing() throws IOException {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        Files.delete(file());

        assertThat(read(journal, texts)).isEqualTo("a".repeat(20));
    }

    @Test
    void oneOfAnotherFormIsNotUsed() {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        Texts newer = new Texts(2);

        assertThat(read(journal, newer)).isEqualTo("a".repeat(20));
        assertThat(newer.folded).hasValue(20);
    }

    @Test
    void oneOfAnotherHistoryOfTheStreamIsNotUsed() {
        read(spoken(20), new Texts(1));
        Journal other = new InMemoryJournal();
        say(other, 25, "b");

        assertThat(read(other, texts)).isEqualTo("b".repeat(25));
    }

    @Test
    void oneThatIsAheadOfTheStreamIsNotUsed() {
        read(spoken(20), new Texts(1));

        assertThat(read(spoken(15), texts)).isEqualTo("a".repeat(15));
    }

    @Test
    void oneThatLiesUnderTheNameOfAnotherStreamIsNotUsed() throws IOException {
        Path checkpoints = directory.resolve("checkpoints");
        save(checkpoints, "talk/one");
        Path one = file();
        Files.delete(one);
        save(checkpoints, "talk/two");
        Files.move(file(), one);

        assertThat(Checkpoints.in(checkpoints, WORTH_IT).load("talk/one", texts))
                .isEmpty();
    }

    private void save(Path checkpoints, String stream) {
        try (Checkpoints saving = Checkpoints.in(checkpoints, WORTH_IT)) {
            saving.save(stream, texts, new Checkpoints.Saved<>("lies", 20, "0".repeat(64), Instant.EPOCH));
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenLosesNothing() throws IOException {
        Files.writeString(directory.resolve("checkpoints"), "a file");

        assertThat(read(spoken(20), texts)).isEqualTo("a".repeat(20));
    }

    @Test
    void aChainThatIsBrokenBehindItIsFound() {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        byte[] forged = new String(journal.read("talk/one", 19, 1).get(0), StandardCharsets.UTF_8)
                .replace("\"seq\":19", "\"seq\":20")
                .getBytes(StandardCharsets.UTF_8);
        journal.append("talk/one", 20, List.of(forged));

        assertThatThrownBy(() -> read(journal, texts))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("broken at event 20");
    }

    @Test
    void thePastIsFoldedFromTheStart() {
        Journal journal = spoken(20);
        read(journal, new Texts(1));
        try (Checkpoints checkpoints = Checkpoints.in(directory.resolve("checkpoints"), WORTH_IT)) {
            assertThat(stream(journal, checkpoints, texts).asOf(Instant.EPOCH)).isEqualTo("a".repeat(20));
        }
        assertThat(texts.folded).hasValue(20);
    }

    @Test
    void aVerificationStillWalksEveryEvent() {
        Journal journal = spoken(20);
        read(journal, new Texts(1));

        assertThat(new EventStreams(journal, CLOCK, () -> "alice").walk("talk/one"))
                .hasSize(20);
    }
}
