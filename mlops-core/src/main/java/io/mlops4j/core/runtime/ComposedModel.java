package io.mlops4j.core.runtime;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.internal.Leases;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several models that answer as one. They are closed together, when the last call has left. */
abstract class ComposedModel implements LoadedModel {
    private final List<LoadedModel> models;
    private final Signature signature;
    private final Leases leases;

    ComposedModel(List<LoadedModel> models, Signature signature) {
        this.models = List.copyOf(models);
        this.signature = signature;
        this.leases = new Leases(() -> this.models.forEach(LoadedModel::close));
    }

    /** All outputs for inputs that fit; looks at the signal between its parts. */
    abstract Tensors compute(Tensors inputs, CancellationSignal signal);

    final List<LoadedModel> models() {
        return models;
    }

    static void refuseIfCancelled(CancellationSignal signal) {
        if (signal.isCancelled()) {
            throw new InferenceFailure("The run of a composed model was stopped between two of its parts.");
        }
    }

    @Override
    public final Signature signature() {
        return signature;
    }

    @Override
    public final Map<String, String> metadata() {
        return Map.of("parts", Integer.toString(models.size()));
    }

    @Override
    public final Tensors run(Tensors inputs) {
        return run(inputs, new CancellationSignal());
    }

    @Override
    public final Tensors run(Tensors inputs, String... outputs) {
        if (outputs.length == 0) {
            throw new InvalidInput("No output of the composed model is asked for; name one of "
                    + signature.outputs().stream().map(TensorSpec::name).toList()
                    + ", or leave the names out for all.");
        }
        return run(inputs, new CancellationSignal(), outputs);
    }

    @Override
    public final Tensors run(Tensors inputs, CancellationSignal signal, String... outputs) {
        signature.checkInputs(inputs);
        List<String> names = signature.outputs().stream().map(TensorSpec::name).toList();
        for (String output : outputs) {
            if (!names.contains(output)) {
                throw new InvalidInput(
                        "The composed model has no output '" + output + "'." + NearNames.sentence(output, names));
            }
        }
        if (!leases.enter()) {
            throw new InferenceFailure("The composed model is closed; load it again to run it.");
        }
        try {
            return chosen(compute(inputs, signal), outputs);
        } finally {
            leases.leave();
        }
    }

    private static Tensors chosen(Tensors all, String... outputs) {
        if (outputs.length == 0) {
            return all;
        }
        Map<String, Value> some = new LinkedHashMap<>();
        for (String output : outputs) {
            if (some.put(output, all.value(output)) != null) {
                throw new InvalidInput("The output '" + output + "' is asked for twice; name each once.");
            }
        }
        return Tensors.of(some);
    }

    @Override
    public final long memoryBytes() {
        return models.stream().mapToLong(LoadedModel::memoryBytes).sum();
    }

    @Override
    public final void close() {
        leases.close();
    }
}
