package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.Column;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns that go into a pipeline: their slots by name and by position. Immutable. */
final class RowColumns {
    private final Slot[] slots;
    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();

    RowColumns(Schema inputs) {
        names = inputs.names();
        slots = new Layout(inputs).columns().values().toArray(Slot[]::new);
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), i);
        }
    }

    int size() {
        return slots.length;
    }

    String name(int position) {
        return names.get(position);
    }

    Slot slot(int position) {
        return slots[position];
    }

    /** The position of a column, without an allocation. */
    int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new NotFound(
                    "The feature pipeline takes no column '" + name + "'." + NearNames.sentence(name, names));
        }
        return position;
    }

    /** The columns of a table that go in. */
    List<Column> of(Table table) {
        List<Column> columns = new ArrayList<>(names.size());
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            table.findColumn(name).ifPresentOrElse(columns::add, () -> missing.add(name));
        }
        if (!missing.isEmpty()) {
            throw missing(missing, table.names());
        }
        for (int i = 0; i < slots.length; i++) {
            Column column = columns.get(i);
            Slot.Kind kind = slots[i].kind();
            if (Slot.Kind.of(column.type()).filter(kind::equals).isEmpty()) {
                throw new InvalidInput("Column '" + column.name() + "' is " + column.type()
                        + ", but the feature pipeline was fitted on " + kind.plural() + " there.");
            }
        }
        return columns;
    }

    static InvalidInput missing(List<String> missing, Collection<String> present) {
        String listed = missing.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return new InvalidInput("The feature pipeline needs " + (missing.size() == 1 ? "column " : "the columns ")
                + listed + ", which the row lacks." + NearNames.sentence(missing.get(0), present));
    }
}
