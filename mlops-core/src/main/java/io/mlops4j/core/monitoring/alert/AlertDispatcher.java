package io.mlops4j.core.monitoring.alert;

import io.mlops4j.AccessDenied;
import io.mlops4j.InvalidInput;
import io.mlops4j.Overloaded;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.Retries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to sinks, one after the other, on one daemon thread that it starts with the first message. {@link #submit} never waits for a sink.
 *
 * <p>How it went is told to a {@link Log}, which writes it to the journal; the thread does that too. What the journal does not take is told again later, and the
 * sink is not called again for it in this process. After a crash between a delivery and its record the message is delivered again: at least once.
 *
 * <p>Bounded: when {@link Outbox#MOST_WAITING} messages wait, the oldest is let go for the newest, as the fold of the journal does too.
 */
final class AlertDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertDispatcher.class);

    /** How long closing waits for messages that were not tried yet. */
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** The clock may be set while the thread waits, so it looks again now and then. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Duration RECORD_AGAIN_AFTER = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 300;

    /** Where it is written how deliveries went. May throw. */
    interface Log {
        void delivered(Delivery delivery);

        /** @param retryAt when it is tried again; empty if it is given up */
        void failed(Delivery delivery, String reason, Optional<Instant> retryAt);
    }

    private final Map<String, AlertSink> sinks;
    private final Log log;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    /** Something to do, or the end. */
    private final Condition work = lock.newCondition();
    /** Nothing that is due is left. */
    private final Condition settled = lock.newCondition();

    /** Guarded by {@link #lock}, the oldest first. */
    private final List<Task> waiting = new ArrayList<>();

    private long submitted;

    private @Nullable Thread thread;
    private boolean running;
    private boolean closed;
    private boolean stopped;
    private long dropped;

    AlertDispatcher(Map<String, AlertSink> sinks, Log log, InstantSource clock, RandomGenerator random, int capacity) {
        this.sinks = sinks;
        this.log = log;
        this.clock = clock;
        this.random = random;
        this.capacity = capacity;
    }

    /** Takes messages and returns. What comes after {@link #close} is left to the next start. */
    void submit(Collection<Delivery> deliveries) {
        lock.lock();
        try {
            if (closed || deliveries.isEmpty()) {
                return;
            }
            deliveries.forEach(delivery -> waiting.add(Task.of(submitted++, delivery)));
            while (waiting.size() > capacity) {
                waiting.remove(0);
                dropped++;
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Starts the thread, unless it runs. */
    void start() {
        lock.lock();
        try {
            if (thread == null && !closed) {
                Thread started = new Thread(this::run, "mlops4j-alerts");
                started.setDaemon(true);
                thread = started;
                started.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            runDue();
            lock.lock();
            try {
                if (stopped || (closed && waiting.stream().noneMatch(Task::isNew))) {
                    return;
                }
                Duration pause = pause();
                if (pause.compareTo(Duration.ZERO) > 0) {
                    work.awaitNanos(pause.toNanos());
                }
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Until the next message is due. */
    private Duration pause() {
        Instant now = clock.instant();
        return waiting.stream()
                .map(task -> Duration.between(now, task.due()))
                .min(Comparator.naturalOrder())
                .filter(pause -> pause.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
    }

    /** Does all that is due, the earliest first, on the calling thread. */
    void runDue() {
        for (Optional<Task> next = next(); next.isPresent(); next = next()) {
            Task task = next.get();
            Optional<Task> rest = attempt(task);
            if (Thread.interrupted()) {
                LOG.debug(
                        "Delivering to {} was interrupted, or left its thread so.",
                        task.delivery().sink());
            }
            lock.lock();
            try {
                int index = waiting.indexOf(task);
                if (index >= 0) {
                    waiting.remove(index);
                    rest.ifPresent(again -> waiting.add(index, again));
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private Optional<Task> next() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Optional<Task> next = stopped
                    ? Optional.empty()
                    : waiting.stream().filter(task -> task.isDue(now)).min(Comparator.comparing(Task::due));
            running = next.isPresent();
            if (!running) {
                settled.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** What is left to do: nothing if it was delivered or given up, and that is written down. */
    private Optional<Task> attempt(Task task) {
        Delivery delivery = task.delivery();
        Outcome outcome = task.findOutcome().orElseGet(() -> call(delivery));
        Instant retryAt = outcome.retryAt();
        try {
            if (outcome.reason().isEmpty()) {
                log.delivered(delivery);
            } else {
                log.failed(delivery, outcome.reason(), Optional.ofNullable(retryAt));
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "It cannot be written down how the delivery of alert {} to {} went; trying again in {}.",
                    delivery.alert().id(),
                    delivery.sink(),
                    RECORD_AGAIN_AFTER,
                    e);
            return Optional.of(task.told(outcome, clock.instant().plus(RECORD_AGAIN_AFTER)));
        }
        return Optional.ofNullable(retryAt)
                .map(at -> task.again(delivery.failed(clock.instant(), outcome.reason(), at)));
    }

    private Outcome call(Delivery delivery) {
        AlertSink sink = sinks.get(delivery.sink());
        if (sink == null) {
            return Outcome.givenUp("There is no sink of this name any more.");
        }
        try {
            sink.deliver(delivery.alert());
            return Outcome.DELIVERED;
        } catch (Throwable e) {
            return failed(delivery, sink, e);
        }
    }

    private Outcome failed(Delivery delivery, AlertSink sink, Throwable e) {
        String reason = reason(e);
        int failures = delivery.attempts() + 1;
        Retries retries = retries(sink);
        if (e instanceof InvalidInput || e instanceof AccessDenied || failures >= retries.attempts()) {
            LOG.warn(
                    "Alert {} of monitor '{}' was not delivered to {} and is given up after {} attempts: {}",
                    delivery.alert().id(),
                    delivery.alert().monitor(),
                    delivery.sink(),
                    failures,
                    reason);
            return Outcome.givenUp(reason);
        }
        Duration pause = retries.pause(failures, random);
        if (e instanceof Overloaded overloaded) {
            Duration asked = overloaded.findRetryAfter().orElse(Duration.ZERO);
            pause = asked.compareTo(pause) > 0 ? asked : pause;
        }
        Instant retryAt = clock.instant().plus(pause);
        if (failures == 1) {
            LOG.warn(
                    "Alert {} of monitor '{}' was not delivered to {} and is tried again at {}: {}",
                    delivery.alert().id(),
                    delivery.alert().monitor(),
                    delivery.sink(),
                    retryAt,
                    reason);
        }
        return new Outcome(reason, retryAt);
    }

    private static Retries retries(AlertSink sink) {
        try {
            return sink.retries();
        } catch (RuntimeException e) {
            LOG.warn("Sink {} does not say how often it is to be tried; the defaults are taken.", sink, e);
            return Retries.defaults();
        }
    }

    /** One line of bounded length, since it is stored. */
    private static String reason(Throwable e) {
        String message = e.getMessage() == null || e.getMessage().isBlank()
                ? e.getClass().getName()
                : e.getMessage().replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
        return message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON) + "…";
    }

    /** How many messages this process let go since too many waited. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is left that is due.
     *
     * @return whether that was within the time
     */
    boolean await(Duration atMost) {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (running || hasDue()) {
                if (nanos <= 0 || closed) {
                    return false;
                }
                nanos = settled.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasDue() {
        Instant now = clock.instant();
        return waiting.stream().anyMatch(task -> task.isDue(now));
    }

    /**
     * Tries what was not tried yet, for five seconds at most, and then interrupts the sink; what is left is in the journal for the next start.
     */
    @Override
    public void close() {
        Thread ending;
        lock.lock();
        try {
            closed = true;
            ending = thread;
            work.signalAll();
        } finally {
            lock.unlock();
        }
        if (ending == null || ending == Thread.currentThread()) {
            return;
        }
        try {
            ending.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            stopped = true;
            work.signalAll();
            settled.signalAll();
        } finally {
            lock.unlock();
        }
        ending.interrupt();
    }

    /**
     * How an attempt went.
     *
     * @param reason what went wrong; empty if nothing did
     * @param retryAt when it is tried again; {@code null} if it need not or will not be
     */
    private record Outcome(String reason, @Nullable Instant retryAt) {
        static final Outcome DELIVERED = new Outcome("", null);

        static Outcome givenUp(String reason) {
            return new Outcome(reason, null);
        }
    }

    /**
     * Something to do.
     *
     * @param number counted up, so that no two are equal
     * @param delivery what to deliver
     * @param due when
     * @param outcome how the attempt went, if it was made and only has to be written down
     */
    private record Task(
            long number,
            Delivery delivery,
            Instant due,
            @Nullable Outcome outcome) {
        static Task of(long number, Delivery delivery) {
            return new Task(number, delivery, delivery.due(), null);
        }

        Task again(Delivery later) {
            return of(number, later);
        }

        Task told(Outcome result, Instant writeAt) {
            return new Task(number, delivery, writeAt, result);
        }

        Optional<Outcome> findOutcome() {
            return Optional.ofNullable(outcome);
        }

        boolean isNew() {
            return delivery.attempts() == 0 && outcome == null;
        }

        boolean isDue(Instant now) {
            return !due.isAfter(now);
        }
    }
}
