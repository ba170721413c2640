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

    static void tolerance(String metric, double tolerance) {
        if (!(tolerance >= 0 && tolerance <= Double.MAX_VALUE)) {
            throw new InvalidInput(
                    "The tolerance " + tolerance + " for '" + metric
                            + "' is not a finite number of at least 0; give how much worse than the champion is still good enough.");
        }
    }
}
