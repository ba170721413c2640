package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.util.List;

/**
 * How much each model of an ensemble counts. Immutable.
 *
 * @param weights one for each member
 * @param intercept what is added
 * @param link what becomes of the sum
 */
public record StackedWeights(List<Double> weights, double intercept, Link link) {
    /** Copies the list. */
    public StackedWeights {
        weights = List.copyOf(weights);
    }

    /** What becomes of the weighted sum. */
    public enum Link {
        /** Nothing. */
        IDENTITY,
        /** It is taken for log-odds and made a probability: 1 / (1 + e⁻ˣ). */
        LOGISTIC
    }

    /**
     * What the ensemble predicts, in a fresh array.
     *
     * @param members what each model predicts, in the order in which they were learned from
     * @throws InvalidInput if there are more or fewer members than weights, or they do not fit each other
     */
    public double[] combine(List<double[]> members) {
        int rows = Ensemble.check(members);
        if (members.size() != weights.size()) {
            throw new InvalidInput("There are " + members.size() + " members but " + weights.size()
                    + " weights; give the members that the weights were learned from.");
        }
        double[] combined = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = intercept;
            for (int i = 0; i < weights.size(); i++) {
                sum += weights.get(i) * members.get(i)[row];
            }
            combined[row] = link == Link.LOGISTIC ? 1 / (1 + Math.exp(-sum)) : sum;
        }
        return combined;
    }
}
