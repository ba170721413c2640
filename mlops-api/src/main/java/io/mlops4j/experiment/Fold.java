package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Table;
import java.util.Arrays;

/**
 * One division of the rows of a table into those to learn from and those to measure on; {@link CrossValidation} makes them. Immutable; rows count
 * from 0 and ascend, except in a time series by a column, where they stand in the order of their times.
 *
 * @param repeat which repetition it belongs to, from 0
 * @param number which fold of its repetition it is, from 0
 * @param name what to call it, unique among the folds it was made with: {@code fold 2}, {@code repeat 3 fold 2}, {@code site = Oslo}
 * @param trainRows the rows to learn from; every call gives a fresh array
 * @param testRows the rows to measure on, none of which is learned from; every call gives a fresh array
 * @param seed for what is random in training on this fold; differs from fold to fold, and is the same whenever the folds are made again
 */
public record Fold(int repeat, int number, String name, int[] trainRows, int[] testRows, long seed) {
    /** Copies the arrays; refuses a fold without rows on one of its sides with {@link InvalidInput}. */
    public Fold {
        if (trainRows.length == 0 || testRows.length == 0) {
            throw new InvalidInput("Fold '" + name + "' has " + trainRows.length + " rows to train on and "
                    + testRows.length + " to test on; both need at least one. Use fewer folds or more rows.");
        }
        trainRows = trainRows.clone();
        testRows = testRows.clone();
    }

    @Override
    public int[] trainRows() {
        return trainRows.clone();
    }

    @Override
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
