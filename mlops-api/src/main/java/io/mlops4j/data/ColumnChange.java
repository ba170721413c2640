package io.mlops4j.data;

import java.util.Locale;

/** How the schemas of two versions differ in one column. Their order is no difference. Later releases may add kinds. */
public sealed interface ColumnChange {
    /** The name of the column. */
    String name();

    /** For people to read: {@code column 'zip' was integer, and is string}. */
    String describe();

    /** A column that only the later version has. */
    record Added(ColumnSchema column) implements ColumnChange {
        @Override
        public String name() {
            return column.name();
        }

        @Override
        public String describe() {
            return "column '" + name() + "' (" + text(column) + ") was added";
        }
    }

    /** A column that only the earlier version has. */
    record Removed(ColumnSchema column) implements ColumnChange {
        @Override
        public String name() {
            return column.name();
        }

        @Override
        public String describe() {
            return "column '" + name() + "' (" + text(column) + ") was removed";
        }
    }

    /** A column whose type or role is another. */
    record Altered(ColumnSchema before, ColumnSchema after) implements ColumnChange {
        @Override
        public String name() {
            return after.name();
        }

        @Override
        public String describe() {
            return "column '" + name() + "' was " + text(before) + ", and is " + text(after);
        }
    }

    private static String text(ColumnSchema column) {
        String type = column.type().name().toLowerCase(Locale.ROOT);
        return column.role() == ColumnRole.FEATURE
                ? type
                : type + ", " + column.role().name().toLowerCase(Locale.ROOT);
    }
}
