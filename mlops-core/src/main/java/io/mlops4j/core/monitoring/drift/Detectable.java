package io.mlops4j.core.monitoring.drift;

/**
 * The size of change that a test of counts finds about one time in two: the reference's shares are tilted towards one end, {@code p(k) exp(t k)}, until the counts that one would expect of so many
 * rows are evidence enough. Keeps the answer for the last number of rows, as windows are mostly alike. Thread-safe.
 */
final class Detectable {
    private static final int STEPS = 24;
    private static final double MOST = 8;

    private final ColumnReference column;
    private volatile Known known = new Known(0, 0, Double.NaN);

    private record Known(long rows, double threshold, double effect) {}

    Detectable(ColumnReference column) {
        this.column = column;
    }

    /** The population stability index; NaN if no change is found with so few rows. */
    double effect(BinEvidence evidence, long rows, double threshold) {
        Known last = known;
        if (last.rows == rows && last.threshold == threshold) {
            return last.effect;
        }
        double effect = search(evidence, rows, threshold);
        known = new Known(rows, threshold, effect);
        return effect;
    }

    private double search(BinEvidence evidence, long rows, double threshold) {
        double[] prior = column.prior();
        if (evidence.log(tilted(prior, MOST, rows)) < threshold) {
            return Double.NaN;
        }
        double low = 0;
        double high = MOST;
        for (int i = 0; i < STEPS; i++) {
            double middle = (low + high) / 2;
            if (evidence.log(tilted(prior, middle, rows)) < threshold) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double[] there = tilted(prior, high, 1);
        double[] here = tilted(prior, 0, 1);
        double index = 0;
        for (int k = 0; k < here.length; k++) {
            index += (there[k] - here[k]) * Math.log(there[k] / here[k]);
        }
        return index;
    }

    /** The counts that are expected; bins beside the others stay as they are. */
    private double[] tilted(double[] prior, double tilt, long rows) {
        double[] shares = prior.clone();
        int inner = column.inner();
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            if (k < inner) {
                shares[k] *= Math.exp(tilt * (k + 0.5) / inner);
            }
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] *= rows / sum;
        }
        return shares;
    }
}
