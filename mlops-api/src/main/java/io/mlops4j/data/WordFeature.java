package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** The steps on columns of words, texts and dates. Made by the methods of {@link Feature}; the records are public for who interprets them. */
public sealed interface WordFeature extends Feature {
    /**
     * The beginning of {@link Feature#hash}.
     *
     * @param column the column of words
     */
    record Hashing(String column) {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public Hashing {
            ColumnSchema.checkName(column);
        }

        /** Into this many columns, 2 to 4096. */
        public Feature buckets(int buckets) {
            return new Hash(column, buckets);
        }
    }

    /**
     * See {@link NumberFeature.Imputation#with(String)}.
     *
     * @param column the column whose missing cells are filled
     * @param word what fills them
     */
    record ImputeWord(String column, String word) implements WordFeature {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public ImputeWord {
            ColumnSchema.checkName(column);
            Objects.requireNonNull(word, "word");
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "impute '" + column + "' with '" + Quoted.shorten(word) + "'";
        }
    }

    /**
     * See {@link Feature#oneHot}.
     *
     * @param column the column
     */
    record OneHot(String column) implements WordFeature {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public OneHot {
            ColumnSchema.checkName(column);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "one-hot encode '" + column + "'";
        }
    }

    /**
     * See {@link Feature#ordinal}.
     *
     * @param column the column
     * @param words the words in their order, none twice; empty for the words of the data, sorted
     */
    record Ordinal(String column, List<String> words) implements WordFeature {
        /** Copies the words; refuses an invalid name and repeated words with {@link InvalidInput}. */
        public Ordinal {
            ColumnSchema.checkName(column);
            words = List.copyOf(words);
            if (new HashSet<>(words).size() != words.size()) {
                throw new InvalidInput(
                        "The order of the words of '" + column + "' names one twice: " + Quoted.set(words) + ".");
            }
        }

        /** With the words in an order that means something, as {@code "low", "medium", "high"}; others are −1. */
        public Ordinal order(String... inOrder) {
            return new Ordinal(column, List.of(inOrder));
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "number the words of '" + column + "'";
        }
    }

    /**
     * See {@link Feature#hash}.
     *
     * @param column the column of words
     * @param buckets how many columns take its place, 2 to {@value #MOST}
     */
    record Hash(String column, int buckets) implements WordFeature {
        /** The most columns. */
        public static final int MOST = 4096;

        /** Refuses what breaks the rules with {@link InvalidInput}. */
        public Hash {
            ColumnSchema.checkName(column);
            FeatureColumns.checkCount("The number of hash buckets", column, buckets, 2, MOST);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "hash the words of '" + column + "'";
        }
    }

    /**
     * See {@link Feature#targetEncode}. The mean of n rows is weighed with n / (n + smoothing) against the mean of all rows: the empirical Bayes
     * estimate of Micci-Barreca, A preprocessing scheme for high-cardinality categorical attributes (SIGKDD Explorations 3(1), 2001).
     *
     * @param column the column
     * @param smoothing how many rows the mean of all rows counts as; at least 0
     * @param folds into how many parts the rows are put while fitting, 2 to 100
     * @param seed what the parts are drawn from
     */
    record TargetEncode(String column, double smoothing, int folds, long seed) implements WordFeature {
        /** The smoothing unless it is chosen. */
        public static final double SMOOTHING = 10;

        /** The number of folds unless it is chosen. */
        public static final int FOLDS = 5;

        private static final int MOST_FOLDS = 100;

        /** Refuses what breaks the rules with {@link InvalidInput}. */
        public TargetEncode {
            ColumnSchema.checkName(column);
            FeatureColumns.checkFinite("The smoothing", column, smoothing);
            if (smoothing < 0) {
                throw new InvalidInput("The smoothing of '" + column + "' is " + smoothing + "; give at least 0.");
            }
            FeatureColumns.checkCount("The number of folds", column, folds, 2, MOST_FOLDS);
        }

        /** With the mean of all rows counting as this many rows; 0 takes the bare mean of a word. */
        public TargetEncode smoothing(double rows) {
            return new TargetEncode(column, rows, folds, seed);
        }

        /** With this many folds, 2 to 100. */
        public TargetEncode folds(int count) {
            return new TargetEncode(column, smoothing, count, seed);
        }

        /** With other folds. */
        public TargetEncode seed(long newSeed) {
            return new TargetEncode(column, smoothing, folds, newSeed);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "target encode '" + column + "'";
        }
    }

    /**
     * See {@link Feature#dateParts}.
     *
     * @param column the column
     */
    record DateParts(String column) implements WordFeature {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public DateParts {
            ColumnSchema.checkName(column);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "take the parts of the date '" + column + "'";
        }
    }

    /**
     * See {@link Feature#textLength}.
     *
     * @param column the column, which stays
     */
    record TextLength(String column) implements WordFeature {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public TextLength {
            ColumnSchema.checkName(column);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "measure the length of '" + column + "'";
        }
    }

    /**
     * See {@link Feature#tokenCount}.
     *
     * @param column the column, which stays
     */
    record TokenCount(String column) implements WordFeature {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public TokenCount {
            ColumnSchema.checkName(column);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "count the tokens of '" + column + "'";
        }
    }
}
