package io.mlops4j.core.serving;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.load.CircuitBreaker;
import io.mlops4j.core.serving.load.MicroBatcher;
import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.internal.Leases;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Breaker;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A version that is loaded and may be asked, with a count of the requests that are in it. It is closed by whoever leaves it last after it
 * was retired, so never under a request. A request that comes between the retirement and the close is turned away and reads the routing
 * anew: the retirement comes after the switch, so it finds another version there.
 */
final class Served {
    private final ModelVersion version;
    private final LoadedModel model;
    private final Leases leases = new Leases(this::free);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final VersionMeters meters;
    private final RowInputs rows;
    private volatile Runnable afterwards = () -> {};
    private volatile @Nullable MicroBatcher batcher;
    private volatile @Nullable CircuitBreaker breaker;

    Served(ModelVersion version, LoadedModel model, VersionMeters meters, RowInputs rows) {
        this.version = version;
        this.model = model;
        this.meters = meters;
        this.rows = rows;
    }

    /** How named columns become inputs of the model. */
    RowInputs rows() {
        return rows;
    }

    ModelVersion version() {
        return version;
    }

    /** Enters, unless it is retired; who has entered leaves. */
    boolean enter() {
        return leases.enter();
    }

    void leave() {
        leases.leave();
    }

    /** Lets nobody in any more and closes when the last has left. */
    void retire() {
        leases.close();
    }

    /** Does something once the model is closed. */
    void whenClosed(Runnable action) {
        afterwards = action;
    }

    private void free() {
        model.close();
        afterwards.run();
        closed.countDown();
    }

    boolean awaitClosed(Duration most) throws InterruptedException {
        return closed.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    VersionMeters meters() {
        return meters;
    }

    /** Whether it is a version. */
    boolean is(Target target) {
        return version.model().equals(target.model()) && version.number() == target.number();
    }

    /** Runs requests together from now on, or each by itself; only for models that take any number of rows, or a number that batches are filled up to. */
    void batch(Batching batching) {
        long rows = rowsTaken();
        if (rows == Shape.FREE && batching.maxSize() > 1) {
            batcher = new MicroBatcher(batching, model::run);
        } else if (rows > 0 && rows <= Integer.MAX_VALUE && !batching.sizes().isEmpty()) {
            batcher = new MicroBatcher(batching.paddedTo((int) rows), model::run);
        } else {
            batcher = null;
        }
    }

    /** The first dimension of all inputs, or 0 if they have none, or not the same. */
    private long rowsTaken() {
        long[] rows = version.signature().inputs().stream()
                .mapToLong(input -> input.shape().isKnown() && input.shape().rank() > 0
                        ? input.shape().dimension(0)
                        : 0)
                .distinct()
                .toArray();
        return rows.length == 1 ? rows[0] : 0;
    }

    /** Turns itself off where it fails too often. */
    void breaker(@Nullable Breaker rule) {
        breaker = rule == null ? null : new CircuitBreaker(rule, System::nanoTime);
    }

    /** Whether it is turned off. */
    boolean isOff() {
        CircuitBreaker present = breaker;
        return present != null && present.isOpen();
    }

    /**
     * Runs the model and counts; the caller is inside.
     *
     * @throws InferenceFailure if it is turned off, or fails
     */
    Tensors answer(Tensors inputs, PredictOptions options, @Nullable CancellationSignal signal) {
        CircuitBreaker present = breaker;
        if (present != null && !present.allows()) {
            throw new InferenceFailure(
                    version + " is turned off, as too many of its latest requests failed; it is tried again"
                            + " after a pause. Set a fallback to answer meanwhile.");
        }
        long start = System.nanoTime();
        boolean failed = true;
        try {
            Tensors outputs = run(inputs, options, signal);
            meters.answered(System.nanoTime() - start);
            failed = false;
            return outputs;
        } catch (InvalidInput e) {
            failed = false;
            throw e;
        } finally {
            if (failed) {
                meters.failed(System.nanoTime() - start);
            }
            if (present != null) {
                present.record(failed);
            }
        }
    }

    /** Runs the model; the caller is inside. Counts nothing. */
    Tensors run(Tensors inputs, PredictOptions options, @Nullable CancellationSignal signal) {
        MicroBatcher together = batcher;
        if (together != null && options.requestedOutputs().isEmpty()) {
            return together.run(inputs, signal);
        }
        if (together != null && together.pads()) {
            // The model may take no other number of rows than that of a whole batch.
            return chosen(together.run(inputs, signal), options.requestedOutputs());
        }
        if (signal != null) {
            return model.run(inputs, signal, options.requestedOutputs().toArray(new String[0]));
        }
        return options.requestedOutputs().isEmpty()
                ? model.run(inputs)
                : model.run(inputs, options.requestedOutputs().toArray(new String[0]));
    }

    private Tensors chosen(Tensors all, List<String> names) {
        Map<String, Value> some = new LinkedHashMap<>();
        for (String name : names) {
            if (!all.contains(name)) {
                throw new InvalidInput(
                        version + " has no output '" + name + "'." + NearNames.sentence(name, all.names()));
            }
            some.put(name, all.value(name));
        }
        return Tensors.of(some);
    }
}
