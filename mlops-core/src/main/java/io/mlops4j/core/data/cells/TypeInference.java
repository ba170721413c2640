package io.mlops4j.core.data.cells;

import io.mlops4j.data.ColumnType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Decides the type of one column from how many of its cells look like what. Counts commute, so the order of the rows cannot matter to
 * the type; the first example of each kind is kept for the reason only.
 */
public final class TypeInference {
    /** A type, and why. */
    public record Decision(ColumnType type, String reason) {}

    private static final int LONGEST_EXAMPLE = 40;

    private record Example(String text, long line) {
        @Override
        public String toString() {
            String shown = text.replaceAll("\\p{Cntrl}", " ");
            return "'" + (shown.length() > LONGEST_EXAMPLE ? shown.substring(0, LONGEST_EXAMPLE) + "…" : shown)
                    + "' at line " + line;
        }
    }

    /** How many cells are of one kind, and the first of them. */
    private static final class Tally {
        final Example first;
        long count;

        Tally(Example first) {
            this.first = first;
        }
    }

    private final Map<CellKind, Tally> tallies = new EnumMap<>(CellKind.class);
    private long present;

    /** Counts the cells of a column of a batch. */
    void accept(TextBatch batch, int column) {
        for (int row = 0; row < batch.rows(); row++) {
            if (!batch.isMissing(column, row)) {
                String cell = batch.string(column, row);
                accept(CellParser.kind(batch, column, row, cell), cell, batch.line(row));
            }
        }
    }

    void accept(CellKind kind, String cell, long line) {
        present++;
        Tally tally = tallies.get(kind);
        if (tally == null) {
            tally = new Tally(new Example(cell, line));
            tallies.put(kind, tally);
        }
        tally.count++;
    }

    /** How many cells were counted. */
    long present() {
        return present;
    }

    /** The type that the cells have together, and why. */
    Decision decide() {
        if (present == 0) {
            return new Decision(ColumnType.STRING, "no cell has a value, so nothing tells the type");
        }
        if (count(CellKind.BOOLEAN) == present) {
            return new Decision(ColumnType.BOOLEAN, all("true or false"));
        }
        if (count(CellKind.INTEGER) == present) {
            return new Decision(ColumnType.INTEGER, all("whole numbers"));
        }
        if (count(CellKind.INTEGER) + count(CellKind.REAL) + count(CellKind.NAN) == present) {
            CellKind telling = count(CellKind.REAL) > 0 ? CellKind.REAL : CellKind.NAN;
            return new Decision(ColumnType.REAL, all("numbers") + ", and " + first(telling) + " is not whole");
        }
        if (count(CellKind.DATE) == present) {
            return new Decision(ColumnType.DATE, all("dates"));
        }
        if (count(CellKind.INSTANT) == present) {
            return new Decision(ColumnType.INSTANT, all("instants with a zone"));
        }
        return new Decision(ColumnType.STRING, whyText());
    }

    private String whyText() {
        if (count(CellKind.LEADING_ZERO) > 0) {
            return first(CellKind.LEADING_ZERO) + " starts with a zero, which a number would lose";
        }
        if (count(CellKind.LONG_INTEGER) > 0) {
            return first(CellKind.LONG_INTEGER) + " has more digits than a 64-bit number keeps";
        }
        long numbers = count(CellKind.INTEGER) + count(CellKind.REAL) + count(CellKind.NAN);
        if (count(CellKind.TEXT) == 0) {
            return "the values are of several kinds: "
                    + tallies.values().stream()
                            .map(tally -> tally.first.toString())
                            .collect(Collectors.joining(", "));
        }
        Example text = first(CellKind.TEXT);
        if (numbers > present - numbers) {
            return numbers + " of the " + present + " values looked at are numbers, but " + text
                    + " is not; if it stands for a missing cell, say so with CsvOptions.missing(…)";
        }
        return text + " is no number, date, instant, true or false";
    }

    private static String all(String what) {
        return "all values are " + what;
    }

    /** The first cell of a kind of which there is one. */
    private Example first(CellKind kind) {
        return Objects.requireNonNull(tallies.get(kind)).first;
    }

    private long count(CellKind kind) {
        Tally tally = tallies.get(kind);
        return tally == null ? 0 : tally.count;
    }
}
