package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.internal.Leases;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.time.Duration;
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

    private void free() {
        model.close();
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

    /** Runs the model; the caller is inside. Counts nothing. */
    Tensors run(Tensors inputs, PredictOptions options, @Nullable CancellationSignal signal) {
        if (signal != null) {
            return model.run(inputs, signal, options.requestedOutputs().toArray(new String[0]));
        }
        return options.requestedOutputs().isEmpty()
                ? model.run(inputs)
                : model.run(inputs, options.requestedOutputs().toArray(new String[0]));
    }
}
