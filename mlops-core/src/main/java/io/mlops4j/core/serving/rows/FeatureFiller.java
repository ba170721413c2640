package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.rows.RecordClass.Component;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** A component for each feature, by name: numbers and truth values. */
final class FeatureFiller implements RowFiller {
    private final MethodHandle[] numbers;

    FeatureFiller(RecordClass record, String version, List<String> features) {
        List<Component> components = Components.of(record, version, "feature", features);
        numbers = new MethodHandle[features.size()];
        for (int i = 0; i < numbers.length; i++) {
            Component component = components.get(i);
            numbers[i] = NumberGetter.of(component)
                    .orElseThrow(() -> new InvalidInput("Component '" + component.name() + "' of "
                            + record.type().getName() + " is a "
                            + component.genericType().getTypeName() + ", and "
                            + version + " takes numbers and truth values there; register it with a feature pipeline if"
                            + " that is to be encoded."));
        }
    }

    @Override
    public int width() {
        return numbers.length;
    }

    @Override
    public void fill(Record row, double[] target) {
        try {
            for (int i = 0; i < target.length; i++) {
                target[i] = (double) numbers[i].invokeExact((Object) row);
            }
        } catch (Throwable e) {
            throw RecordClass.thrown(e);
        }
    }
}
