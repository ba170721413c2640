package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;

/** What all conditions refuse. */
final class Check {
    private Check() {}

    static void metric(String name) {
        if (name.isBlank()) {
            throw new InvalidInput("A condition names its metric, such as 'roc_auc'.");
        }
    }

    static void bound(String metric, double bound) {
        if (Double.isNaN(bound)) {
            throw new InvalidInput(
                    "The bound for '" + metric + "' is NaN, which nothing can be compared with; give a number.");
        }
    }
}
