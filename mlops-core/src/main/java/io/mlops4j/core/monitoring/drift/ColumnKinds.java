package io.mlops4j.core.monitoring.drift;

import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnRole;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a column of a reference holds, as far as it matters for drift. */
final class ColumnKinds {
    /** Fewer rows say nothing about whether all values are unlike by nature. */
    private static final int FEW_ROWS = 50;

    /** Words of which more than this share are unlike are no set of categories. */
    private static final double MANY_UNLIKE = 0.5;

    /** As many categories are kept by name; a set with far more is text. */
    private static final int MANY_WORDS = 10_000;

    private ColumnKinds() {}

    /** The kind of a column; of words by how many of them are unlike. */
    static Kind of(Column column, Optional<Schema> schema) {
        ColumnRole role = schema.flatMap(s -> s.findColumn(column.name()))
                .map(c -> c.role())
                .orElse(ColumnRole.FEATURE);
        if (role == ColumnRole.KEY) {
            return Kind.IDENTIFIER;
        }
        return switch (column.type()) {
            case REAL -> Kind.NUMBER;
            case INTEGER -> counts(column) ? Kind.IDENTIFIER : Kind.NUMBER;
            case BOOLEAN, CATEGORY -> Kind.CATEGORY;
            case DATE, INSTANT -> Kind.TIME;
            case STRING -> words(column);
            default -> Kind.TEXT;
        };
    }

    /** Whether whole numbers go up from row to row without a repetition, as a counter of rows does. */
    private static boolean counts(Column column) {
        int rows = column.rowCount();
        if (rows < FEW_ROWS || column.missing() > 0) {
            return false;
        }
        for (int row = 1; row < rows; row++) {
            if (column.longAt(row) <= column.longAt(row - 1)) {
                return false;
            }
        }
        return true;
    }

    private static Kind words(Column column) {
        Set<String> unlike = new HashSet<>();
        int present = 0;
        for (int row = 0; row < column.rowCount(); row++) {
            if (!column.isMissing(row)) {
                present++;
                unlike.add(column.stringAt(row));
            }
        }
        if (present >= FEW_ROWS && unlike.size() == present) {
            return Kind.IDENTIFIER;
        }
        boolean many = unlike.size() > MANY_WORDS || (present >= FEW_ROWS && unlike.size() > MANY_UNLIKE * present);
        return many ? Kind.TEXT : Kind.CATEGORY;
    }

    /** Whether rows that come later can be counted in the same bins. */
    static boolean alike(ColumnType reference, ColumnType current) {
        return reference == current
                || (reference.isNumber() && current.isNumber())
                || (reference.isText() && current.isText());
    }
}
