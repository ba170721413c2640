package io.mlops4j.core.runtime;

import io.mlops4j.InvalidInput;
import io.mlops4j.model.Composition.Part;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models one after another. */
final class ChainModel extends ComposedModel {
    /** For each model but the first, which output of the one before each of its inputs is. */
    private final List<Map<String, String>> links;

    ChainModel(List<Part> parts, List<LoadedModel> models) {
        super(
                models,
                new Signature(
                        models.get(0).signature().inputs(),
                        models.get(models.size() - 1).signature().outputs()));
        this.links = new ArrayList<>();
        for (int i = 1; i < models.size(); i++) {
            links.add(links(
                    parts.get(i),
                    models.get(i).signature(),
                    parts.get(i - 1),
                    models.get(i - 1).signature()));
        }
    }

    private static Map<String, String> links(Part part, Signature mine, Part before, Signature theirs) {
        Map<String, String> links = new LinkedHashMap<>();
        for (TensorSpec input : mine.inputs()) {
            List<TensorSpec> fitting = theirs.outputs().stream()
                    .filter(output -> output.type() == input.type() && fits(input, output))
                    .toList();
            TensorSpec link = fitting.stream()
                    .filter(output -> output.name().equals(input.name()))
                    .findFirst()
                    .orElseGet(() -> mine.inputs().size() == 1 && fitting.size() == 1 ? fitting.get(0) : null);
            if (link == null) {
                throw new InvalidInput(part.version() + " cannot follow " + before.version() + ": its input " + input
                        + " is none of the outputs " + theirs.outputs()
                        + ". Export the models with fitting names, types and shapes.");
            }
            links.put(input.name(), link.name());
        }
        return links;
    }

    private static boolean fits(TensorSpec input, TensorSpec output) {
        return !input.shape().isKnown()
                || !output.shape().isKnown()
                || input.shape().rank() == output.shape().rank();
    }

    @Override
    Tensors compute(Tensors inputs, CancellationSignal signal) {
        Tensors current = models().get(0).run(inputs, signal);
        for (int i = 1; i < models().size(); i++) {
            refuseIfCancelled(signal);
            Map<String, Value> next = new LinkedHashMap<>();
            for (Map.Entry<String, String> link : links.get(i - 1).entrySet()) {
                next.put(link.getKey(), current.value(link.getValue()));
            }
            current = models().get(i).run(Tensors.of(next));
        }
        return current;
    }
}
