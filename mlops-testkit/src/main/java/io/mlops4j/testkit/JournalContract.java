package io.mlops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.spi.Journal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Journal} is to keep. Extend it, say how to open yours, and JUnit runs the rest:
 *
 * <pre>{@code
 * class MyJournalContractTest extends JournalContract {
 *     @TempDir Path directory;
 *
 *     protected Journal open() { return new MyJournal(directory); }
 *
 *     // For a journal that outlives its process: it is then reopened, shared by processes, and killed.
 *     protected Optional<JournalOpener.Place> shared() {
 *         return Optional.of(new JournalOpener.Place(Opener.class, directory.resolve("shared").toString()));
 *     }
 *
 *     public static final class Opener implements JournalOpener {
 *         public Journal open(String location) { return new MyJournal(Path.of(location)); }
 *     }
 * }
 * }</pre>
 */
public abstract class JournalContract {
    private static final int THREADS = 4;
    private static final int BATCHES = 40;
    private static final int KILLS = 4;

    private Journal journal;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected JournalContract() {}

    /** A journal without streams. It is closed after the test. */
    protected abstract Journal open();

    /** How other processes open one and the same journal; empty, the default, for one that ends with its process. */
    protected Optional<JournalOpener.Place> shared() {
        return Optional.empty();
    }

    @BeforeEach
    void openJournal() {
        journal = open();
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    private static byte[] event(String text) {
        return ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> events(String... texts) {
        return Arrays.stream(texts).map(JournalContract::event).toList();
    }

    @Test
    void aStreamThatDoesNotExistIsEmpty() {
        assertThat(journal.size("a/b")).isZero();
        assertThat(journal.read("a/b", 0, 10)).isEmpty();
        assertThat(journal.streams("")).isEmpty();
    }

    @Test
    void eventsComeBackInOrderByteForByte() {
        List<byte[]> appended = events("one", "zwei", "три", "四", "\\\"five\\\"", "");
        journal.append("a/b", 0, appended);
        assertThat(journal.read("a/b", 0, 10))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(appended);
    }

    @Test
    void anEventWithoutFieldsComesBackAsItWas() {
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        journal.append("a/b", 0, List.of(empty));
        assertThat(journal.read("a/b", 0, 1).get(0)).isEqualTo(empty);
    }

    @Test
    void anAppendAnswersTheNewSize() {
        assertThat(journal.append("a/b", 0, events("one", "two"))).isEqualTo(2);
        assertThat(journal.append("a/b", 2, events("three"))).isEqualTo(3);
        assertThat(journal.size("a/b")).isEqualTo(3);
    }

    @Test
    void anAppendAtASizeThatTheStreamNoLongerHasConflictsAndChangesNothing() {
        journal.append("a/b", 0, events("one"));
        assertThatThrownBy(() -> journal.append("a/b", 0, events("two"))).isInstanceOf(Conflict.class);
        assertThat(journal.size("a/b")).isEqualTo(1);
    }

    @Test
    void anAppendAtASizeThatTheStreamDoesNotHaveYetConflictsAndChangesNothing() {
        assertThatThrownBy(() -> journal.append("a/b", 1, events("one"))).isInstanceOf(Conflict.class);
        assertThat(journal.size("a/b")).isZero();
    }

    @Test
    void anEmptyAppendComparesTheSizeAndAppendsNothing() {
        journal.append("a/b", 0, events("one"));
        assertThat(journal.append("a/b", 1, List.of())).isEqualTo(1);
        assertThatThrownBy(() -> journal.append("a/b", 0, List.of())).isInstanceOf(Conflict.class);
    }

    @Test
    void readingBeginsAndEndsWhereItIsTold() {
        journal.append("a/b", 0, events("0", "1", "2", "3", "4"));
        assertThat(journal.read("a/b", 1, 2))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(events("1", "2"));
        assertThat(journal.read("a/b", 3, 100))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(events("3", "4"));
        assertThat(journal.read("a/b", 5, 100)).isEmpty();
        assertThat(journal.read("a/b", 1_000_000, 1)).isEmpty();
    }

    @Test
    void theLargestEventFits() {
        byte[] large = new byte[Journal.MAX_EVENT_BYTES];
        Arrays.fill(large, (byte) 'x');
        System.arraycopy("{\"a\":\"".getBytes(StandardCharsets.UTF_8), 0, large, 0, 6);
        large[large.length - 2] = '"';
        large[large.length - 1] = '}';
        journal.append("a/b", 0, List.of(event("before"), large, event("after")));
        assertThat(journal.read("a/b", 1, 1).get(0)).isEqualTo(large);
        assertThat(journal.read("a/b", 2, 1).get(0)).isEqualTo(event("after"));
    }

    @Test
    void streamsOfOddNamesAreKeptApart() {
        List<String> names = List.of(
                "model/a",
                "model/A",
                "model/a.b",
                "model/a b",
                "model/a%20b",
                "model/a~b",
                "model/.a",
                "model/a.",
                "model/con",
                "model/é",
                "model/貸款",
                "model/заём",
                "model/🙂",
                "model",
                "model/a/b",
                "model/a.jsonl",
                "model/" + "x".repeat(200));
        for (String name : names) {
            journal.append(name, 0, events(name));
        }
        for (String name : names) {
            assertThat(journal.read(name, 0, 2))
                    .as(name)
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(events(name));
        }
        assertThat(journal.streams(""))
                .containsExactlyElementsOf(names.stream().sorted().toList());
    }

    @Test
    void namesThatCannotBeAreRefused() {
        for (String name : List.of(
                "", "/", "a//b", "/a", "a/", "..", "../a", "a/..", "a/./b", "a\u0000b", "a\nb", "x".repeat(201))) {
            assertThatThrownBy(() -> journal.append(name, 0, events("x")))
                    .as("'%s'", name)
                    .isInstanceOf(InvalidInput.class);
        }
        assertThat(journal.streams("")).isEmpty();
    }

    @Test
    void streamsAreListedByPrefixAndSorted() {
        for (String name : List.of("model/b", "dataset/a", "model/a", "model/ab", "models/x")) {
            journal.append(name, 0, events(name));
        }
        assertThat(journal.streams("model/")).containsExactly("model/a", "model/ab", "model/b");
        assertThat(journal.streams("model/a")).containsExactly("model/a", "model/ab");
        assertThat(journal.streams("nothing")).isEmpty();
    }

    @Test
    void whatManyThreadsWereAcknowledgedIsInTheStreamWhereTheyWereTold() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<String>>> writers = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                String writer = "thread" + t;
                writers.add(pool.submit(() -> {
                    List<String> acknowledged = new ArrayList<>();
                    for (int i = 0; i < BATCHES; i++) {
                        String batch = writer + "-" + i;
                        acknowledged.add(JournalWriter.append(journal, "a/b", batch, 1 + i % 3) + " " + batch);
                    }
                    return acknowledged;
                }));
            }
            List<String> acknowledged = new ArrayList<>();
            for (Future<List<String>> writer : writers) {
                acknowledged.addAll(writer.get());
            }
            assertThat(checkHistory(journal, "a/b", acknowledged)).isEqualTo(acknowledged.size());
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Holds the stream against what its writers were told: every acknowledged batch is there, once, whole, at its place; batches that were
     * never acknowledged may be there, whole. Answers how many batches there are.
     */
    private static int checkHistory(Journal journal, String stream, List<String> acknowledged) {
        Map<String, Long> places = new HashMap<>();
        long size = journal.size(stream);
        long next = 0;
        while (next < size) {
            String first = new String(journal.read(stream, next, 1).get(0), StandardCharsets.UTF_8);
            String batch = first.substring(first.indexOf(":\"") + 2, first.indexOf("\","));
            int of = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1, first.length() - 1));
            List<byte[]> whole = new ArrayList<>();
            for (int i = 0; i < of; i++) {
                whole.add(JournalWriter.event(batch, i, of));
            }
            assertThat(journal.read(stream, next, of))
                    .as("batch %s at %d, whole and in order", batch, next)
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(whole);
            assertThat(places.put(batch, next))
                    .as("batch %s is there once", batch)
                    .isNull();
            next += of;
        }
        for (String line : acknowledged) {
            String[] words = line.split(" ", 2);
            assertThat(places.get(words[1]))
                    .as("acknowledged batch %s", words[1])
                    .isEqualTo(Long.parseLong(words[0]));
        }
        return places.size();
    }

    @Test
    void everythingIsThereAfterReopening() {
        JournalOpener.Place place = sharedOrSkip();
        try (Journal first = place.open()) {
            first.append("a/b", 0, events("one", "two"));
            first.append("c", 0, events("three"));
        }
        try (Journal second = place.open()) {
            assertThat(second.streams("")).containsExactly("a/b", "c");
            assertThat(second.read("a/b", 0, 10))
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(events("one", "two"));
            assertThat(second.append("a/b", 2, events("four"))).isEqualTo(3);
        }
    }

    @Test
    void twoJournalsAtOnePlaceSeeEachOthersEvents() {
        JournalOpener.Place place = sharedOrSkip();
        try (Journal first = place.open();
                Journal second = place.open()) {
            first.append("a/b", 0, events("one"));
            assertThat(second.size("a/b")).isEqualTo(1);
            assertThatThrownBy(() -> second.append("a/b", 0, events("two"))).isInstanceOf(Conflict.class);
            second.append("a/b", 1, events("two"));
            assertThat(first.read("a/b", 0, 10))
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(events("one", "two"));
        }
    }

    @Test
    void whatManyProcessesWereAcknowledgedIsInTheStreamWhereTheyWereTold() {
        JournalOpener.Place place = sharedOrSkip();
        List<ChildProcess> writers = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            writers.add(writer(place, "process" + p, BATCHES));
        }
        List<String> acknowledged = new ArrayList<>();
        for (ChildProcess writer : writers) {
            acknowledged.addAll(writer.lines(Integer.MAX_VALUE));
            assertThat(writer.await()).isZero();
        }
        try (Journal reader = place.open()) {
            assertThat(checkHistory(reader, "a/b", acknowledged)).isEqualTo(3 * BATCHES);
        }
    }

    @Test
    void aProcessThatIsKilledLosesNothingThatWasAcknowledgedAndLeavesNoHalfBatch() {
        JournalOpener.Place place = sharedOrSkip();
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            try (ChildProcess writer = writer(place, "round" + round, 1_000_000)) {
                acknowledged.addAll(writer.lines(3 + 17 * round));
                writer.kill();
                acknowledged.addAll(writer.lines(Integer.MAX_VALUE));
            }
            try (Journal reader = place.open()) {
                assertThat(checkHistory(reader, "a/b", acknowledged)).isGreaterThanOrEqualTo(acknowledged.size());
                JournalWriter.append(reader, "a/b", "after" + round, 2);
            }
        }
    }

    private static ChildProcess writer(JournalOpener.Place place, String name, int batches) {
        return ChildProcess.start(
                JournalWriter.class,
                place.opener().getName(),
                place.location(),
                "a/b",
                name,
                Integer.toString(batches));
    }

    private JournalOpener.Place sharedOrSkip() {
        Optional<JournalOpener.Place> place = shared();
        assumeTrue(place.isPresent(), "this journal ends with its process");
        return place.orElseThrow();
    }

    @Test
    void closingTwiceIsHarmless() {
        Journal other = open();
        other.close();
        other.close();
    }
}
