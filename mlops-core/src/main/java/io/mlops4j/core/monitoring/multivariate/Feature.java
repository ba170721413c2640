package io.mlops4j.core.monitoring.multivariate;

/**
 * A column of the rows of two tables, in few steps.
 *
 * @param name of the column
 * @param kind what a step means
 * @param steps the step of each row, from 0
 * @param count how many steps there are
 */
record Feature(String name, Kind kind, byte[] steps, int count) {
    /** What a step means. */
    enum Kind {
        /** A range of numbers, rising; 0 is a missing one. */
        RANGE,
        /** A word or a few rare ones. */
        WORD
    }

    /** Whether a row goes to the left of a place: below and at it among ranges, at it alone among words. */
    boolean left(int row, int place) {
        return kind == Kind.RANGE ? steps[row] <= place : steps[row] == place;
    }
}
