package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Map;

/** The predictions of other models that an evaluator compares with. */
final class Baselines {
    private Baselines() {}

    static <P> void put(Map<String, P> baselines, String name, P predictions) {
        if (name.isBlank()) {
            throw new InvalidInput("What is compared with needs a name, such as 'champion'.");
        }
        if (baselines.putIfAbsent(name, predictions) != null) {
            throw new InvalidInput(
                    "The evaluation is already compared with '" + name + "'; give each a name of its own.");
        }
    }

    static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
