package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.evaluation.IntervalMethod;
import io.mlops4j.evaluation.Plot.ReliabilityBin;
import java.util.ArrayList;
import java.util.List;

/** Sorted scores in 15 bins of equal width, as Guo et al. (2017, arXiv:1706.04599) have it; a score at an edge is in the bin below it. */
final class ScoreBins {
    private static final int BINS = 15;

    /** Where the rows of each bin begin; one more than there are bins. */
    private final int[] starts = new int[BINS + 1];

    /** Bins of ascending scores in [0, 1]. */
    ScoreBins(double[] scores) {
        int row = 0;
        for (int bin = 1; bin <= BINS; bin++) {
            double edge = (double) bin / BINS;
            int high = scores.length;
            while (row < high) {
                int middle = (row + high) >>> 1;
                if (scores[middle] <= edge) {
                    row = middle + 1;
                } else {
                    high = middle;
                }
            }
            starts[bin] = row;
        }
    }

    /**
     * The expected calibration error, and Brier's score in Murphy's (1973) three parts, with the spread within the bins counted to the resolution
     * as Stephenson et al. (2008, doi:10.1175/2007WAF2006116.1) do, so that reliability − resolution + uncertainty is Brier's score.
     */
    double[] measure(byte[] labels, double[] scores, double[] weights, double brier) {
        double rows = 0;
        double hits = 0;
        double distance = 0;
        double reliability = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double weight = 0;
            double positives = 0;
            double sum = 0;
            for (int i = starts[bin]; i < starts[bin + 1]; i++) {
                weight += weights[i];
                positives += labels[i] * weights[i];
                sum += scores[i] * weights[i];
            }
            if (weight > 0) {
                double gap = (sum - positives) / weight;
                distance += weight * Math.abs(gap);
                reliability += weight * gap * gap;
                rows += weight;
                hits += positives;
            }
        }
        double base = hits / rows;
        double uncertainty = base * (1 - base);
        reliability /= rows;
        return new double[] {distance / rows, reliability, reliability + uncertainty - brier, uncertainty};
    }

    /** The bins that have rows. */
    List<ReliabilityBin> reliability(byte[] labels, double[] scores, double[] weights, double confidence) {
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double weight = 0;
            double squares = 0;
            double positives = 0;
            double sum = 0;
            for (int i = starts[bin]; i < starts[bin + 1]; i++) {
                weight += weights[i];
                squares += weights[i] * weights[i];
                positives += labels[i] * weights[i];
                sum += scores[i] * weights[i];
            }
            if (weight > 0) {
                double observed = positives / weight;
                // Kish's effective number of rows: their number where all count the same.
                double trials = weight * weight / squares;
                Rate rate = new Rate(observed * trials, trials);
                bins.add(new ReliabilityBin(
                        sum / weight, observed, ScoreIntervals.of(rate, confidence, IntervalMethod.STANDARD), weight));
            }
        }
        return bins;
    }
}
