package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Plot.Reliability;

/** How sure predictions are, the probability of the predicted class, beside whether they are right. */
final class TopLabel {
    /** The rows by ascending confidence. */
    private final int[] order;

    private final double[] confidences;
    private final byte[] hits;
    private final ScoreBins bins;

    /** Sorts. */
    TopLabel(int[] labels, int[] predictions, double[][] probabilities) {
        int n = labels.length;
        double[] byRow = new double[n];
        for (int i = 0; i < n; i++) {
            byRow[i] = probabilities[i][predictions[i]];
        }
        order = SortedOrder.ascending(byRow);
        confidences = SortedOrder.permuted(byRow, order);
        hits = new byte[n];
        for (int i = 0; i < n; i++) {
            hits[i] = (byte) (labels[order[i]] == predictions[order[i]] ? 1 : 0);
        }
        bins = new ScoreBins(confidences);
    }

    /** The expected calibration error. */
    double calibrationError(double[] weights) {
        return bins.measure(hits, confidences, SortedOrder.permuted(weights, order), Double.NaN)[0];
    }

    Reliability reliability(double[] weights, double confidence) {
        return new Reliability(
                "reliability",
                "Reliability of the predicted class",
                bins.reliability(hits, confidences, SortedOrder.permuted(weights, order), confidence));
    }
}
