package io.mlops4j.core.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.InvalidInput;
import io.mlops4j.Overloaded;
import io.mlops4j.StorageFailure;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlertDispatcherTest {
    private final ManualClock clock = new ManualClock();
    private final FakeSink sink = new FakeSink("pager");
    private final Written written = new Written();

    /** What was written down, as words. */
    private static final class Written implements AlertDispatcher.Log {
        final List<String> lines = new ArrayList<>();
        final List<Instant> retries = new ArrayList<>();
        boolean broken;

        @Override
        public void delivered(Delivery delivery) {
            check();
            lines.add(delivery.alert().id() + " delivered");
        }

        @Override
        public void failed(Delivery delivery, String reason, Optional<Instant> retryAt) {
            check();
            retryAt.ifPresent(retries::add);
            lines.add(delivery.alert().id() + (retryAt.isPresent() ? " failed: " : " given up: ") + reason);
        }

        private void check() {
            if (broken) {
                throw new StorageFailure("The disk is full.");
            }
        }
    }

    private AlertDispatcher dispatcher(int capacity) {
        return new AlertDispatcher(Map.of("pager", sink), written, clock, new SplittableRandom(7), capacity);
    }

    private Delivery message(String id) {
        return Delivery.first(alert(id), "pager");
    }

    private Alert alert(String id) {
        return Alert.builder(id, "scoring", AlertTopic.DRIFT)
                .findings(List.of(Bench.psi("income", 0.3)))
                .window(new AlertWindow(0, Bench.START, Bench.START, 10))
                .at(clock.instant())
                .build();
    }

    @Test
    void whatIsSubmittedIsDeliveredAndWrittenDown() {
        AlertDispatcher dispatcher = dispatcher(10);
        dispatcher.submit(List.of(message("a"), message("b")));
        dispatcher.runDue();
        assertThat(sink.calls()).extracting(Alert::id).containsExactly("a", "b");
        assertThat(written.lines).containsExactly("a delivered", "b delivered");
    }

    @Test
    void whatFailsIsTriedAgainAfterPausesThatDoubleAndSpread() {
        AlertDispatcher dispatcher = dispatcher(10);
        sink.retries(new Retries(5, Duration.ofSeconds(8), Duration.ofSeconds(20)));
        sink.failWith(() -> new IllegalStateException("no\nline"));
        dispatcher.submit(List.of(message("a")));
        Instant from = clock.instant();
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            dispatcher.runDue();
            pauses.add(Duration.between(from, written.retries.get(i)));
            from = written.retries.get(i);
            clock.set(from.minusNanos(1));
            dispatcher.runDue();
            assertThat(sink.calls()).hasSize(i + 1);
            clock.set(from);
        }
        sink.recover();
        dispatcher.runDue();
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(16));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(pauses.get(3)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(written.lines)
                .containsExactly(
                        "a failed: no line",
                        "a failed: no line",
                        "a failed: no line",
                        "a failed: no line",
                        "a delivered");
    }

    @Test
    void whatHasFailedTooOftenIsGivenUp() {
        AlertDispatcher dispatcher = dispatcher(10);
        sink.retries(Retries.defaults().attempts(2));
        sink.failWith(() -> new IllegalStateException("no"));
        dispatcher.submit(List.of(message("a")));
        dispatcher.runDue();
        clock.advance(Duration.ofHours(1));
        dispatcher.runDue();
        clock.advance(Duration.ofHours(1));
        dispatcher.runDue();
        assertThat(written.lines).containsExactly("a failed: no", "a given up: no");
    }

    @Test
    void whatTheReceiverWillNeverTakeIsGivenUpAtOnce() {
        AlertDispatcher dispatcher = dispatcher(10);
        sink.failWith(() -> new InvalidInput("There is no such room."));
        dispatcher.submit(List.of(message("a")));
        dispatcher.runDue();
        assertThat(written.lines).containsExactly("a given up: There is no such room.");
    }

    @Test
    void aReceiverThatAsksToBeLeftAloneIs() {
        AlertDispatcher dispatcher = dispatcher(10);
        sink.failWith(() -> new Overloaded("Too many.", Duration.ofMinutes(20)));
        dispatcher.submit(List.of(message("a")));
        dispatcher.runDue();
        assertThat(written.retries).containsExactly(Bench.START.plus(Duration.ofMinutes(20)));
    }

    @Test
    void aMessageForASinkThatIsGoneIsGivenUp() {
        AlertDispatcher dispatcher = dispatcher(10);
        dispatcher.submit(List.of(Delivery.first(alert("a"), "fax")));
        dispatcher.runDue();
        assertThat(written.lines).containsExactly("a given up: There is no sink of this name any more.");
    }

    @Test
    void whatWasDeliveredAndCannotBeWrittenDownIsWrittenLaterAndNotDeliveredAgain() {
        AlertDispatcher dispatcher = dispatcher(10);
        written.broken = true;
        dispatcher.submit(List.of(message("a")));
        dispatcher.runDue();
        assertThat(written.lines).isEmpty();
        written.broken = false;
        clock.advance(Duration.ofMinutes(1));
        dispatcher.runDue();
        assertThat(written.lines).containsExactly("a delivered");
        assertThat(sink.calls()).hasSize(1);
    }

    @Test
    void aFullQueueLetsTheOldestGoAndCountsIt() {
        AlertDispatcher dispatcher = dispatcher(2);
        dispatcher.submit(List.of(message("a"), message("b"), message("c")));
        assertThat(dispatcher.dropped()).isEqualTo(1);
        dispatcher.runDue();
        assertThat(sink.calls()).extracting(Alert::id).containsExactly("b", "c");
    }

    @Test
    void anErrorInASinkIsAFailureLikeAnyOther() {
        AlertDispatcher dispatcher = dispatcher(10);
        sink.failWith(() -> {
            throw new NoClassDefFoundError("com/example/Pager");
        });
        dispatcher.submit(List.of(message("a")));
        dispatcher.runDue();
        assertThat(written.lines).containsExactly("a failed: com/example/Pager");
    }

    @Test
    void theThreadIsADaemonWithANameAndDeliversInTheBackground() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch mayEnd = new CountDownLatch(1);
        sink.failWith(() -> {
            thread.set(Thread.currentThread());
            awaitQuietly(mayEnd);
            return new InvalidInput("no");
        });
        try (AlertDispatcher dispatcher = dispatcher(10)) {
            dispatcher.submit(List.of(message("a")));
            dispatcher.start();
            // The sink blocks, and this thread went on.
            dispatcher.submit(List.of(message("b")));
            mayEnd.countDown();
            assertThat(dispatcher.await(Duration.ofSeconds(30))).isTrue();
            assertThat(sink.calls()).hasSize(2);
            assertThat(thread.get().getName()).isEqualTo("mlops4j-alerts");
            assertThat(thread.get().isDaemon()).isTrue();
        }
        thread.get().join();
    }

    @Test
    void closingTriesWhatWasNotTriedYetAndEndsTheThread() throws InterruptedException {
        AlertDispatcher dispatcher = dispatcher(100);
        for (int i = 0; i < 50; i++) {
            dispatcher.submit(List.of(message("m" + i)));
        }
        dispatcher.start();
        dispatcher.close();
        assertThat(sink.calls()).hasSize(50);
        dispatcher.submit(List.of(message("late")));
        assertThat(dispatcher.await(Duration.ZERO)).isTrue();
        assertThat(sink.calls()).hasSize(50);
    }

    @Test
    void awaitingAnUnboundedSinkEndsInTime() {
        CountDownLatch never = new CountDownLatch(1);
        sink.failWith(() -> {
            awaitQuietly(never);
            return new InvalidInput("no");
        });
        AlertDispatcher dispatcher = dispatcher(10);
        dispatcher.submit(List.of(message("a")));
        dispatcher.start();
        assertThat(dispatcher.await(Duration.ofMillis(20))).isFalse();
        never.countDown();
        dispatcher.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
