package io.mlops4j.core.serving.load;

import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.CancellationSignal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** For a model that takes any number of rows. */
    public MicroBatcher(Batching settings, UnaryOperator<Tensors> model) {
        this.settings = settings;
        this.model = model;
    }

    /** How many requests wait to be taken. */
    int waiting() {
        return waiting.get();
    }

    /** Runs a request, with others if there are any. */
    public Tensors run(Tensors inputs, @Nullable CancellationSignal signal) {
        if (inseparable || rows(inputs) < 0) {
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
        while (batch.size() < settings.maxSize()) {
            Pending next = queue.peek();
            if (next == null || (!batch.isEmpty() && !fits(batch.get(0).inputs, next.inputs))) {
                break;
            }
            queue.remove();
            waiting.decrementAndGet();
            if (next.isCancelled()) {
                next.complete(null, new InferenceFailure("The request was cancelled before it was run."));
            } else {
                batch.add(next);
            }
        }
        return batch;
    }

    private static boolean fits(Tensors one, Tensors other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.name(i).equals(other.name(i)) || !sameRows((Tensor) one.value(i), (Tensor) other.value(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameRows(Tensor one, Tensor other) {
        if (one.type() != other.type() || one.shape().rank() != other.shape().rank()) {
            return false;
        }
        for (int i = 1; i < one.shape().rank(); i++) {
            if (one.shape().dimension(i) != other.shape().dimension(i)) {
                return false;
            }
        }
        return true;
    }

    /** How many rows all inputs have, or -1 if they have not the same number, or one is no tensor. */
    private static long rows(Tensors inputs) {
        long rows = -1;
        for (int i = 0; i < inputs.size(); i++) {
            if (!(inputs.value(i) instanceof Tensor tensor) || tensor.shape().rank() == 0) {
                return -1;
            }
            long here = tensor.shape().dimension(0);
            if (i > 0 && here != rows) {
                return -1;
            }
            rows = here;
        }
        return rows;
    }

    private void answer(List<Pending> batch) {
        if (batch.size() > 1) {
            try {
                Optional<List<Tensors>> answers = separated(model.apply(joined(batch)), batch);
                if (answers.isPresent()) {
                    for (int i = 0; i < batch.size(); i++) {
                        batch.get(i).complete(answers.get().get(i), null);
                    }
                    return;
                }
                inseparable = true;
            } catch (RuntimeException e) {
                // One of them is to blame; each by itself shows which.
            }
        }
        for (Pending pending : batch) {
            try {
                pending.complete(model.apply(pending.inputs), null);
            } catch (RuntimeException e) {
                pending.complete(null, e);
            }
        }
    }

    private static Tensors joined(List<Pending> batch) {
        Tensors first = batch.get(0).inputs;
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (int i = 0; i < first.size(); i++) {
            int at = i;
            inputs.put(
                    first.name(i),
                    Tensor.concat(batch.stream()
                            .map(pending -> (Tensor) pending.inputs.value(at))
                            .toList()));
        }
        return Tensors.of(inputs);
    }

    /** The outputs of each request; empty if an output has not a row for each row of the inputs. */
    private static Optional<List<Tensors>> separated(Tensors outputs, List<Pending> batch) {
        int[] ends = new int[batch.size()];
        int rows = 0;
        for (int i = 0; i < ends.length; i++) {
            rows += (int) rows(batch.get(i).inputs);
            ends[i] = rows;
        }
        List<Tensors> parts = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            Map<String, Value> part = new LinkedHashMap<>();
            for (int k = 0; k < outputs.size(); k++) {
                Optional<Value> cut = cut(outputs.value(k), i == 0 ? 0 : ends[i - 1], ends[i], rows);
                if (cut.isEmpty()) {
                    return Optional.empty();
                }
                part.put(outputs.name(k), cut.get());
            }
            parts.add(Tensors.of(part));
        }
        return Optional.of(parts);
    }

    private static Optional<Value> cut(Value value, int from, int to, int rows) {
        if (value instanceof Tensor tensor
                && tensor.shape().rank() > 0
                && tensor.shape().dimension(0) == rows) {
            return Optional.of(tensor.rows(from, to));
        }
        if (value instanceof Value.SequenceValue sequence && sequence.elements().size() == rows) {
            return Optional.of(new Value.SequenceValue(sequence.elements().subList(from, to)));
        }
        return Optional.empty();
    }
}
