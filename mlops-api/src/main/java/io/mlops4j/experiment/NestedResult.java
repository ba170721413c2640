package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a nested cross-validation has measured and chosen. Immutable.
 *
 * @param metric what was chosen by
 * @param result what the choices are worth on rows that took no part in them
 * @param choices one for each outer fold, in their order; if they differ much, the candidates hardly do, or there is too little data to tell
 * @param <C> a candidate
 */
public record NestedResult<C>(String metric, CrossValidationResult result, List<Choice<C>> choices) {
    /** Copies the list; refuses another number of choices than of folds with {@link InvalidInput}. */
    public NestedResult {
        choices = List.copyOf(choices);
        if (choices.size() != result.folds().size()) {
            throw new InvalidInput("There are " + result.folds().size() + " outer folds but " + choices.size()
                    + " choices; there is one for each.");
        }
    }

    /**
     * The choice of one outer fold.
     *
     * @param fold the outer fold
     * @param chosen the candidate with the best mean
     * @param scores the mean of the metric over the inner folds, for each candidate in their order
     */
    public record Choice<C>(Fold fold, C chosen, Map<C, Double> scores) {
        /** Copies the map. */
        public Choice {
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        }
    }
}
