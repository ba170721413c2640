package io.mlops4j.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.spi.Journal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventStreamTest {
    private final InMemoryJournal journal = new InMemoryJournal();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private EventStream<Tally.Sum, Tally.Added> stream(Journal over) {
        return new EventStreams(over, () -> now, () -> "alice").open("tally/a", new Tally());
    }

    @Test
    void aWriteIsReadBackAfterItReturns() {
        stream(journal).write(Tally.add(3));
        assertThat(stream(journal).read()).isEqualTo(new Tally.Sum(1, 3));
    }

    @Test
    void aReaderSeesWhatAnotherEngineWrote() {
        EventStream<Tally.Sum, Tally.Added> reader = stream(journal);
        assertThat(reader.read().total()).isZero();
        stream(journal).write(Tally.add(5));
        assertThat(reader.read().total()).isEqualTo(5);
    }

    @Test
    void aDecisionWithoutEventsAppendsNothing() {
        long total = stream(journal).write(state -> Decision.Outcome.unchanged(Tally.Sum::total));
        assertThat(total).isZero();
        assertThat(journal.size("tally/a")).isZero();
    }

    @Test
    void manyThreadsOfManyEnginesLoseAndRepeatNothing() throws Exception {
        int engines = 3;
        int threadsEach = 4;
        int writes = 50;
        List<Future<List<Integer>>> writers = new ArrayList<>();
        for (int e = 0; e < engines; e++) {
            EventStream<Tally.Sum, Tally.Added> stream = stream(journal);
            for (int t = 0; t < threadsEach; t++) {
                writers.add(threads.submit(() -> {
                    List<Integer> counts = new ArrayList<>();
                    for (int i = 0; i < writes; i++) {
                        counts.add(stream.write(Tally.add(1)));
                    }
                    return counts;
                }));
            }
        }
        Set<Integer> given = new HashSet<>();
        for (Future<List<Integer>> writer : writers) {
            List<Integer> counts = writer.get();
            assertThat(counts).isSorted();
            given.addAll(counts);
        }
        assertThat(given).hasSize(engines * threadsEach * writes);
        assertThat(stream(journal).read().count()).isEqualTo(engines * threadsEach * writes);
    }

    @Test
    void writersThatQueueUpWhileAnAppendIsUnderWayShareTheNextOne() throws Exception {
        SlowJournal slow = new SlowJournal(journal);
        EventStream<Tally.Sum, Tally.Added> stream = stream(slow);
        Future<Integer> first = threads.submit(() -> stream.write(Tally.add(1)));
        slow.appending.await();
        List<Thread> followers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread follower = new Thread(() -> stream.write(Tally.add(1)));
            follower.start();
            followers.add(follower);
        }
        for (Thread follower : followers) {
            awaitParked(follower);
        }
        slow.proceed.countDown();
        first.get();
        for (Thread follower : followers) {
            follower.join();
        }
        assertThat(slow.appends).hasValue(2);
        assertThat(journal.size("tally/a")).isEqualTo(21);
    }

    /** A thread that waits in the queue is parked; there is nothing else it could be parked on. */
    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDecisionThatThrowsHarmsNeitherItsNeighboursNorTheStream() throws Exception {
        SlowJournal slow = new SlowJournal(journal);
        EventStream<Tally.Sum, Tally.Added> stream = stream(slow);
        Future<Integer> first = threads.submit(() -> stream.write(Tally.add(1)));
        slow.appending.await();
        Callable<Object> failing = () -> stream.write(state -> {
            throw new InvalidInput("This decision does not like the state.");
        });
        Future<Object> second = threads.submit(failing);
        Future<Integer> third = threads.submit(() -> stream.write(Tally.add(1)));
        slow.proceed.countDown();
        first.get();
        assertThatThrownBy(second::get).hasCauseInstanceOf(InvalidInput.class);
        third.get();
        assertThat(stream.read().count()).isEqualTo(2);
    }

    @Test
    void eventsOfOneDecisionAreAllOrNone() {
        EventStream<Tally.Sum, Tally.Added> stream = stream(journal);
        assertThatThrownBy(() -> stream.write(
                        state -> new Decision.Outcome<>(List.of(new Tally.Added(1), new Tally.Added(2)), "", after -> {
                            throw new InvalidInput("The result cannot be computed from " + after + ".");
                        })))
                .isInstanceOf(InvalidInput.class);
        assertThat(stream.read().count()).isZero();
        assertThat(journal.size("tally/a")).isZero();
    }

    @Test
    void aStorageFailureReachesTheWriterAndLeavesTheStateAsItWas() {
        EventStream<Tally.Sum, Tally.Added> stream = stream(new BrokenJournal(journal));
        assertThatThrownBy(() -> stream.write(Tally.add(1))).isInstanceOf(StorageFailure.class);
        assertThat(stream.read().count()).isZero();
    }

    @Test
    void anInterruptedWriterLearnsTheOutcomeAndStaysInterrupted() throws Exception {
        SlowJournal slow = new SlowJournal(journal);
        EventStream<Tally.Sum, Tally.Added> stream = stream(slow);
        Future<Integer> first = threads.submit(() -> stream.write(Tally.add(1)));
        slow.appending.await();
        AtomicInteger count = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        Thread second = new Thread(() -> {
            count.set(stream.write(Tally.add(1)));
            interrupted.set(Thread.currentThread().isInterrupted() ? 1 : -1);
        });
        second.start();
        awaitParked(second);
        second.interrupt();
        slow.proceed.countDown();
        first.get();
        second.join();
        assertThat(count).hasValue(2);
        assertThat(interrupted).hasValue(1);
    }

    @Test
    void timeOfAStreamNeverGoesBack() {
        EventStream<Tally.Sum, Tally.Added> stream = stream(journal);
        stream.write(Tally.add(1));
        now = now.minusSeconds(60);
        stream.write(Tally.add(1));
        List<byte[]> lines = journal.read("tally/a", 0, 10);
        assertThat(Envelope.parse(lines.get(1)).stamp().at())
                .isEqualTo(Envelope.parse(lines.get(0)).stamp().at());
    }

    @Test
    void asOfAnInstantTheLaterEventsHaveNotHappened() {
        EventStream<Tally.Sum, Tally.Added> stream = stream(journal);
        stream.write(Tally.add(1));
        Instant then = now;
        now = now.plusSeconds(1);
        stream.write(Tally.add(10));
        assertThat(stream.asOf(then).total()).isEqualTo(1);
        assertThat(stream.asOf(now).total()).isEqualTo(11);
        assertThat(stream.asOf(then.minusMillis(1)).count()).isZero();
    }

    @Test
    void anEventTypeOfANewerReleaseIsKeptAndSkipped() {
        stream(journal).write(Tally.add(1));
        byte[] first = journal.read("tally/a", 0, 1).get(0);
        byte[] unknown =
                ("{\"seq\":1,\"at\":\"2026-01-01T00:00:00Z\",\"actor\":\"bob\",\"type\":\"multiplied\",\"data\":{\"by\":7},"
                                + "\"prev\":\"" + Envelope.hash(first) + "\",\"later\":true}")
                        .getBytes(StandardCharsets.UTF_8);
        journal.append("tally/a", 1, List.of(unknown));
        EventStream<Tally.Sum, Tally.Added> stream = stream(journal);
        assertThat(stream.read()).isEqualTo(new Tally.Sum(1, 1));
        assertThat(stream.write(Tally.add(1))).isEqualTo(2);
        assertThat(journal.read("tally/a", 1, 1).get(0)).isEqualTo(unknown);
    }

    @Test
    void aChangedEventBreaksTheChainAtTheNextOne() {
        EventStream<Tally.Sum, Tally.Added> stream = stream(journal);
        stream.write(Tally.add(1));
        stream.write(Tally.add(2));
        InMemoryJournal forged = new InMemoryJournal();
        List<byte[]> lines = journal.read("tally/a", 0, 2);
        String first = new String(lines.get(0), StandardCharsets.UTF_8).replace("\"amount\":1", "\"amount\":9");
        forged.append("tally/a", 0, List.of(first.getBytes(StandardCharsets.UTF_8), lines.get(1)));
        assertThatThrownBy(() -> stream(forged).read())
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("tally/a")
                .hasMessageContaining("event 1");
    }

    @Test
    void anEventOutOfItsPlaceIsNamed() {
        stream(journal).write(Tally.add(1));
        InMemoryJournal forged = new InMemoryJournal();
        byte[] first = journal.read("tally/a", 0, 1).get(0);
        forged.append("tally/a", 0, List.of(first, first));
        assertThatThrownBy(() -> stream(forged).read())
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("number 0");
    }

    @Test
    void aStreamThatShrankUnderTheEngineIsNotFoldedOn() {
        EventStream<Tally.Sum, Tally.Added> stream = stream(new ShrinkingJournal(journal));
        stream.write(Tally.add(1));
        assertThatThrownBy(stream::read)
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("was cut or replaced");
    }

    /** Holds its first append until it may proceed. */
    private static class SlowJournal extends ForwardingJournal {
        final CountDownLatch appending = new CountDownLatch(1);
        final CountDownLatch proceed = new CountDownLatch(1);
        final AtomicInteger appends = new AtomicInteger();

        SlowJournal(Journal journal) {
            super(journal);
        }

        @Override
        public long append(String stream, long expectedSize, List<byte[]> events) {
            if (appends.incrementAndGet() == 1) {
                appending.countDown();
                try {
                    proceed.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return super.append(stream, expectedSize, events);
        }
    }

    private static final class BrokenJournal extends ForwardingJournal {
        BrokenJournal(Journal journal) {
            super(journal);
        }

        @Override
        public long append(String stream, long expectedSize, List<byte[]> events) {
            throw new StorageFailure("The disk is full; the stream is as it was.");
        }
    }

    private static final class ShrinkingJournal extends ForwardingJournal {
        private boolean shrunk;

        ShrinkingJournal(Journal journal) {
            super(journal);
        }

        @Override
        public long append(String stream, long expectedSize, List<byte[]> events) {
            long size = super.append(stream, expectedSize, events);
            shrunk = true;
            return size;
        }

        @Override
        public long size(String stream) {
            return shrunk ? 0 : super.size(stream);
        }
    }
}
