package io.mlops4j.core.data.feature;

import io.mlops4j.core.blob.Digests;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.RowTransformer;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Fitted steps and the program made of them. */
final class FittedPipeline implements FeaturePipeline {
    private final Schema inputs;
    private final @Nullable String label;
    private final List<FittedStep> steps;
    private final Program program;
    private final RowColumns columns;
    private final byte[] bytes;
    private final String digest;

    /** The slots of the last row that came as a map, for the next: empty while one is under way. */
    private final AtomicReference<@Nullable SlotRow> spare = new AtomicReference<>();

    FittedPipeline(Schema inputs, Optional<String> label, List<FittedStep> steps) {
        this.inputs = inputs;
        this.label = label.orElse(null);
        this.steps = List.copyOf(steps);
        this.program = new Program(inputs, this.steps);
        this.columns = new RowColumns(inputs);
        this.bytes = PipelineJson.write(this);
        this.digest = Digests.sha256(bytes);
    }

    Optional<String> label() {
        return Optional.ofNullable(label);
    }

    List<FittedStep> steps() {
        return steps;
    }

    @Override
    public Schema inputs() {
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return program.names();
    }

    @Override
    public Table transform(Table table) {
        return TableTransform.apply(program, columns.of(table), table, label());
    }

    @Override
    public double[] transform(Map<String, ? extends @Nullable Object> row) {
        SlotRow slots = spare.getAndSet(null);
        if (slots == null) {
            slots = newRow();
        }
        double[] target = new double[slots.width()];
        // A row that is refused half-way is not kept, so nothing of it gets into another.
        slots.setAll(row);
        slots.transform(target);
        spare.set(slots);
        return target;
    }

    @Override
    public RowTransformer rows() {
        return newRow();
    }

    private SlotRow newRow() {
        program.findNonNumber().ifPresent(e -> {
            throw e;
        });
        return new SlotRow(columns, program);
    }

    @Override
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeaturePipeline that && Arrays.equals(bytes, that.toBytes());
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** The columns in and out, not what was fitted. */
    @Override
    public String toString() {
        return "feature pipeline of " + steps.size() + " steps: " + inputs.names() + " -> " + outputs();
    }
}
