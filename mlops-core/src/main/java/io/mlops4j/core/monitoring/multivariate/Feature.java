package io.mlops4j.core.monitoring.multivariate;

/** A column of the rows of two tables, in few steps. Immutable once made; the steps are handed over. */
final class Feature {
    /** What a step means. */
    enum Kind {
        /** A range of numbers, rising; 0 is a missing one. */
        RANGE,
        /** A word or a few rare ones. */
        WORD
    }

    private final String name;
    private final Kind kind;
    private final byte[] steps;
    private final int count;

    /**
     * A column.
     *
     * @param steps the step of each row, from 0
     * @param count how many steps there are
     */
    Feature(String name, Kind kind, byte[] steps, int count) {
        this.name = name;
        this.kind = kind;
        this.steps = steps;
        this.count = count;
    }

    /** The same column with some rows' cells exchanged: row {@code to[i]} has what {@code from[i]} had. */
    Feature dealt(int[] to, int[] from) {
        byte[] other = steps.clone();
        for (int i = 0; i < to.length; i++) {
            other[to[i]] = steps[from[i]];
        }
        return new Feature(name, kind, other, count);
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    int count() {
        return count;
    }

    int step(int row) {
        return steps[row];
    }

    /** Whether a row goes to the left of a place: below and at it among ranges, at it alone among words. */
    boolean left(int row, int place) {
        return kind == Kind.RANGE ? steps[row] <= place : steps[row] == place;
    }
}
