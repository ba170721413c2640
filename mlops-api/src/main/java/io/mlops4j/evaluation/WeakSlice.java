package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows on which a model does worse than on the others. Immutable.
 *
 * @param terms what these rows have in common; all of them hold
 * @param rows how many they are
 * @param loss their mean loss
 * @param rest the mean loss of the other rows
 * @param effect the difference in standard deviations (Cohen's d with the pooled variance)
 * @param pValue that the loss is not greater than elsewhere, one-sided by Welch's test, corrected by Holm for all slices that were looked at
 */
public record WeakSlice(List<Slice> terms, long rows, double loss, double rest, double effect, double pValue) {
    /** Copies the terms; refuses none with {@link InvalidInput}. */
    public WeakSlice {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new InvalidInput("A slice says what its rows have in common.");
        }
    }

    /** As sentences show it: {@code 'region' is 'eu' and 'age' is '< 30'}. */
    public String describe() {
        return terms.stream()
                .map(term -> "'" + term.column() + "' is '" + term.value() + "'")
                .collect(Collectors.joining(" and "));
    }
}
