package io.mlops4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.internal.Leases;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.LoadedModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session of ONNX Runtime. A call borrows a lane for its inputs; the session is freed when the model is closed and no call is in it. */
final class OnnxModel implements LoadedModel {
    private static final Logger log = LoggerFactory.getLogger(OnnxRuntime.class);

    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OrtSession.SessionOptions options;
    private final Signature signature;
    private final Map<String, String> metadata;
    private final Set<String> outputs;
    private final BlockingQueue<InputLane> idle;
    private final Leases leases = new Leases(this::free);

    /** Takes over the session and its options, which are to live as long as it. */
    OnnxModel(
            String name,
            OrtEnvironment environment,
            OrtSession session,
            OrtSession.SessionOptions options,
            Signature signature,
            Map<String, String> metadata) {
        this.name = name;
        this.environment = environment;
        this.session = session;
        this.options = options;
        this.signature = signature;
        this.metadata = Map.copyOf(metadata);
        this.outputs = Collections.unmodifiableSet(new LinkedHashSet<>(names(signature.outputs())));
        // More calls at once than this are possible; their lanes are just not kept.
        this.idle = new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());
    }

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Tensors run(Tensors inputs) {
        return run(inputs, outputs);
    }

    @Override
    public Tensors run(Tensors inputs, String... outputs) {
        Set<String> requested = new LinkedHashSet<>(Arrays.asList(outputs));
        if (requested.isEmpty()) {
            throw new InvalidInput("No output of the model '" + name + "' is asked for; name one of " + this.outputs
                    + ", or leave the names out for all.");
        }
        if (requested.size() != outputs.length) {
            throw new InvalidInput("An output of the model '" + name + "' is asked for twice: "
                    + Arrays.toString(outputs) + "; name each once.");
        }
        if (!this.outputs.containsAll(requested)) {
            requested.removeAll(this.outputs);
            String unknown = requested.iterator().next();
            throw new InvalidInput("The model '" + name + "' has no output '" + unknown + "'."
                    + NearNames.sentence(unknown, this.outputs));
        }
        return run(inputs, requested);
    }

    private Tensors run(Tensors inputs, Set<String> requested) {
        signature.checkInputs(inputs);
        if (!leases.enter()) {
            throw new InferenceFailure("The model '" + name + "' is closed; load it again to run it.");
        }
        try {
            InputLane lane = idle.poll();
            if (lane == null) {
                lane = new InputLane(environment, signature.inputs());
            }
            try {
                return runIn(lane, inputs, requested);
            } finally {
                lane.trim();
                if (!idle.offer(lane)) {
                    lane.close();
                }
            }
        } catch (OrtException e) {
            throw new InferenceFailure("The model '" + name + "' failed on " + inputs + ": " + Reason.of(e), e);
        } finally {
            leases.leave();
        }
    }

    private Tensors runIn(InputLane lane, Tensors inputs, Set<String> requested) throws OrtException {
        try (OrtSession.Result result = session.run(lane.fill(inputs), requested)) {
            Map<String, Value> values = new LinkedHashMap<>();
            int i = 0;
            for (String output : requested) {
                values.put(output, OutputReader.read(result.get(i++)));
            }
            return Tensors.of(values);
        }
    }

    @Override
    public void close() {
        leases.close();
    }

    @Override
    public String toString() {
        return "ONNX model '" + name + "' " + signature;
    }

    /** Runs once, with no call in the session and none to come. */
    private void free() {
        for (InputLane lane = idle.poll(); lane != null; lane = idle.poll()) {
            lane.close();
        }
        try {
            session.close();
        } catch (OrtException e) {
            log.warn("ONNX Runtime could not free the model '{}'; its memory is lost until the process ends.", name, e);
        } finally {
            options.close();
        }
    }
}
