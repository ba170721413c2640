package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The steps on columns of numbers. Made by the methods of {@link Feature}; the records are public for who interprets them. */
public sealed interface NumberFeature extends Feature {
    /**
     * The beginning of {@link Feature#impute}.
     *
     * @param column the column whose missing cells are filled
     */
    record Imputation(String column) {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public Imputation {
            ColumnSchema.checkName(column);
        }

        /** Fills with the mean of the present cells. */
        public Feature withMean() {
            return new ImputeStatistic(column, ImputeStatistic.Statistic.MEAN);
        }

        /** Fills with the median of the present cells. */
        public Feature withMedian() {
            return new ImputeStatistic(column, ImputeStatistic.Statistic.MEDIAN);
        }

        /** Fills with the number or word that appears most often; of several, with the first in their order. */
        public Feature withMostFrequent() {
            return new ImputeStatistic(column, ImputeStatistic.Statistic.MOST_FREQUENT);
        }

        /** Fills with a number, which is finite. */
        public Feature with(double number) {
            return new ImputeNumber(column, number);
        }

        /** Fills with a word. */
        public Feature with(String word) {
            return new WordFeature.ImputeWord(column, word);
        }
    }

    /**
     * The beginning of {@link Feature#clip}.
     *
     * @param column the column whose values are moved into a range
     */
    record Clipping(String column) {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public Clipping {
            ColumnSchema.checkName(column);
        }

        /** Into [low, high]; one of them may be infinite. */
        public Feature between(double low, double high) {
            return new Clip(column, low, high);
        }
    }

    /**
     * The beginning of {@link Feature#winsorize}.
     *
     * @param column the column whose values are moved into a range
     */
    record Winsorizing(String column) {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public Winsorizing {
            ColumnSchema.checkName(column);
        }

        /** Into the range between two quantiles, as shares in [0, 1]; those between two values are interpolated. */
        public Feature quantiles(double low, double high) {
            return new Winsorize(column, low, high);
        }
    }

    /**
     * The beginning of {@link Feature#bucketize}.
     *
     * @param column the column whose values are put into buckets
     */
    record Bucketing(String column) {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public Bucketing {
            ColumnSchema.checkName(column);
        }

        /** Into this many ranges, 2 to 10 000, with equally many values each; fewer where values repeat so often that ranges would be empty. */
        public Feature quantiles(int buckets) {
            return new Bucketize(column, buckets);
        }
    }

    /**
     * See {@link Imputation}.
     *
     * @param column the column whose missing cells are filled
     * @param statistic what of the present cells fills them
     */
    record ImputeStatistic(String column, Statistic statistic) implements NumberFeature {
        /** What of the present cells fills the missing ones. */
        public enum Statistic {
            /** The mean. */
            MEAN,
            /** The median. */
            MEDIAN,
            /** The value that appears most often, of numbers or words. */
            MOST_FREQUENT
        }

        /** Refuses an invalid name with {@link InvalidInput}. */
        public ImputeStatistic {
            ColumnSchema.checkName(column);
            Objects.requireNonNull(statistic, "statistic");
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "impute '" + column + "' with the "
                    + statistic.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * See {@link Imputation#with(double)}.
     *
     * @param column the column whose missing cells are filled
     * @param number what fills them, finite
     */
    record ImputeNumber(String column, double number) implements NumberFeature {
        /** Refuses an invalid name, and a number that is not finite, with {@link InvalidInput}. */
        public ImputeNumber {
            ColumnSchema.checkName(column);
            FeatureColumns.checkFinite("What fills the missing cells", column, number);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "impute '" + column + "' with " + Quoted.number(number);
        }
    }

    /**
     * See {@link Feature#standardize}, {@link Feature#minMax} and {@link Feature#robustScale}.
     *
     * @param columns the columns, each by its own centre and scale; none twice
     * @param method what is subtracted, and what it is divided by
     */
    record Scale(List<String> columns, Method method) implements NumberFeature {
        /** What is subtracted, and what it is divided by. */
        public enum Method {
            /** The mean; the standard deviation of the population. */
            STANDARD,
            /** The least value; the distance to the greatest. */
            MIN_MAX,
            /** The median; the interquartile range. */
            ROBUST
        }

        /** Copies the names; refuses invalid and repeated ones with {@link InvalidInput}. */
        public Scale {
            columns = FeatureColumns.check(columns);
            Objects.requireNonNull(method, "method");
        }

        @Override
        public String describe() {
            return switch (method) {
                        case STANDARD -> "standardize ";
                        case MIN_MAX -> "min-max scale ";
                        case ROBUST -> "robustly scale ";
                    }
                    + Quoted.list(columns);
        }
    }

    /**
     * See {@link Feature#clip}.
     *
     * @param column the column
     * @param low the least value that is left as it is; may be minus infinity
     * @param high the greatest; may be infinity, and is at least the least
     */
    record Clip(String column, double low, double high) implements NumberFeature {
        /** Refuses what breaks the rules with {@link InvalidInput}. */
        public Clip {
            ColumnSchema.checkName(column);
            if (!(low <= high) || low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
                throw new InvalidInput("Values of '" + column + "' cannot be clipped between " + low + " and " + high
                        + "; the first must not be above the second.");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "clip '" + column + "' to " + Quoted.range(low, high);
        }
    }

    /**
     * See {@link Feature#winsorize}.
     *
     * @param column the column
     * @param low the share of values that are moved up, in [0, 1)
     * @param high 1 less the share of values that are moved down, in (low, 1]
     */
    record Winsorize(String column, double low, double high) implements NumberFeature {
        /** Refuses what breaks the rules with {@link InvalidInput}. */
        public Winsorize {
            ColumnSchema.checkName(column);
            FeatureColumns.checkShares(column, low, high);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "winsorize '" + column + "' at the quantiles " + Quoted.range(low, high);
        }
    }

    /**
     * See {@link Feature#log}.
     *
     * @param column the column
     */
    record Log(String column) implements NumberFeature {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public Log {
            ColumnSchema.checkName(column);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "take the logarithm of '" + column + "'";
        }
    }

    /**
     * See {@link Feature#bucketize}.
     *
     * @param column the column
     * @param buckets how many ranges, 2 to {@value #MOST}
     */
    record Bucketize(String column, int buckets) implements NumberFeature {
        /** The most ranges. */
        public static final int MOST = 10_000;

        /** Refuses what breaks the rules with {@link InvalidInput}. */
        public Bucketize {
            ColumnSchema.checkName(column);
            FeatureColumns.checkCount("The number of buckets", column, buckets, 2, MOST);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "put '" + column + "' into " + buckets + " buckets";
        }
    }

    /**
     * See {@link Feature#outlierFlag}.
     *
     * @param column the column, which stays
     * @param fences how many interquartile ranges outside the quartiles a value is an outlier; above 0
     */
    record OutlierFlag(String column, double fences) implements NumberFeature {
        /** The distance that Tukey calls outside (Exploratory Data Analysis, 1977). */
        public static final double TUKEY = 1.5;

        /** Refuses what breaks the rules with {@link InvalidInput}. */
        public OutlierFlag {
            ColumnSchema.checkName(column);
            if (!(fences > 0 && fences <= Double.MAX_VALUE)) {
                throw new InvalidInput("Outliers of '" + column + "' cannot lie " + fences
                        + " interquartile ranges outside the quartiles; give a number above 0, such as 1.5.");
            }
        }

        /** With fences this many interquartile ranges outside the quartiles; Tukey's "far out" is 3. */
        public OutlierFlag fences(double interquartileRanges) {
            return new OutlierFlag(column, interquartileRanges);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "flag outliers of '" + column + "'";
        }
    }
}
