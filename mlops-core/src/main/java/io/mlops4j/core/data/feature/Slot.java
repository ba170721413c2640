package io.mlops4j.core.data.feature;

import io.mlops4j.data.ColumnType;
import java.util.Optional;

/**
 * Where a cell is while its row is transformed.
 *
 * @param kind what the cell is: texts lie in one array, all else in another, as doubles
 * @param index the position in the array
 */
record Slot(Kind kind, int index) {
    /** What steps tell apart. */
    enum Kind {
        NUMBER("numbers"),
        TEXT("words"),
        /** Days since 1970-01-01. */
        DATE("dates"),
        /** Seconds since 1970-01-01T00:00Z. */
        INSTANT("instants");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** For messages: {@code words}. */
        String plural() {
            return plural;
        }

        /** The kind of the cells of a column, or empty if no step takes them. */
        static Optional<Kind> of(ColumnType type) {
            return switch (type) {
                case REAL, INTEGER, BOOLEAN -> Optional.of(NUMBER);
                case STRING, CATEGORY -> Optional.of(TEXT);
                case DATE -> Optional.of(DATE);
                case INSTANT -> Optional.of(INSTANT);
                default -> Optional.empty();
            };
        }
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }
}
