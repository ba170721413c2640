package io.mlops4j.data;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a {@link FeaturePlan}: what is to be done to which columns, before anything was learnt from data. Immutable values, made by
 * the methods below and run in the order in which {@link FeaturePipeline#of} is given them.
 *
 * <p>A column is named as it stands when its step runs. Steps on numbers take REAL, INTEGER and BOOLEAN columns (1 and 0), leave missing cells
 * missing unless they say otherwise, and keep the name of the column. Steps that make several columns of one put them where it stood, and name them
 * after it: {@code grade=A} (one-hot), {@code note#0} (hashing), {@code day:year} (parts of a date), {@code note:length}, {@code note:tokens},
 * {@code income:outlier}.
 */
public sealed interface Feature permits NumberFeature, WordFeature, TableFeature {
    /** Fills missing cells; end with one of the {@code with} methods. */
    static NumberFeature.Imputation impute(String column) {
        return new NumberFeature.Imputation(column);
    }

    /** Subtracts the mean and divides by the standard deviation of the population; a constant column becomes 0. */
    static Feature standardize(String column, String... more) {
        return new NumberFeature.Scale(columns(column, more), NumberFeature.Scale.Method.STANDARD);
    }

    /** Maps the least value to 0 and the greatest to 1; a constant column becomes 0. Values beyond those that were fitted lie outside [0, 1]. */
    static Feature minMax(String column, String... more) {
        return new NumberFeature.Scale(columns(column, more), NumberFeature.Scale.Method.MIN_MAX);
    }

    /** Subtracts the median and divides by the interquartile range, which outliers do not move; a range of 0 divides by 1. */
    static Feature robustScale(String column, String... more) {
        return new NumberFeature.Scale(columns(column, more), NumberFeature.Scale.Method.ROBUST);
    }

    /** Moves values to the nearer end of a range that you know; end with {@code between}. */
    static NumberFeature.Clipping clip(String column) {
        return new NumberFeature.Clipping(column);
    }

    /** Moves values to the nearer end of a range of quantiles of the data; end with {@code quantiles}. */
    static NumberFeature.Winsorizing winsorize(String column) {
        return new NumberFeature.Winsorizing(column);
    }

    /** The natural logarithm of 1 + x. Values of −1 and below, which have none, are refused when fitting and missing afterwards. */
    static Feature log(String column) {
        return new NumberFeature.Log(column);
    }

    /** The number, from 0, of the range that a value is in, the ranges holding equal shares of the data; end with {@code quantiles}. */
    static NumberFeature.Bucketing bucketize(String column) {
        return new NumberFeature.Bucketing(column);
    }

    /** Adds a column that is 1 where a value lies more than 1.5 interquartile ranges outside the quartiles (Tukey's fences), else 0. */
    static NumberFeature.OutlierFlag outlierFlag(String column) {
        return new NumberFeature.OutlierFlag(column, NumberFeature.OutlierFlag.TUKEY);
    }

    /**
     * A column of 0 and 1 for each word, in the order of the words, instead of the column of words (or of numbers, such as codes). A missing cell
     * and a word that was not in the data when fitting are 0 in all of them.
     */
    static Feature oneHot(String column) {
        return new WordFeature.OneHot(column);
    }

    /** The position of a word, from 0, among the words in their order; −1 for a word that was not in the data when fitting. */
    static WordFeature.Ordinal ordinal(String column) {
        return new WordFeature.Ordinal(column, List.of());
    }

    /** A fixed number of columns of 0 and 1, chosen by a hash of the word, for columns with too many words; end with {@code buckets}. */
    static WordFeature.Hashing hash(String column) {
        return new WordFeature.Hashing(column);
    }

    /**
     * The mean of the label over the rows with the same word, drawn to the mean of all rows where those are few. While fitting, a row is encoded
     * from other rows than its own, so that a model cannot read the label from it. A missing cell and a new word get the mean of all rows.
     * The label is a column of numbers or truth values.
     */
    static WordFeature.TargetEncode targetEncode(String column) {
        return new WordFeature.TargetEncode(
                column, WordFeature.TargetEncode.SMOOTHING, WordFeature.TargetEncode.FOLDS, 0);
    }

    /**
     * The year, month (1 to 12), day of the month, day of the week (1 is Monday) and day of the year, instead of a date; of an instant also
     * the hour, all in UTC.
     */
    static Feature dateParts(String column) {
        return new WordFeature.DateParts(column);
    }

    /** Adds the number of characters (Unicode code points) of a text. */
    static Feature textLength(String column) {
        return new WordFeature.TextLength(column);
    }

    /** Adds the number of tokens of a text: runs of characters that are no white space. */
    static Feature tokenCount(String column) {
        return new WordFeature.TokenCount(column);
    }

    /**
     * Leaves out rows whose cells have all appeared in a row before. For the table that a plan is fitted on alone: a fitted pipeline never drops a
     * row. It has to be the first step.
     *
     * @param columns the columns to compare; every column of the table, the label included, if none is named
     */
    static Feature dropDuplicates(String... columns) {
        return new TableFeature.DropDuplicates(List.of(columns));
    }

    /** Leaves out columns. A column that no other step names is left out anyway, and need not be in the rows that are served. */
    static Feature drop(String column, String... more) {
        return new TableFeature.Drop(columns(column, more));
    }

    /** Keeps these columns, in this order, and leaves out all others. At the front of a plan it also takes columns in that need no other step. */
    static Feature select(String column, String... more) {
        return new TableFeature.Select(columns(column, more));
    }

    /** The columns that the step names. */
    List<String> columns();

    /** What the step does, for messages: {@code standardize 'income'}. */
    String describe();

    private static List<String> columns(String first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all;
    }
}
