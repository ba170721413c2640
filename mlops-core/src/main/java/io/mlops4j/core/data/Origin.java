package io.mlops4j.core.data;

/**
 * What messages call the place of a row: {@code 'loans.csv', line 3} for text that a person can open, {@code row 2 of the rows} for what was
 * handed over in memory.
 */
record Origin(String name, Kind kind) {
    enum Kind {
        TEXT,
        MEMORY
    }

    static Origin text(String name) {
        return new Origin(name, Kind.TEXT);
    }

    static Origin memory(String name) {
        return new Origin(name, Kind.MEMORY);
    }

    /** A line of the text, from 1. */
    String line(long line) {
        return name + ", line " + line;
    }

    /** A row: by the line on which it starts where there is a text to open, else by its number. */
    String row(long line, long row) {
        return kind == Kind.TEXT ? line(line) : "row " + row + " of " + name;
    }
}
