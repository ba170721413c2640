package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table, in order. Immutable. As a {@link SchemaRule} it is a demand: the data must have exactly these columns
 * (a file with a header may have them in another order, which the version then keeps), and every cell must fit its type.
 *
 * @param columns at least one, no name twice, at most one in the role {@link ColumnRole#LABEL}
 */
public record Schema(List<ColumnSchema> columns) implements SchemaRule {
    /** The most columns that a table has. */
    public static final int MOST_COLUMNS = 16_384;

    /** Copies the columns, and refuses what breaks the rule with {@link InvalidInput}. */
    public Schema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new InvalidInput("A schema has no columns; name at least one.");
        }
        if (columns.size() > MOST_COLUMNS) {
            throw new InvalidInput("A schema has " + columns.size() + " columns, more than " + MOST_COLUMNS + ".");
        }
        Set<String> names = new HashSet<>();
        for (ColumnSchema column : columns) {
            if (!names.add(column.name())) {
                throw new InvalidInput("Two columns have the name '" + column.name() + "'; rename one.");
            }
        }
        List<String> labels = columns.stream()
                .filter(column -> column.role() == ColumnRole.LABEL)
                .map(ColumnSchema::name)
                .toList();
        if (labels.size() > 1) {
            throw new InvalidInput("More than one column is declared as label: " + labels + ". Choose one.");
        }
    }

    /** A schema of these columns, in this order. */
    public static Schema of(ColumnSchema... columns) {
        return new Schema(List.of(columns));
    }

    /** The rule that finds the schema from the data; refine it with {@code override} and {@code label}. */
    public static SchemaInference infer() {
        return new SchemaInference(Map.of(), Map.of());
    }

    /**
     * This schema with one column, and no other, as the label.
     *
     * @throws NotFound if there is no such column
     */
    public Schema label(String name) {
        column(name);
        return new Schema(columns.stream()
                .map(column -> {
                    if (column.name().equals(name)) {
                        return column.as(ColumnRole.LABEL);
                    }
                    return column.role() == ColumnRole.LABEL ? column.as(ColumnRole.FEATURE) : column;
                })
                .toList());
    }

    /**
     * This schema with these columns, besides those declared before, as the key of a row.
     *
     * @throws NotFound if there is no such column
     */
    public Schema key(String... names) {
        Set<String> keys = Set.of(names);
        keys.forEach(this::column);
        return new Schema(columns.stream()
                .map(column -> keys.contains(column.name()) ? column.as(ColumnRole.KEY) : column)
                .toList());
    }

    /** The names of the columns that are the key of a row, in order; empty if none is. */
    public List<String> keys() {
        return columns.stream()
                .filter(column -> column.role() == ColumnRole.KEY)
                .map(ColumnSchema::name)
                .toList();
    }

    /** The name of the label, or empty if there is none. */
    public Optional<String> label() {
        return columns.stream()
                .filter(column -> column.role() == ColumnRole.LABEL)
                .map(ColumnSchema::name)
                .findFirst();
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return columns.stream().map(ColumnSchema::name).toList();
    }

    /**
     * The column of this name.
     *
     * @throws NotFound if there is none; the message lists near names
     */
    public ColumnSchema column(String name) {
        return findColumn(name)
                .orElseThrow(
                        () -> new NotFound("There is no column '" + name + "'." + NearNames.sentence(name, names())));
    }

    /** The column of this name, or empty. */
    public Optional<ColumnSchema> findColumn(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
