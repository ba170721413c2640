package io.mlops4j.core.serving.load;

import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests of different threads together. There is no thread of its own: of those that wait, one leads; it takes what is there, runs it, hands out the answers, and passes the lead on.
 * Thread-safe.
 */
public final class MicroBatcher {
    private final Batching settings;
    private final UnaryOperator<Tensors> model;
    /** How many rows a batch has at most. */
    private final int largest;

    private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean led = new AtomicBoolean();

    /** Set when the outputs of a batch could not be told apart: such a model is not asked for batches again. */
    private volatile boolean inseparable;

    /** A request that waits. */
    private static final class Pending {
        private final Tensors inputs;
        private final Thread thread = Thread.currentThread();
        private final @Nullable CancellationSignal signal;
        private @Nullable Tensors outputs;
        private @Nullable RuntimeException failure;
        private volatile boolean done;

        Pending(Tensors inputs, @Nullable CancellationSignal signal) {
            this.inputs = inputs;
            this.signal = signal;
        }

        boolean isCancelled() {
            return signal != null && signal.isCancelled();
        }

        void complete(@Nullable Tensors answer, @Nullable RuntimeException problem) {
            outputs = answer;
            failure = problem;
            done = true;
            if (thread != Thread.currentThread()) {
                LockSupport.unpark(thread);
            }
        }

        Tensors answer() {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(outputs);
        }
    }

    /** For a model that takes any number of rows, or those that batches are filled up to. */
    public MicroBatcher(Batching settings, UnaryOperator<Tensors> model) {
        this.settings = settings;
        this.model = model;
        List<Integer> sizes = settings.sizes();
        this.largest = sizes.isEmpty() ? Integer.MAX_VALUE : sizes.get(sizes.size() - 1);
    }

    /** Whether batches are filled up. */
    public boolean pads() {
        return !settings.sizes().isEmpty();
    }

    /** How many requests wait to be taken. */
    int waiting() {
        return waiting.get();
    }

    /** Runs a request, with others if there are any. */
    public Tensors run(Tensors inputs, @Nullable CancellationSignal signal) {
        long rows = JoinedRows.count(inputs);
        if (inseparable || rows < 0 || (pads() && (rows == 0 || rows > largest))) {
            return model.apply(inputs);
        }
        Pending own = new Pending(inputs, signal);
        queue.add(own);
        waiting.incrementAndGet();
        boolean interrupted = false;
        while (!own.done) {
            if (led.compareAndSet(false, true)) {
                lead(own);
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return own.answer();
    }

    /** Runs batches until the own request is answered, then passes the lead to the one that waits longest. */
    private void lead(Pending own) {
        try {
            while (!own.done) {
                awaitOthers();
                List<Pending> batch = take();
                if (batch.isEmpty()) {
                    break;
                }
                answer(batch);
            }
        } finally {
            led.set(false);
            Pending next = queue.peek();
            if (next != null) {
                LockSupport.unpark(next.thread);
            }
        }
    }

    private void awaitOthers() {
        long end = System.nanoTime() + settings.maxDelay().toNanos();
        while (waiting.get() < settings.maxSize()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(this, Math.min(left, 50_000));
        }
    }

    /** The longest waiting request, and those behind it that can be run with it, as far as they follow one another. */
    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>();
        long rows = 0;
        while (batch.size() < settings.maxSize()) {
            Pending next = queue.peek();
            if (next == null || (!batch.isEmpty() && !JoinedRows.fit(batch.get(0).inputs, next.inputs))) {
                break;
            }
            long more = JoinedRows.count(next.inputs);
            if (!batch.isEmpty() && rows + more > largest) {
                break;
            }
            queue.remove();
            waiting.decrementAndGet();
            if (next.isCancelled()) {
                next.complete(null, new InferenceFailure("The request was cancelled before it was run."));
            } else {
                batch.add(next);
                rows += more;
            }
        }
        return batch;
    }

    private void answer(List<Pending> batch) {
        if (batch.size() > 1 || pads()) {
            try {
                Optional<List<Tensors>> answers = together(batch);
                if (answers.isPresent()) {
                    for (int i = 0; i < batch.size(); i++) {
                        batch.get(i).complete(answers.get().get(i), null);
                    }
                    return;
                }
                inseparable = true;
            } catch (RuntimeException e) {
                if (batch.size() == 1) {
                    batch.get(0).complete(null, e);
                    return;
                }
                // One of them is to blame; each by itself shows which.
            }
        }
        for (Pending pending : batch) {
            alone(pending);
        }
    }

    /** The answers of all, from one run; empty if they cannot be told apart. */
    private Optional<List<Tensors>> together(List<Pending> batch) {
        JoinedRows rows =
                JoinedRows.of(batch.stream().map(pending -> pending.inputs).toList(), settings.sizes());
        return rows.answers(model.apply(rows.inputs()));
    }

    private void alone(Pending pending) {
        if (pads() && !inseparable) {
            answer(List.of(pending));
            return;
        }
        try {
            pending.complete(model.apply(pending.inputs), null);
        } catch (RuntimeException e) {
            pending.complete(null, e);
        }
    }
}
