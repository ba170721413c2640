package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * A column's name, type and role. Immutable.
 *
 * @param name 1 to 256 characters, no control characters, no blank at either end
 * @param type what the cells are
 * @param role what the column is for
 */
public record ColumnSchema(String name, ColumnType type, ColumnRole role) {
    /** The longest name of a column, in characters. */
    public static final int LONGEST_NAME = 256;

    /** Refuses a name that breaks the rule with {@link InvalidInput}. */
    public ColumnSchema {
        checkName(name);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(role, "role");
    }

    /** A feature of this name and type. */
    public static ColumnSchema of(String name, ColumnType type) {
        return new ColumnSchema(name, type, ColumnRole.FEATURE);
    }

    /** The same name and type in another role. */
    public ColumnSchema as(ColumnRole newRole) {
        return new ColumnSchema(name, type, newRole);
    }

    static String checkName(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new InvalidInput("A column's name is empty; give it 1 to " + LONGEST_NAME + " characters.");
        }
        if (name.length() > LONGEST_NAME) {
            throw new InvalidInput("A column's name has " + name.length() + " characters, more than " + LONGEST_NAME
                    + "; it starts with '" + name.substring(0, 40) + "'. Shorten it.");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("The column name '"
                    + name.codePoints()
                            .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + "' holds a control character (shown as \uFFFD); remove it.");
        }
        if (!name.equals(name.strip())) {
            throw new InvalidInput("The column name '" + name + "' starts or ends with a blank; remove it.");
        }
        return name;
    }
}
