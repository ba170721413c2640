package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.RowTransformer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slots of one row, and which of them were set. */
final class SlotRow implements RowTransformer {
    private static final double NANOS_PER_SECOND = 1e9;

    private final RowColumns columns;
    private final Program program;
    private final int width;
    private final double[] numbers;
    private final @Nullable String[] texts;
    private final boolean[] set;
    private int left;

    SlotRow(RowColumns columns, Program program) {
        this.columns = columns;
        this.program = program;
        this.width = program.names().size();
        this.numbers = program.newNumbers();
        this.texts = program.newTexts();
        this.set = new boolean[columns.size()];
        this.left = set.length;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public RowTransformer set(String column, double value) {
        return number(columns.position(column), Slot.Kind.NUMBER, value);
    }

    @Override
    public RowTransformer set(int input, double value) {
        return number(input, Slot.Kind.NUMBER, value);
    }

    @Override
    public RowTransformer set(String column, String value) {
        return text(columns.position(column), value);
    }

    @Override
    public RowTransformer set(int input, String value) {
        return text(input, value);
    }

    @Override
    public RowTransformer set(String column, boolean value) {
        return set(column, value ? 1.0 : 0.0);
    }

    @Override
    public RowTransformer set(String column, LocalDate value) {
        return number(columns.position(column), Slot.Kind.DATE, (double) value.toEpochDay());
    }

    @Override
    public RowTransformer set(String column, Instant value) {
        return number(columns.position(column), Slot.Kind.INSTANT, seconds(value));
    }

    @Override
    public RowTransformer setMissing(String column) {
        return missing(columns.position(column));
    }

    /** As an INSTANT column has it. */
    private static double seconds(Instant value) {
        return value.getEpochSecond() + value.getNano() / NANOS_PER_SECOND;
    }

    private SlotRow number(int input, Slot.Kind kind, double value) {
        Slot slot = columns.slot(input);
        if (slot.kind() != kind) {
            throw misfit(input, kind);
        }
        numbers[slot.index()] = value;
        return mark(input);
    }

    private SlotRow text(int input, String value) {
        Slot slot = columns.slot(input);
        if (!slot.isText()) {
            throw misfit(input, Slot.Kind.TEXT);
        }
        texts[slot.index()] = value;
        return mark(input);
    }

    private SlotRow missing(int input) {
        Slot slot = columns.slot(input);
        if (slot.isText()) {
            texts[slot.index()] = null;
        } else {
            numbers[slot.index()] = Double.NaN;
        }
        return mark(input);
    }

    private SlotRow mark(int input) {
        if (!set[input]) {
            set[input] = true;
            left--;
        }
        return this;
    }

    private InvalidInput misfit(int input, Slot.Kind given) {
        return new InvalidInput("Column '" + columns.name(input) + "' of the feature pipeline holds "
                + columns.slot(input).kind().plural() + ", not " + given.plural() + ".");
    }

    /** Sets every column from a map. */
    void setAll(Map<String, ? extends @Nullable Object> row) {
        for (int i = 0; i < set.length; i++) {
            String name = columns.name(i);
            Object value = row.get(name);
            if (value != null) {
                set(i, value);
            } else if (row.containsKey(name)) {
                missing(i);
            }
        }
        if (left > 0) {
            throw RowColumns.missing(unset(), row.keySet());
        }
    }

    private void set(int input, Object value) {
        if (value instanceof Number number) {
            number(input, Slot.Kind.NUMBER, number.doubleValue());
        } else if (value instanceof CharSequence text) {
            text(input, text.toString());
        } else if (value instanceof Boolean truth) {
            number(input, Slot.Kind.NUMBER, truth ? 1 : 0);
        } else if (value instanceof LocalDate date) {
            number(input, Slot.Kind.DATE, (double) date.toEpochDay());
        } else if (value instanceof Instant instant) {
            number(input, Slot.Kind.INSTANT, seconds(instant));
        } else if (value instanceof Enum<?> constant) {
            text(input, constant.name());
        } else {
            throw new InvalidInput("The value of column '" + columns.name(input) + "' is a "
                    + value.getClass().getName()
                    + "; give a number, a truth value, a text, a LocalDate or an Instant.");
        }
    }

    private List<String> unset() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < set.length; i++) {
            if (!set[i]) {
                names.add(columns.name(i));
            }
        }
        return names;
    }

    @Override
    public void transform(double[] target) {
        if (left > 0) {
            throw RowColumns.missing(unset(), List.of());
        }
        if (target.length != width) {
            throw new InvalidInput("The target has " + target.length + " elements, but the feature pipeline gives "
                    + width + "; make it as long as width().");
        }
        program.run(numbers, texts, target);
        Arrays.fill(set, false);
        left = set.length;
    }
}
