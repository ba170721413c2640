package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;

/**
 * Probabilities made less or more sure of themselves: {@code p^(1/T)}, scaled to the sum 1, which is the softmax of the logits divided by
 * T. The most probable class stays the most probable. Probabilities are taken as at least 1e-15, so that one that claims to be certain can be
 * doubted too. Made by {@link Calibrator#temperature(int[], double[][])}. Immutable.
 *
 * @param temperature T, finite and above 0: above 1 the model was too sure, below 1 not sure enough, 1 changes nothing
 */
public record TemperatureCalibrator(double temperature) implements Calibrator {
    private static final double LEAST = 1e-15;

    /** Refuses a temperature that is not finite and above 0 with {@link InvalidInput}. */
    public TemperatureCalibrator {
        if (!(temperature > 0 && temperature <= Double.MAX_VALUE)) {
            throw new InvalidInput("The temperature " + temperature + " is not a finite number above 0.");
        }
    }

    /**
     * The probability of 1, of two classes.
     *
     * @param score the model's probability of 1, in [0, 1]
     */
    @Override
    public double apply(double score) {
        double odds = Math.log(Math.max(LEAST, score)) - Math.log(Math.max(LEAST, 1 - score));
        return 1 / (1 + Math.exp(-odds / temperature));
    }

    /** The probabilities of the classes of one row, in a new array with the sum 1. */
    public double[] distribution(double[] probabilities) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double probability : probabilities) {
            greatest = Math.max(greatest, probability);
        }
        double[] scaled = new double[probabilities.length];
        double sum = 0;
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = Math.exp((Math.log(Math.max(LEAST, probabilities[k])) - Math.log(greatest)) / temperature);
            sum += scaled[k];
        }
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] /= sum;
        }
        return scaled;
    }

    /** The probabilities of the classes of several rows, in new arrays. */
    public double[][] distributions(double[][] rows) {
        double[][] scaled = new double[rows.length][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = distribution(rows[i]);
        }
        return scaled;
    }
}
