package io.mlops4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one call at a time in memory that it keeps: a direct buffer for every input and every output that is pinned. Over these lie the native
 * tensors of the shapes that came lately, a {@link Frame} for each, so that a call with shapes that came before creates nothing native. A call whose tensors are
 * larger than the lane keeps, or are texts, gets memory of its own.
 *
 * <p>Of a shape, the first run lets ONNX Runtime allocate the outputs and notes their shapes; from the second on those that {@link Pinning} allows are pinned.
 * Answers are copies. Confined to its holder.
 */
final class Lane implements AutoCloseable {
    /** How many shapes are kept: the sizes that a batcher makes, or the lengths of texts after padding. */
    private static final int FRAMES = 16;

    private final LanePlan plan;
    private final InputLayout layout;
    /** The most that one buffer may take. */
    private final long share;

    private final @Nullable NativeBuffer[] inputs;
    private final @Nullable NativeBuffer[] outputs;
    private final @Nullable Frame[] frames = new Frame[FRAMES];
    private int latest;
    private int next;
    private @Nullable StoppableRun stoppable;

    /** Holds nothing yet. */
    Lane(LanePlan plan) {
        this.plan = plan;
        this.layout = plan.layout();
        this.inputs = new NativeBuffer[layout.size()];
        this.outputs = new NativeBuffer[plan.signature().outputs().size()];
        this.share = plan.mostBytes() / Math.max(1, inputs.length + outputs.length);
    }

    /** What a run here is stopped by. */
    StoppableRun stoppable() throws OrtException {
        StoppableRun made = stoppable;
        if (made == null) {
            made = new StoppableRun(plan.runEntries());
            stoppable = made;
        }
        return made;
    }

    /** Runs a request. */
    Tensors run(Tensors values, Request request) throws OrtException {
        return run(values, request, plan.runEntries().isEmpty() ? null : stoppable());
    }

    /** Runs a request, which {@code stop} may end before it is done. */
    Tensors run(Tensors values, Request request, @Nullable StoppableRun stop) throws OrtException {
        Frame frame = find(values);
        if (frame == null) {
            plan.signature().checkInputs(values);
            Shape[] shapes = shapes(values);
            if (!keeps(shapes)) {
                return runOnce(values, request, stop);
            }
            frame = add(shapes);
        }
        fill(values);
        Binding binding = binding(frame, request);
        if (binding == null) {
            Tensors answer = runOpen(frame.inputs(), request, stop);
            learn(frame, request, answer);
            return answer;
        }
        try {
            return binding.run(plan.session(), frame.inputs(), options(stop));
        } catch (OrtException e) {
            if (!binding.pins() || (stop != null && stop.isStopped())) {
                throw e;
            }
            // Whether it is a pinned shape that was wrong, or the model that fails, the same call without pinned
            // outputs tells.
            Tensors answer = runOpen(frame.inputs(), request, stop);
            revoke(frame, request, answer);
            return answer;
        }
    }

    private Tensors runOpen(Map<String, OnnxTensor> tensors, Request request, @Nullable StoppableRun stop)
            throws OrtException {
        return request.open().run(plan.session(), tensors, options(stop));
    }

    private static OrtSession.@Nullable RunOptions options(@Nullable StoppableRun stop) {
        return stop == null ? null : stop.options();
    }

    private @Nullable Frame find(Tensors values) {
        Frame frame = frames[latest];
        if (frame != null && frame.isFor(values, layout)) {
            return frame;
        }
        for (int i = 0; i < FRAMES; i++) {
            frame = frames[i];
            if (frame != null && frame.isFor(values, layout)) {
                latest = i;
                return frame;
            }
        }
        return null;
    }

    private Shape[] shapes(Tensors values) {
        Shape[] shapes = new Shape[layout.size()];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = tensor(values, i).shape();
        }
        return shapes;
    }

    private Tensor tensor(Tensors values, int input) {
        return values.tensor(layout.name(input));
    }

    private boolean keeps(Shape[] shapes) {
        for (int i = 0; i < shapes.length; i++) {
            ElementType type = layout.type(i);
            if (type == ElementType.STRING || NativeBuffer.bytes(type, shapes[i]) > share) {
                return false;
            }
        }
        return true;
    }

    /** A frame for new shapes, in the place of the oldest. */
    private Frame add(Shape[] shapes) throws OrtException {
        for (int i = 0; i < shapes.length; i++) {
            NativeBuffer buffer = inputs[i];
            if (buffer == null) {
                buffer = new NativeBuffer(layout.type(i));
                inputs[i] = buffer;
            }
            long bytes = NativeBuffer.bytes(layout.type(i), shapes[i]);
            if (bytes > buffer.capacity()) {
                closeFrames();
                reserve(buffer, bytes);
            }
        }
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        boolean made = false;
        try {
            for (int i = 0; i < shapes.length; i++) {
                NativeBuffer buffer = inputs[i];
                if (buffer != null) {
                    tensors.put(layout.name(i), buffer.tensor(plan.environment(), shapes[i]));
                }
            }
            made = true;
        } finally {
            if (!made) {
                tensors.values().forEach(OnnxTensor::close);
            }
        }
        Frame oldest = frames[next];
        if (oldest != null) {
            oldest.close();
        }
        Frame frame = new Frame(shapes, tensors, outputs.length);
        frames[next] = frame;
        latest = next;
        next = (next + 1) % FRAMES;
        return frame;
    }

    private void reserve(NativeBuffer buffer, long bytes) {
        int before = buffer.capacity();
        long ample = Math.min(2L * before, Math.min(share, Integer.MAX_VALUE));
        buffer.reserve(Math.max(bytes, ample));
        plan.heldBytes().add(buffer.capacity() - before);
    }

    private void fill(Tensors values) {
        for (int i = 0; i < inputs.length; i++) {
            NativeBuffer buffer = inputs[i];
            if (buffer != null && layout.find(values, i) instanceof Tensor tensor) {
                buffer.put(tensor);
            }
        }
    }

    /** How a request is put, prepared now if it was not before; null as long as the outputs' shapes are not known. */
    private @Nullable Binding binding(Frame frame, Request request) throws OrtException {
        int revocations = plan.pinning().revocations();
        Binding binding = frame.binding(request, revocations);
        if (binding != null || request.index() == Request.UNKEPT || !frame.knows(request)) {
            return binding;
        }
        @Nullable PinnedOutput[] pinned = new PinnedOutput[request.size()];
        for (int i = 0; i < pinned.length; i++) {
            pinned[i] = pinned(frame, request.output(i));
        }
        binding = new Binding(request, pinned);
        frame.bind(request, binding, revocations);
        return binding;
    }

    private @Nullable PinnedOutput pinned(Frame frame, int output) throws OrtException {
        Shape shape = frame.outputShape(output);
        NativeBuffer buffer = outputs[output];
        if (shape == null || buffer == null || !plan.pinning().isPossible(output)) {
            return null;
        }
        PinnedOutput pinned = frame.pinned(output);
        if (pinned == null) {
            pinned = new PinnedOutput(buffer, buffer.tensor(plan.environment(), shape), shape, (int) shape.elements());
            frame.pin(output, pinned);
        }
        return pinned;
    }

    /** Runs with native tensors that are made for this call. */
    private Tensors runOnce(Tensors values, Request request, @Nullable StoppableRun stop) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (int i = 0; i < layout.size(); i++) {
                String name = layout.name(i);
                tensors.put(name, once(name, tensor(values, i)));
            }
            return runOpen(tensors, request, stop);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor once(String name, Tensor value) throws OrtException {
        if (value.type() == ElementType.STRING) {
            return OnnxTensor.createTensor(
                    plan.environment(),
                    Texts.passable(name, value.strings()),
                    value.shape().dimensions());
        }
        NativeBuffer buffer = new NativeBuffer(value.type());
        buffer.reserve(NativeBuffer.bytes(value.type(), value.shape()));
        buffer.put(value);
        return buffer.tensor(plan.environment(), value.shape());
    }

    /** Notes what a run tells of the shapes of outputs, and makes room for those that will be pinned. */
    private void learn(Frame frame, Request request, Tensors answer) {
        for (int i = 0; i < request.size(); i++) {
            int output = request.output(i);
            frame.learn(output, shapeToPin(frame, output, answer.value(i)));
        }
    }

    private @Nullable Shape shapeToPin(Frame frame, int output, Value given) {
        if (!(given instanceof Tensor tensor) || !plan.pinning().pins(output, tensor.shape(), frame.shapes())) {
            return null;
        }
        long bytes = NativeBuffer.bytes(tensor.type(), tensor.shape());
        if (bytes > share) {
            return null;
        }
        NativeBuffer buffer = outputs[output];
        if (buffer == null) {
            buffer = new NativeBuffer(tensor.type());
            outputs[output] = buffer;
        }
        if (bytes > buffer.capacity()) {
            for (Frame each : frames) {
                if (each != null) {
                    each.unpin();
                }
            }
            reserve(buffer, bytes);
        }
        return tensor.shape();
    }

    /** Ends the pinning of outputs that a run failed with, and that one without gave: those of another shape; all, if no shape differs. */
    private void revoke(Frame frame, Request request, Tensors answer) {
        boolean found = false;
        for (int i = 0; i < request.size(); i++) {
            int output = request.output(i);
            Shape expected = frame.outputShape(output);
            if (expected != null
                    && !(answer.value(i) instanceof Tensor tensor
                            && tensor.shape().equals(expected))) {
                plan.pinning().revoke(output);
                found = true;
            }
        }
        for (int i = 0; i < request.size() && !found; i++) {
            if (frame.outputShape(request.output(i)) != null) {
                plan.pinning().revoke(request.output(i));
            }
        }
    }

    private void closeFrames() {
        for (int i = 0; i < FRAMES; i++) {
            Frame frame = frames[i];
            if (frame != null) {
                frame.close();
                frames[i] = null;
            }
        }
    }

    /** Gives everything back. */
    @Override
    public void close() {
        closeFrames();
        release(inputs);
        release(outputs);
        if (stoppable != null) {
            stoppable.close();
            stoppable = null;
        }
    }

    private void release(@Nullable NativeBuffer[] buffers) {
        for (int i = 0; i < buffers.length; i++) {
            NativeBuffer buffer = buffers[i];
            if (buffer != null) {
                plan.heldBytes().add(-buffer.capacity());
                buffers[i] = null;
            }
        }
    }
}
