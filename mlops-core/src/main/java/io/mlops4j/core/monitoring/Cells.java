package io.mlops4j.core.monitoring;

import io.mlops4j.InvalidInput;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of a record as the cells of a row. */
final class Cells {
    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Method[] accessors = new Method[components.length];
            for (int i = 0; i < components.length; i++) {
                accessors[i] = components[i].getAccessor();
                try {
                    accessors[i].setAccessible(true);
                } catch (InaccessibleObjectException e) {
                    throw new InvalidInput(
                            "Records of " + type.getName()
                                    + " cannot be read: open or export its package to the module io.mlops4j.core.",
                            e);
                }
            }
            return accessors;
        }
    };

    private Cells() {}

    static Map<String, @Nullable Object> of(Record row) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        for (Method accessor : ACCESSORS.get(row.getClass())) {
            try {
                cells.put(accessor.getName(), accessor.invoke(row));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new InvalidInput(
                        "Component '" + accessor.getName() + "' of a record of "
                                + row.getClass().getName() + " cannot be read: " + e + ".",
                        e);
            }
        }
        return cells;
    }
}
