package io.mlops4j.spi;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.IntervalMethod;
import io.mlops4j.evaluation.SliceSearch;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What any {@link io.mlops4j.evaluation.Evaluator} can be told, for the engine to follow. Immutable. */
public final class EvaluationOptions {
    private static final int DEFAULT_RESAMPLES = 1000;
    private static final int FEWEST_RESAMPLES = 100;
    private static final EvaluationOptions DEFAULTS = new EvaluationOptions(new Parts());

    private final double @Nullable [] weights;
    private final Map<String, List<String>> slices;
    private final double confidence;
    private final long seed;
    private final int resamples;
    private final IntervalMethod method;
    private final Set<String> only;
    private final @Nullable SliceSearch search;

    private EvaluationOptions(Parts parts) {
        this.weights = parts.weights;
        this.slices = Collections.unmodifiableMap(parts.slices);
        this.confidence = parts.confidence;
        this.seed = parts.seed;
        this.resamples = parts.resamples;
        this.method = parts.method;
        this.only = Collections.unmodifiableSet(parts.only);
        this.search = parts.search;
    }

    /** Every row counts 1, no slices, cheap intervals at 0.95, seed 0, all metrics. */
    public static EvaluationOptions defaults() {
        return DEFAULTS;
    }

    /** With weights, copied; see {@link io.mlops4j.evaluation.Evaluator#weights}. */
    public EvaluationOptions withWeights(double[] replacement) {
        double sum = 0;
        for (int i = 0; i < replacement.length; i++) {
            if (!(replacement[i] >= 0 && replacement[i] <= Double.MAX_VALUE)) {
                throw new InvalidInput("The weight " + replacement[i] + " at index " + i
                        + " is not a finite number of at least 0; leave such rows out or weigh them 0.");
            }
            sum += replacement[i];
        }
        if (!(sum > 0)) {
            throw new InvalidInput("The weights count no row: give at least one above 0.");
        }
        if (Double.isInfinite(sum)) {
            throw new InvalidInput("The sum of the weights is too large for a double; divide them by the greatest.");
        }
        Parts parts = new Parts(this);
        parts.weights = replacement.clone();
        return new EvaluationOptions(parts);
    }

    /** With one more column of slices, copied; see {@link io.mlops4j.evaluation.Evaluator#slice(String, String[])}. */
    public EvaluationOptions withSlice(String column, List<String> values) {
        if (column.isBlank()) {
            throw new InvalidInput("A column to slice by needs a name.");
        }
        if (slices.containsKey(column)) {
            throw new InvalidInput("The evaluation is already sliced by '" + column + "'; name each column once.");
        }
        List<String> copy = new ArrayList<>(values);
        int missing = copy.indexOf(null);
        if (missing >= 0) {
            throw new InvalidInput("The value of '" + column + "' at index " + missing
                    + " is null; give rows without a value a name of their own, such as 'unknown'.");
        }
        Parts parts = new Parts(this);
        parts.slices.put(column, Collections.unmodifiableList(copy));
        return new EvaluationOptions(parts);
    }

    /** With slices by several of the columns together; see {@link io.mlops4j.evaluation.Evaluator#cross}. */
    public EvaluationOptions withCross(List<String> columns) {
        if (columns.size() < 2) {
            throw new InvalidInput("Columns are crossed with each other: name at least two, not " + columns + ".");
        }
        List<List<String>> values = new ArrayList<>();
        for (String column : columns) {
            List<String> found = slices.get(column);
            if (found == null) {
                throw new InvalidInput("The evaluation is not sliced by '" + column + "', so it cannot be crossed;"
                        + " hand its values over with slice(…) first." + NearNames.sentence(column, slices.keySet()));
            }
            values.add(found);
        }
        int rows = values.get(0).size();
        for (int c = 1; c < values.size(); c++) {
            if (values.get(c).size() != rows) {
                throw new InvalidInput("The slice column '" + columns.get(c) + "' has "
                        + values.get(c).size() + " values, but '" + columns.get(0) + "' has " + rows + ".");
            }
        }
        List<String> together = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            int row = i;
            together.add(String.join(" × ", values.stream().map(v -> v.get(row)).toList()));
        }
        return withSlice(String.join(" × ", columns), together);
    }

    /** With this confidence, and with bootstrap intervals; see {@link io.mlops4j.evaluation.Evaluator#confidence}. */
    public EvaluationOptions withConfidence(double replacement) {
        if (!(replacement > 0 && replacement < 1)) {
            throw new InvalidInput("The confidence " + replacement + " is not between 0 and 1; give 0.95 for 95 %.");
        }
        Parts parts = new Parts(this);
        parts.confidence = replacement;
        parts.resamples = resamples == 0 ? DEFAULT_RESAMPLES : resamples;
        return new EvaluationOptions(parts);
    }

    /** With this seed. */
    public EvaluationOptions withSeed(long replacement) {
        Parts parts = new Parts(this);
        parts.seed = replacement;
        return new EvaluationOptions(parts);
    }

    /** With bootstrap intervals from so many resamples; see {@link io.mlops4j.evaluation.Evaluator#resamples}. */
    public EvaluationOptions withResamples(int replacement) {
        if (replacement < FEWEST_RESAMPLES) {
            throw new InvalidInput("The ends of an interval cannot be told from " + replacement
                    + " bootstrap resamples; take at least " + FEWEST_RESAMPLES + ", better 1000.");
        }
        Parts parts = new Parts(this);
        parts.resamples = replacement;
        return new EvaluationOptions(parts);
    }

    /** With intervals by this method; the bootstrap is asked for by that too. */
    public EvaluationOptions withIntervals(IntervalMethod replacement) {
        Parts parts = new Parts(this);
        parts.method = Objects.requireNonNull(replacement);
        parts.resamples = replacement == IntervalMethod.BOOTSTRAP && resamples == 0 ? DEFAULT_RESAMPLES : resamples;
        return new EvaluationOptions(parts);
    }

    /** With no metrics but these; see {@link io.mlops4j.evaluation.Evaluator#only}. */
    public EvaluationOptions withOnly(List<String> names) {
        if (names.isEmpty()) {
            throw new InvalidInput("An evaluation of no metrics says nothing; name at least one.");
        }
        Parts parts = new Parts(this);
        parts.only = new LinkedHashSet<>(names);
        return new EvaluationOptions(parts);
    }

    /** With a search for the worst slices. */
    public EvaluationOptions withSearch(SliceSearch replacement) {
        Parts parts = new Parts(this);
        parts.search = Objects.requireNonNull(replacement);
        return new EvaluationOptions(parts);
    }

    /** A copy of the weights, if rows count differently; each is finite and not negative, and their sum is above 0. */
    public Optional<double[]> findWeights() {
        return Optional.ofNullable(weights).map(double[]::clone);
    }

    /** Whether rows count differently. */
    public boolean isWeighted() {
        return weights != null;
    }

    /** The values of each row, by column, in the order the columns were given. */
    public Map<String, List<String>> slices() {
        return slices;
    }

    /** Of the intervals, in (0, 1). */
    public double confidence() {
        return confidence;
    }

    /** What random numbers start from. */
    public long seed() {
        return seed;
    }

    /** How many resamples a bootstrap takes; empty if no bootstrap was asked for. */
    public OptionalInt findResamples() {
        return resamples == 0 ? OptionalInt.empty() : OptionalInt.of(resamples);
    }

    /** Where intervals come from. */
    public IntervalMethod intervals() {
        return method;
    }

    /** The only metrics that are wanted; empty if all are. */
    public Set<String> only() {
        return only;
    }

    /** Whether a metric is wanted. */
    public boolean wants(String metric) {
        return only.isEmpty() || only.contains(metric);
    }

    /** How to search for the worst slices, if that is wanted. */
    public Optional<SliceSearch> findSearch() {
        return Optional.ofNullable(search);
    }

    @Override
    public String toString() {
        return "EvaluationOptions[" + (weights == null ? "" : "weighted, ") + "slices " + slices.keySet()
                + ", confidence " + confidence + ", seed " + seed + ", resamples " + resamples + "]";
    }

    /** What a changed copy is made of. */
    private static final class Parts {
        double @Nullable [] weights;
        Map<String, List<String>> slices = new LinkedHashMap<>();
        double confidence = 0.95;
        long seed;
        int resamples;
        IntervalMethod method = IntervalMethod.STANDARD;
        Set<String> only = Set.of();

        @Nullable SliceSearch search;

        Parts() {}

        Parts(EvaluationOptions from) {
            weights = from.weights;
            slices.putAll(from.slices);
            confidence = from.confidence;
            seed = from.seed;
            resamples = from.resamples;
            method = from.method;
            only = from.only;
            search = from.search;
        }
    }
}
