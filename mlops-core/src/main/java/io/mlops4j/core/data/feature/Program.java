package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fitted steps laid out over the slots of a row. Immutable, thread-safe: the slots are the caller's. */
final class Program {
    private final int numbers;
    private final int texts;
    private final Operation[] operations;
    private final List<String> names;
    private final Slot[] outputs;

    Program(Schema inputs, List<FittedStep> steps) {
        Layout layout = new Layout(inputs);
        List<Operation> program = new ArrayList<>();
        steps.forEach(step -> step.bind(layout, program));
        if (layout.columns().isEmpty()) {
            throw new InvalidInput("The steps of the feature pipeline leave no column; drop fewer.");
        }
        // Refuses what is no name.
        layout.columns().keySet().forEach(name -> ColumnSchema.of(name, ColumnType.REAL));
        numbers = layout.numbers();
        texts = layout.texts();
        operations = program.toArray(Operation[]::new);
        names = List.copyOf(layout.columns().keySet());
        outputs = layout.columns().values().toArray(Slot[]::new);
    }

    /** The slots for all that is no text. The inputs come first, in their order. */
    double[] newNumbers() {
        return new double[numbers];
    }

    /** The slots for texts. The inputs come first, in their order. */
    @Nullable String[] newTexts() {
        return new String[texts];
    }

    void run(double[] rowNumbers, @Nullable String[] rowTexts) {
        for (Operation operation : operations) {
            operation.apply(rowNumbers, rowTexts);
        }
    }

    /** Runs, and collects the outputs, which are all numbers. */
    void run(double[] rowNumbers, @Nullable String[] rowTexts, double[] target) {
        run(rowNumbers, rowTexts);
        for (int i = 0; i < outputs.length; i++) {
            target[i] = rowNumbers[outputs[i].index()];
        }
    }

    List<String> names() {
        return names;
    }

    Slot output(int index) {
        return outputs[index];
    }

    /** The first output that is no number, and what it is instead. */
    Optional<InvalidInput> findNonNumber() {
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i].kind() != Slot.Kind.NUMBER) {
                return Optional.of(new InvalidInput("Column '" + names.get(i) + "' of the feature pipeline still holds "
                        + outputs[i].kind().plural()
                        + ", and a row of numbers is asked for; encode it, or leave it out with Feature.drop."));
            }
        }
        return Optional.empty();
    }
}
