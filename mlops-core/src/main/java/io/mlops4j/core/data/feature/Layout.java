package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.Schema;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns there are between two steps, and where: what a program is laid out with, step by step. */
final class Layout {
    /** The most slots of a row, also of columns that are left out again: what is stored may have been made to fill the memory. */
    private static final int MOST_SLOTS = 1 << 20;

    private Map<String, Slot> columns = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();
    private int numbers;
    private int texts;

    /** Begins with the columns that go in. */
    Layout(Schema inputs) {
        for (ColumnSchema input : inputs.columns()) {
            Slot.Kind kind = Slot.Kind.of(input.type())
                    .orElseThrow(() -> new InvalidInput("Column '" + input.name() + "' is " + input.type()
                            + ", which no step of a feature pipeline takes; leave it out."));
            columns.put(input.name(), next(kind));
        }
    }

    private Slot next(Slot.Kind kind) {
        if (numbers + texts == MOST_SLOTS) {
            throw new InvalidInput("The steps of the feature pipeline make more than " + MOST_SLOTS + " columns.");
        }
        return new Slot(kind, kind == Slot.Kind.TEXT ? texts++ : numbers++);
    }

    /** How many slots hold doubles. */
    int numbers() {
        return numbers;
    }

    /** How many slots hold texts. */
    int texts() {
        return texts;
    }

    /** The columns, in order. */
    Map<String, Slot> columns() {
        return Collections.unmodifiableMap(columns);
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** Where a column is that a step needs. */
    Slot slot(String column) {
        Slot slot = columns.get(column);
        if (slot == null) {
            throw gone.contains(column)
                    ? new InvalidInput("A step names column '" + column
                            + "', which an earlier step replaced or left out; change the order of the steps.")
                    : new NotFound("There is no column '" + column + "' for a step of the feature pipeline."
                            + NearNames.sentence(column, columns.keySet()));
        }
        return slot;
    }

    /** Where a column is that a step needs to be of a kind. */
    Slot slot(String column, Slot.Kind kind) {
        Slot slot = slot(column);
        if (slot.kind() != kind) {
            throw new InvalidInput("A step needs " + kind.plural() + ", but column '" + column + "' holds "
                    + slot.kind().plural() + ".");
        }
        return slot;
    }

    /** Puts number columns in the place of one; gives the first of their slots, which lie side by side. */
    int replace(String column, List<String> names) {
        return insert(column, names, false);
    }

    /** Puts a number column behind one, and gives its slot. */
    int append(String column, String name) {
        return insert(column, List.of(name), true);
    }

    private int insert(String column, List<String> names, boolean keep) {
        slot(column);
        int first = numbers;
        Map<String, Slot> changed = new LinkedHashMap<>();
        columns.forEach((name, slot) -> {
            if (keep || !name.equals(column)) {
                add(changed, name, slot);
            }
            if (name.equals(column)) {
                names.forEach(added -> add(changed, added, next(Slot.Kind.NUMBER)));
            }
        });
        if (!changed.containsKey(column)) {
            gone.add(column);
        }
        if (changed.size() > Schema.MOST_COLUMNS) {
            throw new InvalidInput("With the " + names.size() + " columns made of '" + column
                    + "' there would be more than " + Schema.MOST_COLUMNS
                    + "; hash or target encode a column of so many words.");
        }
        columns = changed;
        return first;
    }

    private static void add(Map<String, Slot> columns, String name, Slot slot) {
        if (columns.putIfAbsent(name, slot) != null) {
            throw new InvalidInput("Two columns of the feature pipeline have the name '" + name + "'; rename one.");
        }
    }

    void drop(List<String> names) {
        for (String name : names) {
            slot(name);
            columns.remove(name);
            gone.add(name);
        }
    }

    void select(List<String> names) {
        Map<String, Slot> kept = new LinkedHashMap<>();
        names.forEach(name -> kept.put(name, slot(name)));
        gone.addAll(columns.keySet());
        gone.removeAll(names);
        columns = kept;
    }

    /**
     * Names for columns that are made of one: its own and a suffix, as a column may be called, and none that is taken. Blanks at the end and control
     * characters of a suffix, which comes from the data, are not shown; what is equal then is numbered.
     */
    List<String> derivedNames(String column, List<String> suffixes) {
        Set<String> taken = new HashSet<>(columns.keySet());
        List<String> names = new ArrayList<>(suffixes.size());
        for (String suffix : suffixes) {
            String wanted = shortened(clean(column + suffix), ColumnSchema.LONGEST_NAME);
            String name = wanted;
            for (int n = 2; !taken.add(name); n++) {
                String number = "~" + n;
                name = shortened(wanted, ColumnSchema.LONGEST_NAME - number.length()) + number;
            }
            names.add(name);
        }
        return names;
    }

    private static String clean(String name) {
        StringBuilder clean = new StringBuilder(name.length());
        name.codePoints().map(c -> Character.isISOControl(c) ? 0xFFFD : c).forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** Cut between characters. */
    private static String shortened(String name, int most) {
        if (name.length() <= most) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(most - 1)) ? most - 1 : most;
        return name.substring(0, end).strip();
    }
}
