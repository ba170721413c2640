package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.IsotonicCalibrator;
import java.util.Arrays;

/**
 * The rising line with the least squared error, by pooling adjacent violators in one pass (Barlow, Bartholomew, Bremner and Brunk 1972). Rows
 * of one score are one row first; of the scores in a level stretch only the first and the last are kept, as in scikit-learn.
 */
final class IsotonicFit {
    /** By distinct score, ascending. */
    private final double[] scores;

    private final double[] sums;
    private final double[] weights;
    private final int count;

    private IsotonicFit(int[] labels, double[] byRow, double[] weightsByRow) {
        int[] order = SortedOrder.ascending(byRow);
        scores = new double[order.length];
        sums = new double[order.length];
        weights = new double[order.length];
        int next = -1;
        for (int row : order) {
            if (weightsByRow[row] == 0) {
                continue;
            }
            if (next < 0 || byRow[row] != scores[next]) {
                scores[++next] = byRow[row];
            }
            sums[next] += labels[row] * weightsByRow[row];
            weights[next] += weightsByRow[row];
        }
        count = next + 1;
    }

    static IsotonicCalibrator of(int[] labels, double[] scores, double[] weights) {
        return new IsotonicFit(labels, scores, weights).fit();
    }

    private IsotonicCalibrator fit() {
        int[] lastOfBlock = new int[count];
        double[] sumOfBlock = new double[count];
        double[] weightOfBlock = new double[count];
        int blocks = 0;
        for (int i = 0; i < count; i++) {
            double sum = sums[i];
            double weight = weights[i];
            while (blocks > 0 && sumOfBlock[blocks - 1] / weightOfBlock[blocks - 1] >= sum / weight) {
                blocks--;
                sum += sumOfBlock[blocks];
                weight += weightOfBlock[blocks];
            }
            lastOfBlock[blocks] = i;
            sumOfBlock[blocks] = sum;
            weightOfBlock[blocks++] = weight;
        }
        double[] knots = new double[2 * blocks];
        double[] probabilities = new double[2 * blocks];
        int kept = 0;
        for (int block = 0; block < blocks; block++) {
            int first = block == 0 ? 0 : lastOfBlock[block - 1] + 1;
            int last = lastOfBlock[block];
            double probability = Math.min(1, sumOfBlock[block] / weightOfBlock[block]);
            for (int knot = first; knot <= last; knot += Math.max(1, last - first)) {
                knots[kept] = scores[knot];
                probabilities[kept++] = probability;
            }
        }
        return IsotonicCalibrator.through(Arrays.copyOf(knots, kept), Arrays.copyOf(probabilities, kept));
    }
}
