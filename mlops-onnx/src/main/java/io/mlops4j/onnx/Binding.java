package io.mlops4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlops4j.internal.TrustedValues;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a request is put to the session: some outputs pinned, the others open, to be allocated by ONNX Runtime. */
final class Binding {
    private static final TrustedValues VALUES = TrustedValues.maker();

    private final Request request;
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final @Nullable PinnedOutput[] outputs;

    /**
     * Of a request.
     *
     * @param outputs for each of its outputs how it is pinned, null where it is open
     */
    Binding(Request request, @Nullable PinnedOutput[] outputs) {
        this.request = request;
        this.outputs = outputs;
        for (int i = 0; i < outputs.length; i++) {
            PinnedOutput output = outputs[i];
            if (output == null) {
                open.add(request.name(i));
            } else {
                pinned.put(request.name(i), output.tensor());
            }
        }
    }

    /** With no output pinned. */
    static Binding open(Request request) {
        return new Binding(request, new PinnedOutput[request.size()]);
    }

    /** Whether any output is pinned. */
    boolean pins() {
        return !pinned.isEmpty();
    }

    /** Runs, and copies what comes out. */
    Tensors run(OrtSession session, Map<String, OnnxTensor> inputs, OrtSession.@Nullable RunOptions options)
            throws OrtException {
        try (OrtSession.Result result = session.run(inputs, open, pinned, options)) {
            Value[] values = new Value[outputs.length];
            // The result has the pinned ones first.
            int place = pinned.size();
            for (int i = 0; i < values.length; i++) {
                PinnedOutput output = outputs[i];
                values[i] = output == null ? OutputReader.read(result.get(place++)) : output.take();
            }
            return VALUES.tensors(request.names(), values);
        }
    }
}
