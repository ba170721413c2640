package io.mlops4j.onnx;

import java.util.Arrays;

/** Which outputs a call asks for, in its order. Immutable. */
final class Request {
    /** The index of a request that comes too seldom to prepare for. */
    static final int UNKEPT = -1;

    private final int index;
    private final String[] names;
    private final int[] outputs;
    private final Binding open;

    /**
     * A request.
     *
     * @param index where a frame keeps what it has prepared for it; {@link #UNKEPT} if nowhere
     * @param names the names, not to be changed
     * @param outputs the positions in the signature, not to be changed
     */
    Request(int index, String[] names, int[] outputs) {
        this.index = index;
        this.names = names;
        this.outputs = outputs;
        this.open = Binding.open(this);
    }

    int index() {
        return index;
    }

    int size() {
        return names.length;
    }

    String name(int i) {
        return names[i];
    }

    /** All names, shared with answers and not to be changed. */
    String[] names() {
        return names;
    }

    boolean isFor(String... names) {
        return Arrays.equals(this.names, names);
    }

    /** The position in the signature of an output. */
    int output(int i) {
        return outputs[i];
    }

    /** How it is put with no output pinned. */
    Binding open() {
        return open;
    }
}
