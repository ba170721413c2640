package io.mlops4j.spi;

import io.mlops4j.InvalidInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an {@link io.mlops4j.evaluation.Evaluator} was told, for the engine to follow. Immutable. */
public final class EvaluationOptions {
    private static final int DEFAULT_RESAMPLES = 1000;
    private static final int FEWEST_RESAMPLES = 100;
    private static final EvaluationOptions DEFAULTS = new EvaluationOptions(null, Map.of(), 0.95, 0, 0);

    private final double @Nullable [] weights;
    private final Map<String, List<String>> slices;
    private final double confidence;
    private final long seed;
    private final int resamples;

    private EvaluationOptions(
            double @Nullable [] weights,
            Map<String, List<String>> slices,
            double confidence,
            long seed,
            int resamples) {
        this.weights = weights;
        this.slices = slices;
        this.confidence = confidence;
        this.seed = seed;
        this.resamples = resamples;
    }

    /** Every row counts 1, no slices, cheap intervals at 0.95, seed 0. */
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
        return new EvaluationOptions(replacement.clone(), slices, confidence, seed, resamples);
    }

    /** With one more column of slices, copied; see {@link io.mlops4j.evaluation.Evaluator#slice}. */
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
        Map<String, List<String>> more = new LinkedHashMap<>(slices);
        more.put(column, Collections.unmodifiableList(copy));
        return new EvaluationOptions(weights, Collections.unmodifiableMap(more), confidence, seed, resamples);
    }

    /** With this confidence, and with bootstrap intervals; see {@link io.mlops4j.evaluation.Evaluator#confidence}. */
    public EvaluationOptions withConfidence(double replacement) {
        if (!(replacement > 0 && replacement < 1)) {
            throw new InvalidInput("The confidence " + replacement + " is not between 0 and 1; give 0.95 for 95 %.");
        }
        int count = resamples == 0 ? DEFAULT_RESAMPLES : resamples;
        return new EvaluationOptions(weights, slices, replacement, seed, count);
    }

    /** With this seed. */
    public EvaluationOptions withSeed(long replacement) {
        return new EvaluationOptions(weights, slices, confidence, replacement, resamples);
    }

    /** With bootstrap intervals from so many resamples; see {@link io.mlops4j.evaluation.Evaluator#resamples}. */
    public EvaluationOptions withResamples(int replacement) {
        if (replacement < FEWEST_RESAMPLES) {
            throw new InvalidInput("The ends of an interval cannot be told from " + replacement
                    + " bootstrap resamples; take at least " + FEWEST_RESAMPLES + ", better 1000.");
        }
        return new EvaluationOptions(weights, slices, confidence, seed, replacement);
    }

    /** A copy of the weights, if rows count differently; each is finite and not negative, and their sum is above 0. */
    public Optional<double[]> findWeights() {
        return Optional.ofNullable(weights).map(double[]::clone);
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

    @Override
    public String toString() {
        return "EvaluationOptions[" + (weights == null ? "" : "weighted, ") + "slices " + slices.keySet()
                + ", confidence " + confidence + ", seed " + seed + ", resamples " + resamples + "]";
    }
}
