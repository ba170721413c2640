package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Table;
import java.util.Arrays;

/**
 * One division of the rows of a table into those to learn from and those to measure on; {@link CrossValidation} makes them. Immutable; rows count
 * from 0 and ascend, except in a time series by a column, where they stand in the order of their times.
 */
public final class Fold {
    private final int repeat;
    private final int number;
    private final String name;
    private final int[] trainRows;
    private final int[] testRows;
    private final long seed;

    private Fold(int repeat, int number, String name, int[] trainRows, int[] testRows, long seed) {
        this.repeat = repeat;
        this.number = number;
        this.name = name;
        this.trainRows = trainRows;
        this.testRows = testRows;
        this.seed = seed;
    }

    /**
     * A fold of one's own making; the arrays are copied.
     *
     * @param repeat which repetition it belongs to, from 0
     * @param number which fold of its repetition it is, from 0
     * @param name what to call it, unique among the folds it is made with
     * @param trainRows the rows to learn from
     * @param testRows the rows to measure on
     * @param seed for what is random in training on it
     * @throws InvalidInput if it has no rows on one of its sides
     */
    public static Fold of(int repeat, int number, String name, int[] trainRows, int[] testRows, long seed) {
        if (trainRows.length == 0 || testRows.length == 0) {
            throw new InvalidInput("Fold '" + name + "' has " + trainRows.length + " rows to train on and "
                    + testRows.length + " to test on; both need at least one. Use fewer folds or more rows.");
        }
        return new Fold(repeat, number, name, trainRows.clone(), testRows.clone(), seed);
    }

    /** Which repetition it belongs to, from 0. */
    public int repeat() {
        return repeat;
    }

    /** Which fold of its repetition it is, from 0. */
    public int number() {
        return number;
    }

    /** What to call it, unique among the folds it was made with: {@code fold 2}, {@code repeat 3 fold 2}, {@code fold 1 (Oslo)}. */
    public String name() {
        return name;
    }

    /** For what is random in training on it; differs from fold to fold, and is the same whenever the folds are made again. */
    public long seed() {
        return seed;
    }

    /** The rows to learn from, in a fresh array. */
    public int[] trainRows() {
        return trainRows.clone();
    }

    /** The rows to measure on, none of which is learned from, in a fresh array. */
    public int[] testRows() {
        return testRows.clone();
    }

    /** How many rows there are to learn from. */
    public int trainSize() {
        return trainRows.length;
    }

    /** How many rows there are to measure on. */
    public int testSize() {
        return testRows.length;
    }

    /**
     * The rows to learn from.
     *
     * @param table the table that the fold was made of
     */
    public Table train(Table table) {
        return table.select(trainRows);
    }

    /**
     * The rows to measure on.
     *
     * @param table the table that the fold was made of
     */
    public Table test(Table table) {
        return table.select(testRows);
    }

    /** Whether the other divides the same rows in the same way. */
    public boolean sameRows(Fold other) {
        return Arrays.equals(trainRows, other.trainRows) && Arrays.equals(testRows, other.testRows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fold that
                && repeat == that.repeat
                && number == that.number
                && name.equals(that.name)
                && seed == that.seed
                && sameRows(that);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(testRows) + Arrays.hashCode(trainRows)) + Long.hashCode(seed);
    }

    @Override
    public String toString() {
        return "Fold '" + name + "': " + trainRows.length + " rows to train on, " + testRows.length + " to test on";
    }
}
