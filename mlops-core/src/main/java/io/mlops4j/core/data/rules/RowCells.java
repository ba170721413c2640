package io.mlops4j.core.data.rules;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellVector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Java values as cells. Stateless. */
final class RowCells {
    private static final double TWO_TO_63 = 0x1p63;

    private RowCells() {}

    /** Adds a value as a cell; false, and nothing is added, if it is none of the column's type. */
    static boolean add(CellVector target, @Nullable Object value) {
        if (value == null) {
            target.addMissing();
            return true;
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return CellText.add(target, value.toString());
        }
        if (value instanceof Enum<?> constant) {
            return CellText.add(target, constant.name());
        }
        return switch (target.type()) {
            case REAL -> addReal(target, value);
            case INTEGER -> addInteger(target, value);
            case BOOLEAN -> addFlag(target, value);
            case DATE -> value instanceof LocalDate date && added(() -> target.addWhole(date.toEpochDay()));
            case INSTANT ->
                value instanceof Instant instant
                        && added(() -> target.addInstant(instant.getEpochSecond(), instant.getNano()));
            case BINARY ->
                value instanceof byte[] bytes
                        && added(() -> target.addText(Base64.getEncoder().encodeToString(bytes)));
            case STRING, CATEGORY -> !(value instanceof byte[]) && CellText.add(target, value.toString());
        };
    }

    private static boolean added(Runnable adding) {
        adding.run();
        return true;
    }

    private static boolean addReal(CellVector target, Object value) {
        if (value instanceof Number number) {
            target.addNumber(number.doubleValue());
            return true;
        }
        return false;
    }

    private static boolean addInteger(CellVector target, Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number)) {
                target.addMissing();
                return true;
            }
            if (number != Math.rint(number) || Math.abs(number) >= TWO_TO_63) {
                return false;
            }
            target.addWhole((long) number);
            return true;
        }
        return value instanceof Number && CellText.add(target, value.toString());
    }

    private static boolean addFlag(CellVector target, Object value) {
        if (value instanceof Boolean flag) {
            target.addWhole(flag ? 1 : 0);
            return true;
        }
        return value instanceof Number && CellText.add(target, value.toString());
    }

    /** The components of a record by name. */
    static Map<String, @Nullable Object> components(Record row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (RecordComponent component : COMPONENTS.get(row.getClass())) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(row));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new InvalidInput(
                        "Reading '" + component.getName() + "' of a "
                                + row.getClass().getSimpleName() + " failed: " + e.getMessage() + ".",
                        e);
            }
        }
        return values;
    }

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            for (RecordComponent component : components) {
                if (!component.getAccessor().trySetAccessible()) {
                    throw new InvalidInput("The record " + type.getName()
                            + " cannot be read from outside its module. Open its package in module-info.java (opens "
                            + type.getPackageName() + " to io.mlops4j.core), or give the row as a map.");
                }
            }
            return components;
        }
    };
}
