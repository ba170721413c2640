package io.mlops4j.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A journal of files does what a map of lists does, however often it is opened again and torn in between. */
class FileJournalProperties {
    /** A step on the journal under test and on the map that it is compared with. */
    private interface Step {
        void run(Subject subject);
    }

    private static final class Subject implements AutoCloseable {
        private final Path directory;
        private final Map<String, List<String>> model = new TreeMap<>();
        private FileJournal journal;
        private FileJournal other;

        private Subject(Path directory) {
            this.directory = directory;
            journal = FileJournal.open(directory);
            other = FileJournal.open(directory);
        }

        private List<String> expected(String stream) {
            return model.getOrDefault(stream, List.of());
        }

        private void reopen() {
            close();
            journal = FileJournal.open(directory);
            other = FileJournal.open(directory);
        }

        @Override
        public void close() {
            journal.close();
            other.close();
        }
    }

    @Property(tries = 150)
    void aJournalDoesWhatAMapOfListsDoes(@ForAll("steps") List<Step> steps) throws IOException {
        Path directory = Files.createTempDirectory("journal");
        try (Subject subject = new Subject(directory)) {
            for (Step step : steps) {
                step.run(subject);
            }
            subject.reopen();
            assertThat(subject.journal.streams("")).containsExactlyElementsOf(subject.model.keySet());
            subject.model.forEach(
                    (stream, events) -> assertThat(Events.text(subject.journal.read(stream, 0, Integer.MAX_VALUE)))
                            .isEqualTo(events));
        } finally {
            delete(directory);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> streams = Arbitraries.of("a", "A", "a/b", "größe", "con");
        Arbitrary<List<String>> batches = Arbitraries.oneOf(
                events().list().ofMaxSize(4), events().list().ofMinSize(30).ofMaxSize(60));
        Arbitrary<Step> append = Combinators.combine(streams, batches).as(FileJournalProperties::append);
        Arbitrary<Step> conflict = Combinators.combine(
                        streams, Arbitraries.integers().between(1, 3))
                .as(FileJournalProperties::conflict);
        Arbitrary<Step> read = Combinators.combine(
                        streams,
                        Arbitraries.integers().between(0, 80),
                        Arbitraries.integers().between(0, 80))
                .as(FileJournalProperties::read);
        Arbitrary<Step> list = Arbitraries.of("", "a", "a/", "g", "x").map(FileJournalProperties::list);
        Arbitrary<Step> tear = Combinators.combine(
                        streams, Arbitraries.of("{\"to", "\0\0\0", "{}", "{\"a\":1,\"more\":1"))
                .as(FileJournalProperties::tear);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, append),
                        Tuple.of(2, conflict),
                        Tuple.of(4, read),
                        Tuple.of(1, list),
                        Tuple.of(1, tear),
                        Tuple.of(1, Arbitraries.just(Subject::reopen)))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<String> events() {
        Arbitrary<String> small =
                Arbitraries.of("{}", "{\"a\":1}", "{\"more\":3}", "{\"crc\":\"00000000\"}", "{\"ü\":\"日\"}");
        Arbitrary<String> large =
                Arbitraries.integers().between(1, 9_000).map(n -> "{\"x\":\"" + "y".repeat(n) + "\"}");
        return Arbitraries.oneOf(small, large);
    }

    private static Step append(String stream, List<String> events) {
        return subject -> {
            List<String> before = subject.expected(stream);
            long size = subject.journal.append(stream, before.size(), bytes(events));
            assertThat(size).isEqualTo(before.size() + events.size());
            if (!events.isEmpty()) {
                subject.model.computeIfAbsent(stream, name -> new ArrayList<>()).addAll(events);
            }
        };
    }

    private static Step conflict(String stream, int ahead) {
        return subject -> assertThatThrownBy(() ->
                        subject.other.append(stream, subject.expected(stream).size() + ahead, Events.of("{}")))
                .isInstanceOf(Conflict.class);
    }

    private static Step read(String stream, int from, int limit) {
        return subject -> {
            List<String> expected =
                    subject.expected(stream).stream().skip(from).limit(limit).toList();
            assertThat(Events.text(subject.other.read(stream, from, limit))).isEqualTo(expected);
            assertThat(subject.other.size(stream))
                    .isEqualTo(subject.expected(stream).size());
        };
    }

    private static Step list(String prefix) {
        return subject -> assertThat(subject.journal.streams(prefix))
                .containsExactlyElementsOf(subject.model.keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .toList());
    }

    /** Leaves at the end of a stream's file what a writer that died would leave. */
    private static Step tear(String stream, String torn) {
        return subject -> {
            if (!subject.expected(stream).isEmpty() && subject.other.size(stream) > 0) {
                try {
                    Path file = subject.directory.resolve(StreamNames.toPath(stream));
                    // A second tear in a row is made of the same append's bytes, which have no line break either.
                    Files.writeString(file, torn, UTF_8, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static List<byte[]> bytes(List<String> events) {
        return Events.of(events.toArray(String[]::new));
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(directory)) {
            files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
