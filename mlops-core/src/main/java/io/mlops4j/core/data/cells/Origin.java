package io.mlops4j.core.data.cells;

/**
 * What messages call the place of a row: {@code 'loans.csv', line 3} for text that a person can open, {@code row 2 of the rows} for what was
 * handed over in memory.
 */
public record Origin(String name, Kind kind) {
    /** Whether there is a text to open. */
    public enum Kind {
        /** It has lines. */
        TEXT,
        /** It has rows only. */
        MEMORY
    }

    /** A text, by the name to show. */
    public static Origin text(String name) {
        return new Origin(name, Kind.TEXT);
    }

    /** Rows in memory, by the name to show. */
    public static Origin memory(String name) {
        return new Origin(name, Kind.MEMORY);
    }

    /** A line of the text, from 1. */
    public String line(long line) {
        return name + ", line " + line;
    }

    /** A row: by the line on which it starts where there is a text to open, else by its number. */
    public String row(long line, long row) {
        return kind == Kind.TEXT ? line(line) : "row " + row + " of " + name;
    }
}
