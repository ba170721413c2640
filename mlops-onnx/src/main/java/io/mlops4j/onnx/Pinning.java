package io.mlops4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Shape;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which outputs of a model are given to it in advance, as memory of ours that the next call with the same input shapes uses again. That is right only
 * where those shapes decide the output's shape. Nobody declares that; a free dimension of an output may be the number of rows of the batch
 * or the number of things found in it. So:
 *
 * <ol>
 *   <li>an output is a candidate if each of its free dimensions bears the name of a free dimension of an input, or is its first, as exporters that name no
 *       dimensions leave the rows of the batch;
 *   <li>it is pinned at a shape that a run with these input shapes gave, in which the dimensions in question agree with the inputs';
 *   <li>ONNX Runtime holds a pinned output's shape against the one that the operator asks for, and fails the run when they differ. Then the call is
 *       run again without pinned outputs, and the output is never pinned again: a guess that was wrong costs one run twice, and no answer.
 * </ol>
 *
 * <p>An output that is an input handed through is no candidate, since ONNX Runtime writes nothing there. Thread-safe.
 */
final class Pinning {
    private static final Logger log = LoggerFactory.getLogger(Pinning.class);
    private static final int NEVER = 0;
    private static final int POSSIBLE = 1;

    private final Signature signature;
    private final String[][] inputDimensions;
    private final String[][] outputDimensions;
    private final AtomicIntegerArray states;
    private volatile int revocations;

    private Pinning(Signature signature, String[][] inputDimensions, String[][] outputDimensions) {
        this.signature = signature;
        this.inputDimensions = inputDimensions;
        this.outputDimensions = outputDimensions;
        this.states = new AtomicIntegerArray(outputDimensions.length);
    }

    /** Of a model on the CPU. */
    static Pinning of(Signature signature, Collection<NodeInfo> inputs, Collection<NodeInfo> outputs) {
        Pinning pinning = new Pinning(signature, dimensionNames(inputs), dimensionNames(outputs));
        for (int i = 0; i < signature.outputs().size(); i++) {
            pinning.states.set(i, pinning.isCandidate(i) ? POSSIBLE : NEVER);
        }
        return pinning;
    }

    /** No output at all: of a model that runs elsewhere, where what is checked is not the shape but the size. */
    static Pinning none(Signature signature) {
        int outputs = signature.outputs().size();
        return new Pinning(signature, new String[0][], new String[outputs][]);
    }

    private static String[][] dimensionNames(Collection<NodeInfo> nodes) {
        return nodes.stream()
                .map(node -> node.getInfo() instanceof TensorInfo info ? info.getDimensionNames() : new String[0])
                .toArray(String[][]::new);
    }

    private boolean isCandidate(int output) {
        TensorSpec spec = signature.outputs().get(output);
        if (spec.kind() != TensorSpec.Kind.TENSOR
                || !NativeBuffer.canBeShared(spec.type())
                || !spec.shape().isKnown()
                || signature.inputs().stream().anyMatch(input -> input.name().equals(spec.name()))) {
            return false;
        }
        for (int i = 1; i < spec.shape().rank(); i++) {
            if (spec.shape().dimension(i) == Shape.FREE && !isOfAnInput(outputDimensions[output][i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isOfAnInput(String name) {
        if (!name.isEmpty()) {
            for (String[] dimensions : inputDimensions) {
                if (List.of(dimensions).contains(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Grows with every output that turned out not to be one to pin; what was prepared before is then out of date. */
    int revocations() {
        return revocations;
    }

    /** Whether an output is still a candidate. */
    boolean isPossible(int output) {
        return states.get(output) == POSSIBLE;
    }

    /** Whether an output is to be pinned at a shape that a run with inputs of these shapes, in the signature's order, gave. */
    boolean pins(int output, Shape given, Shape[] inputs) {
        if (!isPossible(output)) {
            return false;
        }
        Shape declared = signature.outputs().get(output).shape();
        if (!declared.admits(given) || given.elements() == 0) {
            return false;
        }
        for (int i = 0; i < declared.rank(); i++) {
            if (declared.dimension(i) == Shape.FREE
                    && !agrees(outputDimensions[output][i], given.dimension(i), inputs)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a free dimension is that of an input: of the same name, or, where it bears none of theirs, their first. */
    private boolean agrees(String name, long size, Shape[] inputs) {
        boolean named = isOfAnInput(name);
        for (int input = 0; input < inputs.length; input++) {
            for (int i = 0; i < inputs[input].rank(); i++) {
                boolean same = named ? isNamed(name, input, i) : i == 0;
                if (same && inputs[input].dimension(i) == size) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNamed(String name, int input, int dimension) {
        return dimension < inputDimensions[input].length && name.equals(inputDimensions[input][dimension]);
    }

    /** Never pins an output again. */
    synchronized void revoke(int output) {
        states.set(output, NEVER);
        revocations++;
        log.debug(
                "The shape of the output '{}' depends on more than the inputs' shapes; it is not pinned any more.",
                signature.outputs().get(output).name());
    }
}
