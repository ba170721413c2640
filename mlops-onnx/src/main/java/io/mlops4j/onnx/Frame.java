package io.mlops4j.onnx;

import ai.onnxruntime.OnnxTensor;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lane has prepared for inputs of certain shapes: native tensors over its memory, and what is known of the outputs that such inputs give. Confined to
 * its lane.
 */
final class Frame {
    /** By position in the signature. */
    private final Shape[] shapes;

    private final Map<String, OnnxTensor> inputs;
    private final boolean[] learnt;
    private final @Nullable Shape[] outputShapes;
    private final @Nullable PinnedOutput[] pinned;
    private final @Nullable Binding[] bindings = new Binding[Requests.KEPT];
    private int revocations;

    /**
     * With native tensors that become its own to close.
     *
     * @param shapes of the inputs, in the signature's order
     * @param inputs by name, in the same order
     * @param outputs how many the model has
     */
    Frame(Shape[] shapes, Map<String, OnnxTensor> inputs, int outputs) {
        this.shapes = shapes;
        this.inputs = inputs;
        this.learnt = new boolean[outputs];
        this.outputShapes = new Shape[outputs];
        this.pinned = new PinnedOutput[outputs];
    }

    Map<String, OnnxTensor> inputs() {
        return inputs;
    }

    Shape[] shapes() {
        return shapes;
    }

    /** Whether it is for these inputs, which then fit the signature. */
    boolean isFor(Tensors values, InputLayout layout) {
        if (values.size() != shapes.length) {
            return false;
        }
        for (int i = 0; i < shapes.length; i++) {
            Value value = layout.find(values, i);
            if (!(value instanceof Tensor tensor)
                    || tensor.type() != layout.type(i)
                    || !tensor.shape().equals(shapes[i])) {
                return false;
            }
        }
        return true;
    }

    /** Notes the shape at which an output is to be pinned, or that it is not. */
    void learn(int output, @Nullable Shape shape) {
        learnt[output] = true;
        outputShapes[output] = shape;
    }

    /** Whether everything is known of the outputs that a request asks for. */
    boolean knows(Request request) {
        for (int i = 0; i < request.size(); i++) {
            if (!learnt[request.output(i)]) {
                return false;
            }
        }
        return true;
    }

    /** The shape at which an output is pinned; null if it is not. */
    @Nullable Shape outputShape(int output) {
        return outputShapes[output];
    }

    /** How an output is pinned; null if it was not prepared yet. */
    @Nullable PinnedOutput pinned(int output) {
        return pinned[output];
    }

    /** Takes over a pinned output's native tensor. */
    void pin(int output, PinnedOutput prepared) {
        pinned[output] = prepared;
    }

    /** What was prepared for a request; null if nothing was, or if it is older than the last revocation. */
    @Nullable Binding binding(Request request, int revocations) {
        return revocations == this.revocations && request.index() != Request.UNKEPT ? bindings[request.index()] : null;
    }

    void bind(Request request, Binding binding, int revocations) {
        if (revocations != this.revocations) {
            Arrays.fill(bindings, null);
            this.revocations = revocations;
        }
        bindings[request.index()] = binding;
    }

    /** Closes the native tensors of the outputs, whose memory is about to move; what was learnt of them stays. */
    void unpin() {
        for (int i = 0; i < pinned.length; i++) {
            PinnedOutput output = pinned[i];
            if (output != null) {
                output.tensor().close();
                pinned[i] = null;
            }
        }
        Arrays.fill(bindings, null);
    }

    /** Closes all native tensors. */
    void close() {
        unpin();
        inputs.values().forEach(OnnxTensor::close);
    }
}
