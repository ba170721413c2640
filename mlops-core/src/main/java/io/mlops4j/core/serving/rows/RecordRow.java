package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Table;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of a record by name. */
public final class RecordRow {
    /** What is asked once a class; a class that is no longer used takes its entry with it. */
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

    private RecordRow() {}

    /** The components of a record by name; their accessors are looked up once a class. */
    public static Map<String, @Nullable Object> of(Record row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Method accessor : ACCESSORS.get(row.getClass())) {
            try {
                values.put(accessor.getName(), accessor.invoke(row));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new InvalidInput(
                        "Component '" + accessor.getName() + "' of a record of "
                                + row.getClass().getName() + " cannot be read: " + e + ".",
                        e);
            }
        }
        return values;
    }

    /** The components of records of one class as columns: numbers, truth values, and the text of anything else. */
    public static Table table(List<? extends Record> rows) {
        List<Map<String, @Nullable Object>> cells =
                rows.stream().map(RecordRow::of).toList();
        Table.Builder table = Table.builder();
        for (RecordComponent component : rows.get(0).getClass().getRecordComponents()) {
            String name = component.getName();
            Class<?> type = MethodType.methodType(component.getType()).wrap().returnType();
            if (Number.class.isAssignableFrom(type)) {
                table.doubles(
                        name,
                        cells.stream()
                                .mapToDouble(row ->
                                        row.get(name) instanceof Number number ? number.doubleValue() : Double.NaN)
                                .toArray());
            } else if (type == Boolean.class) {
                boolean[] values = new boolean[cells.size()];
                BitSet missing = new BitSet();
                for (int row = 0; row < values.length; row++) {
                    Object value = cells.get(row).get(name);
                    values[row] = Boolean.TRUE.equals(value);
                    missing.set(row, value == null);
                }
                table.booleans(name, values, missing);
            } else {
                table.strings(
                        name,
                        cells.stream()
                                .map(row -> row.get(name) == null ? null : String.valueOf(row.get(name)))
                                .toArray(String[]::new));
            }
        }
        return table.build();
    }
}
