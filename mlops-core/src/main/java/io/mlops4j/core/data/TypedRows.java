package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tables of records and of maps. */
final class TypedRows {
    private TypedRows() {}

    static Table table(Source.Records source) {
        Class<?> type = source.rows().get(0).getClass();
        Table.Builder table = Table.builder();
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 0) {
            throw new InvalidInput(
                    "The record " + type.getSimpleName() + " has no components, so its rows have no columns.");
        }
        for (RecordComponent component : components) {
            Object[] cells = cells(component, type, source.rows());
            ColumnType declared = columnType(component.getType());
            String where = "Component '" + component.getName() + "' of " + type.getSimpleName();
            add(table, component.getName(), cells, declared == null ? commonType(where, cells) : declared);
        }
        return table.build();
    }

    static Table table(Source.Maps source) {
        Table.Builder table = Table.builder();
        for (String column : source.columns()) {
            Object[] cells = new Object[source.rows().size()];
            for (int row = 0; row < cells.length; row++) {
                Map<String, ?> map = source.rows().get(row);
                cells[row] = map == null ? null : map.get(column);
            }
            add(table, column, cells, commonType("Column '" + column + "' of the maps", cells));
        }
        return table.build();
    }

    private static @Nullable Object[] cells(RecordComponent component, Class<?> type, List<? extends Record> rows) {
        Method accessor = component.getAccessor();
        if (!accessor.trySetAccessible()) {
            throw new InvalidInput("The record " + type.getName()
                    + " cannot be read from outside its module. Open its package" + " in module-info.java (opens "
                    + type.getPackageName() + " to io.mlops4j.core), or give the rows as maps.");
        }
        Object[] cells = new Object[rows.size()];
        for (int row = 0; row < cells.length; row++) {
            Record value = rows.get(row);
            if (value.getClass() != type) {
                throw new InvalidInput(
                        "Row " + (row + 1) + " is a " + value.getClass().getSimpleName() + ", but the first is a "
                                + type.getSimpleName() + "; all rows need one class.");
            }
            try {
                cells[row] = accessor.invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new InvalidInput(
                        "Reading '" + component.getName() + "' of row " + (row + 1) + " failed: " + e.getCause() + ".",
                        e);
            }
        }
        return cells;
    }

    /** The one type that takes all values; whole and floating-point numbers together are REAL; no values, STRING. */
    private static ColumnType commonType(String where, @Nullable Object[] cells) {
        ColumnType common = null;
        for (int row = 0; row < cells.length; row++) {
            Object cell = cells[row];
            if (cell == null) {
                continue;
            }
            ColumnType type = columnType(cell.getClass());
            if (type == null) {
                throw new InvalidInput(
                        where + " is a " + cell.getClass().getName() + " in row " + (row + 1)
                                + ", which no column type takes; convert it to a number, text, boolean, LocalDate, Instant or byte[].");
            }
            if (common != null && common != type && !(common.isNumber() && type.isNumber())) {
                throw new InvalidInput(where + " is " + type + " in row " + (row + 1) + " and " + common
                        + " before; all values of a column need one type.");
            }
            common = common == null || common == type ? type : ColumnType.REAL;
        }
        return common == null ? ColumnType.STRING : common;
    }

    /** The type of the columns that take values of a class, or null if its values have to be looked at or none does. */
    private static @Nullable ColumnType columnType(Class<?> type) {
        if (type == double.class || type == float.class || type == Double.class || type == Float.class) {
            return ColumnType.REAL;
        }
        if (type == long.class
                || type == int.class
                || type == short.class
                || type == byte.class
                || type == Long.class
                || type == Integer.class
                || type == Short.class
                || type == Byte.class) {
            return ColumnType.INTEGER;
        }
        if (type == boolean.class || type == Boolean.class) {
            return ColumnType.BOOLEAN;
        }
        if (type == char.class
                || type == Character.class
                || CharSequence.class.isAssignableFrom(type)
                || Enum.class.isAssignableFrom(type)) {
            return ColumnType.STRING;
        }
        if (type == LocalDate.class) {
            return ColumnType.DATE;
        }
        if (type == byte[].class) {
            return ColumnType.BINARY;
        }
        return type == Instant.class ? ColumnType.INSTANT : null;
    }

    private static void add(Table.Builder table, String name, @Nullable Object[] cells, ColumnType type) {
        switch (type) {
            case REAL -> table.doubles(name, reals(cells));
            case INTEGER -> table.longs(name, integers(cells), missing(cells));
            case BOOLEAN -> table.booleans(name, flags(cells), missing(cells));
            case STRING -> table.strings(name, texts(cells));
            case CATEGORY -> table.categories(name, texts(cells));
            case BINARY -> table.binaries(name, copy(cells, new byte[cells.length][]));
            case DATE -> table.dates(name, copy(cells, new LocalDate[cells.length]));
            case INSTANT -> table.instants(name, copy(cells, new Instant[cells.length]));
        }
    }

    private static double[] reals(@Nullable Object[] cells) {
        double[] values = new double[cells.length];
        for (int row = 0; row < cells.length; row++) {
            values[row] = cells[row] instanceof Number number ? number.doubleValue() : Double.NaN;
        }
        return values;
    }

    private static long[] integers(@Nullable Object[] cells) {
        long[] values = new long[cells.length];
        for (int row = 0; row < cells.length; row++) {
            values[row] = cells[row] instanceof Number number ? number.longValue() : 0;
        }
        return values;
    }

    private static boolean[] flags(@Nullable Object[] cells) {
        boolean[] values = new boolean[cells.length];
        for (int row = 0; row < cells.length; row++) {
            values[row] = cells[row] instanceof Boolean flag && flag;
        }
        return values;
    }

    private static @Nullable String[] texts(@Nullable Object[] cells) {
        @Nullable String[] values = new String[cells.length];
        for (int row = 0; row < cells.length; row++) {
            Object cell = cells[row];
            if (cell instanceof Enum<?> constant) {
                values[row] = constant.name();
            } else if (cell != null) {
                values[row] = cell.toString();
            }
        }
        return values;
    }

    private static <T> T[] copy(@Nullable Object[] cells, T[] target) {
        System.arraycopy(cells, 0, target, 0, cells.length);
        return target;
    }

    private static BitSet missing(@Nullable Object[] cells) {
        BitSet missing = new BitSet();
        for (int row = 0; row < cells.length; row++) {
            if (cells[row] == null) {
                missing.set(row);
            }
        }
        return missing;
    }
}
