package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in one column: counts for every type, and moments and quantiles of the number form ({@link Column#doubleAt}) for every type but
 * text. A statistic that is undefined (the mean of no values, the standard deviation of one, anything of text, a mean of infinities of
 * both signs) is absent: {@code find…} is empty, and the plain accessor throws {@link InvalidInput} with the reason. Immutable.
 */
public final class ColumnProfile {
    /**
     * A value and how often it appears.
     *
     * @param value the text of the value, at most 256 characters
     * @param count how often it appears, at least 1
     */
    public record ValueCount(String value, long count) {
        /** Refuses a count below 1 with {@link InvalidInput}. */
        public ValueCount {
            Objects.requireNonNull(value, "value");
            if (count < 1) {
                throw new InvalidInput("The value '" + value + "' cannot appear " + count + " times.");
            }
        }
    }

    private final String name;
    private final ColumnType type;
    private final String typeReason;
    private final long count;
    private final long missing;
    private final long distinct;
    private final boolean distinctIsExact;
    private final boolean quantilesAreExact;
    private final double min;
    private final double max;
    private final double mean;
    private final double stddev;
    private final NavigableMap<Double, Double> quantiles;
    private final List<ValueCount> topValues;
    private final double skewness;
    private final double kurtosis;
    private final Optional<Histogram> histogram;
    private final Optional<TextLengths> lengths;
    private final List<ValueCount> patterns;

    private ColumnProfile(Builder builder) {
        name = builder.name;
        type = builder.type;
        typeReason = builder.typeReason;
        count = builder.count;
        missing = builder.missing;
        distinct = builder.distinct;
        distinctIsExact = builder.distinctIsExact;
        quantilesAreExact = builder.quantilesAreExact;
        min = builder.min;
        max = builder.max;
        mean = builder.mean;
        stddev = builder.stddev;
        quantiles = Collections.unmodifiableNavigableMap(new TreeMap<>(builder.quantiles));
        topValues = builder.topValues;
        skewness = builder.skewness;
        kurtosis = builder.kurtosis;
        histogram = Optional.ofNullable(builder.histogram);
        lengths = Optional.ofNullable(builder.lengths);
        patterns = builder.patterns;
    }

    /** Starts the profile of a column; the counts are 0 and the statistics absent until they are given. */
    public static Builder builder(String name, ColumnType type) {
        return new Builder(name, type);
    }

    /** The name of the column. */
    public String name() {
        return name;
    }

    /** The type of the column. */
    public ColumnType type() {
        return type;
    }

    /** How the type was decided, as a sentence without a full stop. */
    public String typeReason() {
        return typeReason;
    }

    /** How many cells have a value. */
    public long count() {
        return count;
    }

    /** How many cells are missing. */
    public long missing() {
        return missing;
    }

    /** How many different values there are, missing cells not counted. */
    public long distinct() {
        return distinct;
    }

    /**
     * Whether {@link #distinct()} is counted. Above 131 072 different values it is an estimate, with a standard error below 0.5 %.
     */
    public boolean distinctIsExact() {
        return distinctIsExact;
    }

    /**
     * The least value.
     *
     * @throws InvalidInput if there is none
     */
    public double min() {
        return defined(findMin(), "minimum");
    }

    /** The least value, or empty. */
    public OptionalDouble findMin() {
        return optional(min);
    }

    /**
     * The greatest value.
     *
     * @throws InvalidInput if there is none
     */
    public double max() {
        return defined(findMax(), "maximum");
    }

    /** The greatest value, or empty. */
    public OptionalDouble findMax() {
        return optional(max);
    }

    /**
     * The arithmetic mean.
     *
     * @throws InvalidInput if it is undefined
     */
    public double mean() {
        return defined(findMean(), "mean");
    }

    /** The arithmetic mean, or empty. */
    public OptionalDouble findMean() {
        return optional(mean);
    }

    /**
     * The standard deviation of the sample (divided by n − 1).
     *
     * @throws InvalidInput if it is undefined
     */
    public double stddev() {
        return defined(findStddev(), "standard deviation");
    }

    /** The standard deviation of the sample (divided by n − 1), or empty. */
    public OptionalDouble findStddev() {
        return optional(stddev);
    }

    /**
     * One of the {@link #quantiles()}, by linear interpolation between the neighbours at rank p (n − 1) (Hyndman and Fan's type 7, the
     * default of NumPy and R).
     *
     * @param p one of 0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99 and 1
     * @throws InvalidInput if it is another, or the column has no quantiles
     */
    public double quantile(double p) {
        Double value = quantiles.get(p + 0.0);
        if (value != null) {
            return value;
        }
        if (quantiles.isEmpty()) {
            return defined(OptionalDouble.empty(), "quantile");
        }
        throw new InvalidInput(
                "The profile of '" + name + "' has no " + p + " quantile; it has " + quantiles.keySet() + ".");
    }

    /** The quantiles by p; empty if there are none. */
    public NavigableMap<Double, Double> quantiles() {
        return quantiles;
    }

    /**
     * Whether the quantiles are those of all values. Above 131 072 values those between 0 and 1 are of a random sample of that
     * size, drawn with a fixed seed: their rank is within 0.6 % of p, with a confidence of 99.9 %.
     */
    public boolean quantilesAreExact() {
        return quantilesAreExact;
    }

    /** The most frequent values, most frequent first, equal ones by text; at most 10, none if there are more than 10 000 different values. */
    public List<ValueCount> topValues() {
        return topValues;
    }

    /**
     * The skewness: the third central moment over the 1.5th power of the second, both divided by n (Fisher's g1, the default of SciPy).
     *
     * @throws InvalidInput if it is undefined
     */
    public double skewness() {
        return defined(findSkewness(), "skewness");
    }

    /** The skewness, or empty; see {@link #skewness()}. */
    public OptionalDouble findSkewness() {
        return optional(skewness);
    }

    /**
     * The excess kurtosis: the fourth central moment over the square of the second, both divided by n, less 3 (the default of SciPy); 0 for a normal
     * distribution.
     *
     * @throws InvalidInput if it is undefined
     */
    public double kurtosis() {
        return defined(findKurtosis(), "kurtosis");
    }

    /** The excess kurtosis, or empty; see {@link #kurtosis()}. */
    public OptionalDouble findKurtosis() {
        return optional(kurtosis);
    }

    /**
     * How the finite values are distributed: 10 to 60 bins of equal width after Freedman and Diaconis, or one a value where there are few different whole
     * numbers.
     *
     * @throws InvalidInput if there is none
     */
    public Histogram histogram() {
        return histogram.orElseThrow(() -> undefined("histogram"));
    }

    /** How the finite values are distributed, or empty; see {@link #histogram()}. */
    public Optional<Histogram> findHistogram() {
        return histogram;
    }

    /**
     * How long the texts are.
     *
     * @throws InvalidInput if the column is no text or has no values
     */
    public TextLengths lengths() {
        return lengths.orElseThrow(() -> new InvalidInput(
                "Column '" + name + "' is " + type + " with " + count + " values; only texts have lengths."));
    }

    /** How long the texts are, or empty. */
    public Optional<TextLengths> findLengths() {
        return lengths;
    }

    /**
     * The most frequent shapes of the texts, most frequent first, at most 10: {@code A} for a capital, {@code a} for another letter, {@code 9} for a digit, anything
     * else for itself, as {@code AA-999}; of the first 32 characters. Of more than 1 000 different shapes the first 1 000 are counted. Empty for other types.
     */
    public List<ValueCount> patterns() {
        return patterns;
    }

    /** Whether the other is a profile with the same content. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColumnProfile that
                && name.equals(that.name)
                && type == that.type
                && typeReason.equals(that.typeReason)
                && count == that.count
                && missing == that.missing
                && distinct == that.distinct
                && distinctIsExact == that.distinctIsExact
                && quantilesAreExact == that.quantilesAreExact
                && Double.compare(min, that.min) == 0
                && Double.compare(max, that.max) == 0
                && Double.compare(mean, that.mean) == 0
                && Double.compare(stddev, that.stddev) == 0
                && quantiles.equals(that.quantiles)
                && topValues.equals(that.topValues)
                && Double.compare(skewness, that.skewness) == 0
                && Double.compare(kurtosis, that.kurtosis) == 0
                && histogram.equals(that.histogram)
                && lengths.equals(that.lengths)
                && patterns.equals(that.patterns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, count, missing, distinct, mean, quantiles, topValues);
    }

    /** All that is known, on one line. */
    @Override
    public String toString() {
        return name + " " + type + ": count " + count + ", missing " + missing + ", distinct " + distinct + ", min "
                + min + ", mean " + mean + ", max " + max + ", stddev " + stddev + ", quantiles " + quantiles + ", top "
                + topValues;
    }

    private double defined(OptionalDouble value, String what) {
        if (value.isPresent()) {
            return value.getAsDouble();
        }
        throw undefined(what);
    }

    private InvalidInput undefined(String what) {
        if (!type.hasNumberForm()) {
            return new InvalidInput("Column '" + name + "' is " + (type.isText() ? "text" : "bytes") + " (" + type
                    + ") and has no " + what + "; override its type if it should be a number.");
        }
        return new InvalidInput("The " + what + " of column '" + name + "' is undefined: it has " + count
                + " values, and " + missing + " cells are missing.");
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Collects a profile. For those who compute or decode one; single-threaded. */
    public static final class Builder {
        private final String name;
        private final ColumnType type;
        private String typeReason = "";
        private long count;
        private long missing;
        private long distinct;
        private boolean distinctIsExact = true;
        private boolean quantilesAreExact = true;
        private double min = Double.NaN;
        private double max = Double.NaN;
        private double mean = Double.NaN;
        private double stddev = Double.NaN;
        private Map<Double, Double> quantiles = Map.of();
        private List<ValueCount> topValues = List.of();
        private double skewness = Double.NaN;
        private double kurtosis = Double.NaN;
        private @Nullable Histogram histogram;
        private @Nullable TextLengths lengths;
        private List<ValueCount> patterns = List.of();

        private Builder(String name, ColumnType type) {
            this.name = ColumnSchema.checkName(name);
            this.type = Objects.requireNonNull(type, "type");
        }

        /** Gives the reason of the type. */
        public Builder typeReason(String reason) {
            this.typeReason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        /** Gives how many cells have a value and how many are missing. */
        public Builder counts(long present, long absent) {
            this.count = present;
            this.missing = absent;
            return this;
        }

        /** Gives how many different values were counted. */
        public Builder distinct(long values) {
            this.distinct = values;
            this.distinctIsExact = true;
            return this;
        }

        /** Gives an estimate of how many different values there are. */
        public Builder distinctEstimate(long values) {
            this.distinct = values;
            this.distinctIsExact = false;
            return this;
        }

        /** Gives the least and the greatest value; NaN is absent. */
        public Builder range(double least, double greatest) {
            this.min = least;
            this.max = greatest;
            return this;
        }

        /** Gives the mean; NaN is absent. */
        public Builder mean(double value) {
            this.mean = value;
            return this;
        }

        /** Gives the standard deviation of the sample; NaN is absent. */
        public Builder stddev(double value) {
            this.stddev = value;
            return this;
        }

        /** Gives the quantiles of all values. */
        public Builder quantiles(Map<Double, Double> byShare) {
            this.quantiles = Map.copyOf(byShare);
            this.quantilesAreExact = true;
            return this;
        }

        /** Gives the quantiles of a sample. */
        public Builder quantileEstimates(Map<Double, Double> byShare) {
            this.quantiles = Map.copyOf(byShare);
            this.quantilesAreExact = false;
            return this;
        }

        /** Gives the most frequent values, most frequent first. */
        public Builder topValues(List<ValueCount> values) {
            this.topValues = List.copyOf(values);
            return this;
        }

        /** Gives the skewness; NaN is absent. */
        public Builder skewness(double value) {
            this.skewness = value;
            return this;
        }

        /** Gives the excess kurtosis; NaN is absent. */
        public Builder kurtosis(double value) {
            this.kurtosis = value;
            return this;
        }

        /** Gives the distribution of the values. */
        public Builder histogram(Histogram distribution) {
            this.histogram = distribution;
            return this;
        }

        /** Gives the lengths of the texts. */
        public Builder lengths(TextLengths ofTexts) {
            this.lengths = ofTexts;
            return this;
        }

        /** Gives the most frequent shapes of the texts, most frequent first. */
        public Builder patterns(List<ValueCount> shapes) {
            this.patterns = List.copyOf(shapes);
            return this;
        }

        /**
         * The profile.
         *
         * @throws InvalidInput if a count is negative or there are more different values than values
         */
        public ColumnProfile build() {
            if (count < 0 || missing < 0 || distinct < 0 || (distinctIsExact && distinct > count)) {
                throw new InvalidInput("The profile of '" + name + "' contradicts itself: count " + count + ", missing "
                        + missing + ", distinct " + distinct + ".");
            }
            return new ColumnProfile(this);
        }
    }
}
