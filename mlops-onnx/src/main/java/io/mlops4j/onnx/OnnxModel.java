package io.mlops4j.onnx;

import ai.onnxruntime.OrtException;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.internal.Leases;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session of ONNX Runtime. A call borrows a lane; the session is freed when the model is closed and no call is in it. */
final class OnnxModel implements LoadedModel {
    private final String name;
    private final LanePlan plan;
    private final OpenSession session;
    private final Map<String, String> metadata;
    private final long fileBytes;
    private final Requests requests;
    private final Lanes lanes;
    private final Leases leases = new Leases(this::free);

    /**
     * Takes over the session, which is that of the plan.
     *
     * @param fileBytes what the model takes on disk
     */
    OnnxModel(String name, LanePlan plan, OpenSession session, Map<String, String> metadata, long fileBytes) {
        this.name = name;
        this.plan = plan;
        this.session = session;
        this.metadata = Map.copyOf(metadata);
        this.fileBytes = fileBytes;
        this.requests = new Requests(
                name, plan.signature().outputs().stream().map(TensorSpec::name).toList());
        // More calls at once than this are possible; their lanes are just not kept.
        this.lanes = new Lanes(2 * Runtime.getRuntime().availableProcessors(), () -> new Lane(plan));
    }

    @Override
    public Signature signature() {
        return plan.signature();
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Tensors run(Tensors inputs) {
        return run(inputs, requests.all(), null);
    }

    @Override
    public Tensors run(Tensors inputs, String... outputs) {
        return run(inputs, requests.some(outputs), null);
    }

    @Override
    public Tensors run(Tensors inputs, CancellationSignal signal, String... outputs) {
        return run(inputs, outputs.length == 0 ? requests.all() : requests.some(outputs), signal);
    }

    private Tensors run(Tensors inputs, Request request, @Nullable CancellationSignal signal) {
        if (!leases.enter()) {
            throw new InferenceFailure("The model '" + name + "' is closed; load it again to run it.");
        }
        try {
            Lane lane = lanes.take();
            try {
                return signal == null ? lane.run(inputs, request) : run(lane, inputs, request, signal);
            } finally {
                lanes.give(lane);
            }
        } catch (OrtException e) {
            throw new InferenceFailure("The model '" + name + "' failed on " + inputs + ": " + Reason.of(e), e);
        } finally {
            leases.leave();
        }
    }

    private Tensors run(Lane lane, Tensors inputs, Request request, CancellationSignal signal) throws OrtException {
        StoppableRun run = lane.stoppable();
        long number = run.begin();
        Runnable stop = () -> run.stop(number);
        try {
            if (!signal.register(stop)) {
                throw refused(signal);
            }
            try {
                return lane.run(inputs, request, run);
            } finally {
                signal.unregister(stop);
            }
        } catch (OrtException e) {
            if (run.isStopped()) {
                throw new InferenceFailure(
                        "The run of the model '" + name + "' on " + inputs + " was stopped before it was done.", e);
            }
            throw e;
        } finally {
            run.end();
        }
    }

    private RuntimeException refused(CancellationSignal signal) {
        return signal.isCancelled()
                ? new InferenceFailure("The run of the model '" + name + "' was cancelled before it began.")
                : new InvalidInput(
                        "The signal given to the model '" + name + "' is that of another run; make one for each run.");
    }

    /** The model's files, and what its lanes hold; the memory that ONNX Runtime takes for a run and its working copies of weights come on top. */
    @Override
    public long memoryBytes() {
        return fileBytes + plan.heldBytes().sum();
    }

    @Override
    public void close() {
        leases.close();
    }

    @Override
    public String toString() {
        return "ONNX model '" + name + "' " + signature();
    }

    /** Runs once, with no call in the session and none to come. */
    private void free() {
        lanes.close();
        session.close();
    }
}
