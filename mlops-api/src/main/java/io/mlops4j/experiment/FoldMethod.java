package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link CrossValidation} divides rows. Immutable; made by its static methods. Later releases may add methods: a {@code switch} over them
 * needs a default.
 */
public sealed interface FoldMethod {
    /** Whether {@link CrossValidation#seed} changes which rows a fold has, so that repeating it makes sense. */
    default boolean isRandom() {
        return true;
    }

    /**
     * See {@link CrossValidation#kFold}.
     *
     * @param folds how many, at least 2
     */
    record KFold(int folds) implements FoldMethod {
        /** Refuses fewer than 2 folds with {@link InvalidInput}. */
        public KFold {
            checkFolds(folds);
        }
    }

    /**
     * See {@link CrossValidation#stratified}.
     *
     * @param folds how many, at least 2
     */
    record Stratified(int folds) implements FoldMethod {
        /** Refuses fewer than 2 folds with {@link InvalidInput}. */
        public Stratified {
            checkFolds(folds);
        }
    }

    /**
     * See {@link CrossValidation#grouped}.
     *
     * @param folds how many, at least 2
     * @param column whose equal values stay together
     */
    record Grouped(int folds, String column) implements FoldMethod {
        /** Refuses fewer than 2 folds with {@link InvalidInput}. */
        public Grouped {
            checkFolds(folds);
        }
    }

    /**
     * See {@link CrossValidation#stratifiedGrouped}.
     *
     * @param folds how many, at least 2
     * @param column whose equal values stay together
     */
    record StratifiedGrouped(int folds, String column) implements FoldMethod {
        /** Refuses fewer than 2 folds with {@link InvalidInput}. */
        public StratifiedGrouped {
            checkFolds(folds);
        }
    }

    /**
     * See {@link CrossValidation#leaveOneGroupOut}.
     *
     * @param column each value of which is left out once
     */
    record LeaveOneGroupOut(String column) implements FoldMethod {
        @Override
        public boolean isRandom() {
            return false;
        }
    }

    /** See {@link CrossValidation#leaveOneOut}. */
    record LeaveOneOut() implements FoldMethod {
        @Override
        public boolean isRandom() {
            return false;
        }
    }

    /**
     * See {@link CrossValidation#timeSeries(int)}.
     *
     * @param folds how many, at least 2
     * @param column the times, or the empty text if the rows stand in the order of their times
     * @param testSize the rows to test on in each fold, or 0 for the number of rows divided by one more than the folds
     * @param mostTrainRows the latest rows to train on, or 0 for all before the test
     * @param gapRows how many rows are left out between training and test
     * @param gap the least time between training and test; only with a column
     */
    record TimeSeries(int folds, String column, int testSize, int mostTrainRows, int gapRows, Duration gap)
            implements FoldMethod {
        /** Refuses fewer than 2 folds and negative sizes with {@link InvalidInput}. */
        public TimeSeries {
            checkFolds(folds);
            if (testSize < 0 || mostTrainRows < 0 || gapRows < 0 || gap.isNegative()) {
                throw new InvalidInput("A time series with a test size of " + testSize + ", at most " + mostTrainRows
                        + " rows to train on and gaps of " + gapRows + " rows and " + gap
                        + " cannot be divided; none of them may be negative.");
            }
            if (column.isEmpty() && !gap.isZero()) {
                throw new InvalidInput("A gap of " + gap
                        + " needs a column of times; name it with timeSeries(folds, column), or give the gap in rows.");
            }
        }

        @Override
        public boolean isRandom() {
            return false;
        }

        /** The column of times, if the rows do not stand in their order anyway. */
        public Optional<String> findColumn() {
            return column.isEmpty() ? Optional.empty() : Optional.of(column);
        }
    }

    private static void checkFolds(int folds) {
        if (folds < 2) {
            throw new InvalidInput("A cross-validation needs at least 2 folds, not " + folds + "; 5 and 10 are usual.");
        }
    }
}
