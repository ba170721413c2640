package io.mlops4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.LoadedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session, and a count of the calls that are in it: closing a session while a call is in it kills the process
 * (onnxruntime#21812), so the last call that leaves after {@link #close} closes it.
 */
final class OnnxModel implements LoadedModel {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);
    private static final int CLOSING = 1 << 30;

    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;
    private final Map<String, String> metadata;
    private final Set<String> allOutputs;

    /** The number of calls inside, and {@link #CLOSING} once no more may enter. */
    private final AtomicInteger inside = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();

    private OnnxModel(
            String name,
            OrtEnvironment environment,
            OrtSession session,
            Signature signature,
            Map<String, String> metadata) {
        this.name = name;
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        this.metadata = Collections.unmodifiableMap(metadata);
        this.allOutputs = new LinkedHashSet<>();
        signature.outputs().forEach(output -> allOutputs.add(output.name()));
    }

    static OnnxModel of(String name, OrtEnvironment environment, OrtSession session) throws OrtException {
        Signature signature = new Signature(specs(session.getInputInfo()), specs(session.getOutputInfo()));
        for (TensorSpec input : signature.inputs()) {
            if (!OnnxValues.canBeGiven(input)) {
                throw new InferenceFailure("Input '" + input.name() + "' of model '" + name + "' is of " + input
                        + ", which ONNX Runtime cannot be given from Java. Export the model with another type.");
            }
        }
        for (TensorSpec output : signature.outputs()) {
            if (output.kind() != TensorSpec.Kind.TENSOR && OnnxValues.isZipMap(output)) {
                LOG.warn(
                        "Output '{}' of model '{}' is a sequence of maps, which is slow to read; export it with the option"
                                + " zipmap=False to get a tensor.",
                        output.name(),
                        name);
            }
        }
        return new OnnxModel(name, environment, session, signature, metadata(session.getMetadata()));
    }

    private static List<TensorSpec> specs(Map<String, NodeInfo> nodes) {
        List<TensorSpec> specs = new ArrayList<>();
        nodes.values().forEach(node -> specs.add(OnnxValues.spec(node)));
        return specs;
    }

    private static Map<String, String> metadata(OnnxModelMetadata metadata) {
        Map<String, String> map = new TreeMap<>(metadata.getCustomMetadata());
        map.put("producer", metadata.getProducerName());
        map.put("graph", metadata.getGraphName());
        map.put("domain", metadata.getDomain());
        map.put("description", metadata.getDescription());
        map.put("version", Long.toString(metadata.getVersion()));
        map.values().removeIf(String::isEmpty);
        return map;
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
        signature.checkInputs(inputs);
        return runChecked(inputs, allOutputs);
    }

    @Override
    public Tensors run(Tensors inputs, String... outputs) {
        signature.checkInputs(inputs);
        Set<String> wanted = new LinkedHashSet<>();
        for (String output : outputs) {
            if (!allOutputs.contains(output)) {
                throw new InvalidInput("Model '" + name + "' has no output '" + output + "'."
                        + NearNames.sentence(output, allOutputs));
            }
            if (!wanted.add(output)) {
                throw new InvalidInput("Output '" + output + "' of model '" + name + "' is asked for twice.");
            }
        }
        if (wanted.isEmpty()) {
            throw new InvalidInput(
                    "No output of model '" + name + "' is asked for; name one, or leave the names out for all.");
        }
        return runChecked(inputs, wanted);
    }

    private Tensors runChecked(Tensors inputs, Set<String> outputs) {
        if ((inside.incrementAndGet() & CLOSING) != 0) {
            leave();
            throw new InferenceFailure("Model '" + name + "' is closed.");
        }
        try {
            return runInside(inputs, outputs);
        } catch (OrtException e) {
            throw new InferenceFailure("Model '" + name + "' failed on " + inputs + ": " + e.getMessage(), e);
        } finally {
            leave();
        }
    }

    private Tensors runInside(Tensors inputs, Set<String> outputs) throws OrtException {
        Map<String, OnnxTensor> natives = new LinkedHashMap<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                natives.put(inputs.name(i), OnnxValues.toNative(environment, (Tensor) inputs.value(i)));
            }
            try (OrtSession.Result result = session.run(natives, outputs)) {
                Map<String, Value> values = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    values.put(output.getKey(), OnnxValues.toJava(output.getValue()));
                }
                return Tensors.of(values);
            }
        } finally {
            natives.values().forEach(OnnxTensor::close);
        }
    }

    private void leave() {
        if (inside.decrementAndGet() == CLOSING) {
            closeSession();
        }
    }

    @Override
    public void close() {
        if (inside.getAndUpdate(n -> n | CLOSING) == 0) {
            closeSession();
        }
    }

    private void closeSession() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn(
                    "Model '{}' could not be closed; its memory is lost until the process ends: {}",
                    name,
                    e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "ONNX model '" + name + "' " + signature;
    }
}
