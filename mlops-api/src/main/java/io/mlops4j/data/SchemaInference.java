package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Types found from all cells of a column, whatever the order of the rows; made by {@link Schema#infer()}. Immutable: every
 * method gives a new rule.
 *
 * <p>A column whose present cells are all {@code true} or {@code false} is BOOLEAN; all whole numbers of 64 bits, INTEGER; all
 * decimal numbers, REAL; all {@code 2026-11-23}, DATE; all {@code 2026-11-23T06:00:00Z} (or with an offset), INSTANT; else it is
 * STRING. A number with a leading zero (a postcode) or too long for 64 bits (an identifier) makes its column STRING, as a number
 * would lose digits. {@link ColumnProfile#typeReason()} tells how each column was decided. Sources that have types (records,
 * maps, tables) keep them.
 *
 * @param overrides the type by column name where it is declared rather than found
 * @param roles the role by column name where it is not {@link ColumnRole#FEATURE}
 */
public record SchemaInference(Map<String, ColumnType> overrides, Map<String, ColumnRole> roles) implements SchemaRule {
    /** Copies both maps, and refuses invalid names and more than one label with {@link InvalidInput}. */
    public SchemaInference {
        overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        overrides.keySet().forEach(ColumnSchema::checkName);
        roles.keySet().forEach(ColumnSchema::checkName);
        if (roles.values().stream().filter(role -> role == ColumnRole.LABEL).count() > 1) {
            throw new InvalidInput("More than one column is declared as label: " + roles.keySet() + ". Choose one.");
        }
    }

    /** This rule with the type of one column declared: a cell that does not fit it refuses the commit. */
    public SchemaInference override(String name, ColumnType type) {
        Map<String, ColumnType> more = new LinkedHashMap<>(overrides);
        more.put(name, type);
        return new SchemaInference(more, roles);
    }

    /** This rule with one column, and no other, as the label. */
    public SchemaInference label(String name) {
        Map<String, ColumnRole> more = new LinkedHashMap<>(roles);
        more.values().removeIf(role -> role == ColumnRole.LABEL);
        more.put(name, ColumnRole.LABEL);
        return new SchemaInference(overrides, more);
    }

    /** This rule with these columns, besides those declared before, as the key of a row. */
    public SchemaInference key(String... names) {
        Map<String, ColumnRole> more = new LinkedHashMap<>(roles);
        List.of(names).forEach(name -> more.put(name, ColumnRole.KEY));
        return new SchemaInference(overrides, more);
    }

    /** The name of the label, or empty if none is declared. */
    public Optional<String> label() {
        return roles.entrySet().stream()
                .filter(entry -> entry.getValue() == ColumnRole.LABEL)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
