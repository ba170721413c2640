package io.mlops4j.model;

import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model takes and gives, as the model itself declares it. Immutable.
 *
 * @param inputs the inputs, in the model's order
 * @param outputs the outputs, in the model's order
 */
public record Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    /** Copies the lists; refuses two inputs or two outputs of one name. */
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        refuseTwins("inputs", inputs);
        refuseTwins("outputs", outputs);
    }

    private static void refuseTwins(String what, List<TensorSpec> specs) {
        Set<String> names = new HashSet<>();
        for (TensorSpec spec : specs) {
            if (!names.add(spec.name())) {
                throw new InvalidInput("The model has two " + what + " of the name '" + spec.name() + "'.");
            }
        }
    }

    /**
     * Holds inputs against this signature: every input, by name, type, rank and fixed dimensions, and no other. Allocates nothing when they
     * fit.
     *
     * @throws InvalidInput if they do not; the message says which, how, and what the model takes
     */
    public void checkInputs(Tensors tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            Value value = tensors.value(i);
            TensorSpec spec = input(tensors.name(i));
            if (!(value instanceof Tensor tensor)) {
                throw new InvalidInput("Input '" + spec.name() + "' must be a tensor of " + describe(spec) + ".");
            }
            if (tensor.type() != spec.type()) {
                throw new InvalidInput("Input '" + spec.name() + "' must be " + describe(spec) + ", but is " + tensor
                        + ": the type of the elements is " + tensor.type() + ", not " + spec.type() + ".");
            }
            if (!spec.shape().admits(tensor.shape())) {
                throw new InvalidInput("Input '" + spec.name() + "' must be " + describe(spec) + ", but is " + tensor
                        + ": " + misfit(spec, tensor) + ".");
            }
        }
        if (tensors.size() != inputs.size()) {
            String missing = inputs.stream()
                    .filter(spec -> !tensors.contains(spec.name()))
                    .map(TensorSpec::toString)
                    .collect(Collectors.joining(", "));
            throw new InvalidInput(
                    "The model takes " + inputs.size() + " inputs, of which these are missing: " + missing + ".");
        }
    }

    private TensorSpec input(String name) {
        for (int i = 0; i < inputs.size(); i++) {
            TensorSpec spec = inputs.get(i);
            if (spec.name().equals(name)) {
                return spec;
            }
        }
        List<String> names = inputs.stream().map(TensorSpec::name).toList();
        throw new InvalidInput("The model has no input '" + name + "'." + NearNames.sentence(name, names));
    }

    private static String describe(TensorSpec spec) {
        return spec.type() + spec.shape().toString();
    }

    private static String misfit(TensorSpec spec, Tensor tensor) {
        if (spec.shape().rank() != tensor.shape().rank()) {
            return "it has " + tensor.shape().rank() + " dimensions, not "
                    + spec.shape().rank();
        }
        int i = 0;
        while (spec.shape().dimension(i) == Shape.FREE
                || spec.shape().dimension(i) == tensor.shape().dimension(i)) {
            i++;
        }
        return "dimension " + i + " is " + tensor.shape().dimension(i) + ", not "
                + spec.shape().dimension(i);
    }

    /**
     * Whether a model with this signature can take the place of one with the other, unnoticed by its callers: the same inputs by name, type and
     * rank, each dimension equal or free here; and every output of the other by name, kind and type, with the same rank and dimensions that
     * are equal or free on either side. It may have outputs besides. A shape that is unknown on either side of an output fits.
     */
    public boolean compatibleWith(Signature other) {
        return inputs.size() == other.inputs.size()
                && other.inputs.stream().allMatch(o -> inputs.stream().anyMatch(mine -> takes(mine, o)))
                && other.outputs.stream().allMatch(o -> outputs.stream().anyMatch(mine -> gives(mine, o)));
    }

    private static boolean takes(TensorSpec mine, TensorSpec theirs) {
        return sameKind(mine, theirs) && mine.shape().admits(theirs.shape());
    }

    private static boolean gives(TensorSpec mine, TensorSpec theirs) {
        if (!sameKind(mine, theirs)) {
            return false;
        }
        if (!mine.shape().isKnown() || !theirs.shape().isKnown()) {
            return true;
        }
        if (mine.shape().rank() != theirs.shape().rank()) {
            return false;
        }
        for (int i = 0; i < mine.shape().rank(); i++) {
            long here = mine.shape().dimension(i);
            long there = theirs.shape().dimension(i);
            if (here != there && here != Shape.FREE && there != Shape.FREE) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameKind(TensorSpec mine, TensorSpec theirs) {
        return mine.name().equals(theirs.name()) && mine.kind() == theirs.kind() && mine.type() == theirs.type();
    }

    /** As {@code (X: float[-1, 30]) -> (label: int64[-1], probabilities: float[-1, 2])}. */
    @Override
    public String toString() {
        return list(inputs) + " -> " + list(outputs);
    }

    private static String list(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
