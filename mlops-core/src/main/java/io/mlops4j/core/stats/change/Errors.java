package io.mlops4j.core.stats.change;

/** What detectors of errors take. */
final class Errors {
    private Errors() {}

    static String refusal(String detector, double value) {
        return value == 0 || value == 1
                ? ""
                : detector + " takes 1 for an error and 0 for none, not " + value
                        + "; for other numbers use ADWIN or CUSUM.";
    }
}
