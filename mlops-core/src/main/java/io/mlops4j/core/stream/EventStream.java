package io.mlops4j.core.stream;

import io.mlops4j.Conflict;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.core.json.Json;
import io.mlops4j.spi.Journal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One stream of the journal, folded into a state, with a queue of writers.
 *
 * <p><b>Reading.</b> {@link #read} asks the journal whether the stream has grown, which is a stat or an indexed query, and folds what is
 * new. The folded state is immutable and published through one volatile field; a lock keeps two readers from folding the same tail
 * twice. Each event is held against the hash chain as it is folded.
 *
 * <p><b>Writing.</b> A journal appends only at the size that the writer expects, so of many concurrent writers to one stream all but one
 * would conflict, and each that wins would pay for an fsync of its own. Instead the writers of a process queue up. Whoever finds no leader
 * becomes the leader, takes everything that is queued, lets each decide on the state that its predecessors in the queue leave behind, and
 * appends all their events in one call: one fsync for all. Then it steps down and wakes the first that has queued up meanwhile. So the
 * longer an append takes, the more writers the next one carries. If another process wrote first, the journal answers {@link Conflict}, and
 * the leader folds the tail and lets everybody in its batch decide again. Nothing a decision saw or answered leaves this class
 * before its batch is durable.
 *
 * <p><b>Long streams.</b> If the projection has {@link Snapshots}, the first fold of a long stream goes on from its checkpoint, which is trusted only
 * if the stream's event at that place is the one that it was made after. What was folded since is written as the next checkpoint now and then.
 *
 * <p>The order of the hand-over matters: a leader gives up the lead <em>before</em> it looks whether somebody is waiting, and a writer
 * enqueues <em>before</em> it tries for the lead. So either the writer gets the lead or the leader sees the writer; nobody is forgotten.
 *
 * @param <S> the state, immutable
 * @param <E> the events
 */
public final class EventStream<S, E> {
    private static final int READ_PAGE = 4_096;
    private static final int MAX_BATCH = 1_024;
    /** A batch of this many bytes is full, whatever the number of its writers. */
    private static final long MAX_BATCH_BYTES = 4L << 20;

    private static final long MAX_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String name;
    private final Projection<S, E> projection;
    private final Journal journal;
    private final EventStreams.Context context;

    private final ReentrantLock folding = new ReentrantLock();
    private volatile Folded<S> folded;

    /** How many events went into the checkpoint that was read or written last. Guarded by {@link #folding}. */
    private long checkpointed;

    private final Queue<Ticket<S, E, ?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();

    EventStream(String name, Projection<S, E> projection, Journal journal, EventStreams.Context context) {
        this.name = name;
        this.projection = projection;
        this.journal = journal;
        this.context = context;
        this.folded = new Folded<>(projection.initial(), 0, Envelope.NONE, Instant.EPOCH);
    }

    /** The name of the stream. */
    public String name() {
        return name;
    }

    /** The state after all events that the journal has now. */
    public S read() {
        return refresh().state;
    }

    /** The state after the last event that happened at or before an instant. Folds from the start, keeps nothing. */
    public S asOf(Instant instant) {
        Folded<S> at = new Folded<>(projection.initial(), 0, Envelope.NONE, Instant.EPOCH);
        while (true) {
            List<byte[]> page = journal.read(name, at.size, READ_PAGE);
            if (page.isEmpty()) {
                return at.state;
            }
            for (byte[] bytes : page) {
                Envelope envelope = Envelope.parseLinked(name, at.size, at.hash, bytes);
                if (envelope.stamp().at().isAfter(instant)) {
                    return at.state;
                }
                at = fold(at, envelope, bytes);
            }
        }
    }

    /**
     * Decides and appends; returns when the events are durable.
     *
     * @throws MlopsException what the decision threw, or what the journal failed with; then nothing was appended for this decision
     */
    public <R> R write(Decision<S, E, R> decision) {
        Ticket<S, E, R> ticket = new Ticket<>(decision, context.actor().get(), Thread.currentThread());
        queue.add(ticket);
        boolean interrupted = false;
        while (!ticket.done) {
            if (led.compareAndSet(false, true)) {
                try {
                    if (!ticket.done) {
                        lead();
                    }
                } finally {
                    led.set(false);
                    Ticket<S, E, ?> next = queue.peek();
                    if (next != null) {
                        LockSupport.unpark(next.thread);
                    }
                }
            } else {
                LockSupport.park(this);
                // The outcome must be known before the caller may go; the flag is given back below.
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ticket.answer();
    }

    private void lead() {
        List<Ticket<S, E, ?>> batch = new ArrayList<>();
        for (Ticket<S, E, ?> t; batch.size() < MAX_BATCH && (t = queue.poll()) != null; ) {
            batch.add(t);
        }
        int next = 0;
        try {
            while (next < batch.size()) {
                next = commit(batch, next);
            }
        } catch (RuntimeException | Error e) {
            batch.subList(next, batch.size()).forEach(t -> t.fail(e));
        } finally {
            batch.forEach(Ticket::complete);
        }
    }

    /** Appends the events of as many tickets as fit one append, from a position of the batch on; returns the position after them. */
    private int commit(List<Ticket<S, E, ?>> batch, int from) {
        for (int attempt = 0; ; attempt++) {
            Folded<S> start = refresh();
            Folded<S> state = start;
            List<byte[]> lines = new ArrayList<>();
            long bytes = 0;
            int next = from;
            while (next < batch.size() && bytes < MAX_BATCH_BYTES) {
                int before = lines.size();
                state = batch.get(next).decide(this, state, lines);
                for (int i = before; i < lines.size(); i++) {
                    bytes += lines.get(i).length;
                }
                next++;
            }
            if (lines.isEmpty()) {
                return next;
            }
            try {
                journal.append(name, start.size, lines);
                adopt(state);
                return next;
            } catch (Conflict e) {
                if (journal.size(name) <= start.size) {
                    throw new IntegrityViolation(
                            "The journal refused to append to stream '" + name + "' at size " + start.size
                                    + ", but says that the stream has " + journal.size(name)
                                    + " events: it lost some, or a backup was put"
                                    + " in place while this process ran. Reopen the engine.",
                            e);
                }
                backOff(attempt);
            }
        }
    }

    /** Other processes contend for the stream: after a few attempts stand back for a moment, each for another time. */
    private static void backOff(int attempt) {
        if (attempt >= 2) {
            long most = Math.min(MAX_BACKOFF_NANOS, 50_000L << Math.min(attempt, 12));
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
        }
    }

    private Folded<S> append(Folded<S> before, E event, String actor, String why, List<byte[]> lines) {
        Instant now = context.clock().instant().truncatedTo(ChronoUnit.MICROS);
        // Clocks step back and differ between hosts; the time of a stream does not, or asOf would have gaps.
        Instant at = now.isBefore(before.at) ? before.at : now;
        ObjectNode data = Json.object();
        projection.write(event, data);
        Envelope envelope =
                new Envelope(new Stamp(before.size, at, actor, why), projection.type(event), data, before.hash);
        byte[] line = envelope.toBytes();
        if (line.length > Journal.MAX_EVENT_BYTES) {
            throw new InvalidInput("An event of type '" + envelope.type() + "' for stream '" + name + "' would take "
                    + line.length + " bytes; at most " + Journal.MAX_EVENT_BYTES
                    + " can be stored. Keep large content in artifacts.");
        }
        lines.add(line);
        return fold(before, envelope, line);
    }

    private Folded<S> fold(Folded<S> before, Envelope envelope, byte[] bytes) {
        S state = before.state;
        E event;
        try {
            event = projection.read(envelope.type(), envelope.data()).orElse(null);
        } catch (IntegrityViolation e) {
            throw new IntegrityViolation(
                    "Event " + before.size + " ('" + envelope.type() + "') of stream '" + name
                            + "' cannot be understood: " + e.getMessage(),
                    e);
        }
        if (event != null) {
            state = projection.apply(state, envelope.stamp(), event);
        }
        return new Folded<>(
                state, before.size + 1, Envelope.hash(bytes), envelope.stamp().at());
    }

    private Folded<S> refresh() {
        Folded<S> known = folded;
        long size = journal.size(name);
        if (size == known.size) {
            return known;
        }
        folding.lock();
        try {
            Folded<S> state = folded;
            if (size < state.size && journal.size(name) < state.size) {
                throw new IntegrityViolation(
                        "Stream '" + name + "' had " + state.size + " events and now has " + size
                                + ": it was cut or replaced while this process ran. Reopen the engine after restoring the stream.");
            }
            if (state.size == 0) {
                state = fromCheckpoint(state, size);
            }
            while (state.size < size) {
                List<byte[]> page = journal.read(name, state.size, READ_PAGE);
                if (page.isEmpty()) {
                    throw new IntegrityViolation(
                            "Stream '" + name + "' should have " + size + " events, but reading event " + state.size
                                    + " gave nothing. The backend breaks the contract of Journal.");
                }
                for (byte[] bytes : page) {
                    state = fold(state, Envelope.parseLinked(name, state.size, state.hash, bytes), bytes);
                }
            }
            folded = state;
            saveIfDue(state);
            return state;
        } finally {
            folding.unlock();
        }
    }

    /** The state of a checkpoint that this stream goes on from, or the one that there is. */
    private Folded<S> fromCheckpoint(Folded<S> start, long size) {
        Snapshots<S> snapshots = projection.snapshots().orElse(null);
        if (snapshots == null || !context.checkpoints().mayHave(size)) {
            return start;
        }
        Checkpoints.Saved<S> saved = context.checkpoints().load(name, snapshots).orElse(null);
        if (saved == null || saved.size() < 1 || saved.size() > size) {
            return start;
        }
        List<byte[]> last = journal.read(name, saved.size() - 1, 1);
        if (last.size() != 1 || !Envelope.hash(last.get(0)).equals(saved.hash())) {
            return start;
        }
        checkpointed = saved.size();
        return new Folded<>(saved.state(), saved.size(), saved.hash(), saved.at());
    }

    private void saveIfDue(Folded<S> state) {
        if (context.checkpoints().isDue(state.size, checkpointed)) {
            Snapshots<S> snapshots = projection.snapshots().orElse(null);
            if (snapshots != null) {
                checkpointed = state.size;
                context.checkpoints()
                        .save(name, snapshots, new Checkpoints.Saved<>(state.state, state.size, state.hash, state.at));
            }
        }
    }

    private void adopt(Folded<S> state) {
        folding.lock();
        try {
            if (state.size > folded.size) {
                folded = state;
                saveIfDue(state);
            }
        } finally {
            folding.unlock();
        }
    }

    /** A state and how far it was folded. */
    private record Folded<S>(S state, long size, String hash, Instant at) {}

    /** A writer in the queue. Its fields are written by leaders only, and read by its owner after {@link #done}. */
    private static final class Ticket<S, E, R> {
        private final Decision<S, E, R> decision;
        private final String actor;
        private final Thread thread;
        private @Nullable R result;
        private @Nullable Throwable failure;
        private volatile boolean done;

        Ticket(Decision<S, E, R> decision, String actor, Thread thread) {
            this.decision = decision;
            this.actor = actor;
            this.thread = thread;
        }

        /** Decides on a state, adds the lines, returns the state after them; a decision that throws adds nothing. */
        Folded<S> decide(EventStream<S, E> stream, Folded<S> before, List<byte[]> lines) {
            result = null;
            failure = null;
            List<byte[]> own = new ArrayList<>();
            try {
                Decision.Outcome<S, E, R> outcome = decision.decide(before.state);
                Folded<S> after = before;
                for (E event : outcome.events()) {
                    after = stream.append(after, event, actor, outcome.why(), own);
                }
                result = outcome.result().apply(after.state);
                lines.addAll(own);
                return after;
            } catch (RuntimeException | Error e) {
                failure = e;
                return before;
            }
        }

        void fail(Throwable cause) {
            result = null;
            failure = cause;
        }

        void complete() {
            done = true;
            if (thread != Thread.currentThread()) {
                LockSupport.unpark(thread);
            }
        }

        @SuppressWarnings("NullAway") // null only where R admits null, or after a failure
        R answer() {
            if (failure != null) {
                throw rethrown(failure);
            }
            return result;
        }

        /**
         * The failure as the caller sees it. One failure of the journal may belong to many writers, so each gets it as thrown: the
         * same object, which is immutable but for what the callers themselves suppress.
         */
        private static RuntimeException rethrown(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }
    }
}
