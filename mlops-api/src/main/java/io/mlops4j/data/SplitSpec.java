package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a table was split: all that decides into which part a row comes, besides the rows. Immutable; two splits of one version with equal specs are
 * equal.
 *
 * @param shares the wanted share of each part, each in (0, 1], together 1 (to 10<sup>-9</sup>)
 * @param method how parts are chosen
 * @param keyedBy the columns that tell one row from another; empty if all columns together do
 * @param seed what the hashes start from; without meaning for a split by time
 * @param extending the digest of the assignment of the split that this one extends; empty if none
 */
public record SplitSpec(
        Map<Split.Part, Double> shares, Method method, List<String> keyedBy, long seed, String extending) {
    private static final double TOLERANCE = 1e-9;

    /** Copies the collections, and refuses with {@link InvalidInput} shares that are not those of a whole. */
    public SplitSpec {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(extending, "extending");
        shares = Collections.unmodifiableMap(new TreeMap<>(shares));
        keyedBy = columns("keyed", keyedBy);
        double sum = 0;
        for (Map.Entry<Split.Part, Double> each : shares.entrySet()) {
            double share = each.getValue();
            if (!(share > 0 && share <= 1)) {
                throw new InvalidInput("The " + each.getKey().label() + " part cannot have the share " + share
                        + "; give one above 0 and at most 1, as 0.7, or leave the part out.");
            }
            sum += share;
        }
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            throw new InvalidInput(
                    shares.isEmpty()
                            ? "The split has no parts; give their shares, as train(0.7).validation(0.15).test(0.15)."
                            : "The shares of the parts sum to " + sum
                                    + ", not 1: give every row a part, as train(0.7).validation(0.15).test(0.15).");
        }
    }

    /** The share of a part; 0 if the split does not have it. */
    public double share(Split.Part part) {
        return shares.getOrDefault(part, 0.0);
    }

    /** How parts are chosen. Later releases may add methods: a {@code switch} over them needs a default. */
    public sealed interface Method {}

    /**
     * By a hash, so that a row keeps its part when rows are added.
     *
     * @param groupedBy the columns whose equal values stay together; empty if every row is on its own
     */
    public record ByHash(List<String> groupedBy) implements Method {
        /** Copies the list. */
        public ByHash {
            groupedBy = columns("grouped", groupedBy);
        }
    }

    /**
     * So that every stratum has the same shares.
     *
     * @param strata the columns whose values, together, make the strata, and how each is binned
     * @param groupedBy the columns whose equal values stay together; empty if every row is on its own
     */
    public record Stratified(List<Stratum> strata, List<String> groupedBy) implements Method {
        /** Copies the lists; refuses no columns, and a column that is named twice, with {@link InvalidInput}. */
        public Stratified {
            strata = List.copyOf(strata);
            groupedBy = columns("grouped", groupedBy);
            List<String> names =
                    columns("stratified", strata.stream().map(Stratum::column).toList());
            if (names.isEmpty()) {
                throw new InvalidInput("A stratified split names no column; give one, as stratifiedBy(\"label\").");
            }
        }
    }

    /**
     * The earliest rows first.
     *
     * @param column of dates, instants or numbers
     * @param gap how much time must lie between the last row of a part and the first of the next; rows within are in no part
     */
    public record ByTime(String column, Duration gap) implements Method {
        /** Refuses a negative gap with {@link InvalidInput}. */
        public ByTime {
            Objects.requireNonNull(column, "column");
            if (gap.isNegative()) {
                throw new InvalidInput(
                        "A gap of " + gap + " between the parts is negative; give Duration.ZERO or more.");
            }
        }
    }

    /**
     * A column that strata are made of.
     *
     * @param column its name
     * @param bins into how many bins of about equally many rows its numbers are put; {@link #AUTOMATIC} to leave it to the data
     */
    public record Stratum(String column, int bins) {
        /** Values as they are; numbers, dates and instants with more than 20 distinct values in 10 bins. */
        public static final int AUTOMATIC = 0;

        /** The most bins. */
        public static final int MOST_BINS = 1_000;

        /** Refuses one bin and more than {@link #MOST_BINS} with {@link InvalidInput}. */
        public Stratum {
            Objects.requireNonNull(column, "column");
            if (bins != AUTOMATIC && (bins < 2 || bins > MOST_BINS)) {
                throw new InvalidInput(
                        "Column '" + column + "' cannot be put into " + bins + " bins; give 2 to " + MOST_BINS + ".");
            }
        }
    }

    private static List<String> columns(String what, List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new InvalidInput("A split cannot be " + what + " by the same column twice: " + names + ".");
        }
        return List.copyOf(names);
    }
}
