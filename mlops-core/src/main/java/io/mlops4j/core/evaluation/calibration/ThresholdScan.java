package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows of two classes by falling score, and every cut between scores. Immutable; the arrays handed out are not to be written to. */
final class ThresholdScan {
    private final int[] labels;
    private final double[] scores;
    private final double[] weights;

    private ThresholdScan(int[] labels, double[] scores, double[] weights) {
        this.labels = labels;
        this.scores = scores;
        this.weights = weights;
    }

    static ThresholdScan of(int[] labels, double[] scores, double[] weights) {
        int[] ascending = SortedOrder.ascending(scores);
        int[] order = new int[ascending.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = ascending[order.length - 1 - i];
        }
        return new ThresholdScan(
                SortedOrder.permuted(labels, order),
                SortedOrder.permuted(scores, order),
                SortedOrder.permuted(weights, order));
    }

    /** By falling score. */
    int[] labels() {
        return labels;
    }

    /** By falling score. */
    double[] weights() {
        return weights;
    }

    /** The best cut with these weights, by falling score; the one at the greatest score of several that are as good. */
    Optional<Cut> findBest(Goal goal, double[] of) {
        Cut[] best = new Cut[1];
        forEach(of, cut -> {
            if (goal.admits(cut) && (best[0] == null || goal.prefers(cut, best[0]))) {
                best[0] = cut;
            }
        });
        return Optional.ofNullable(best[0]);
    }

    /** Hands over the cut at each score that a row of some weight has, from the greatest down. */
    void forEach(double[] of, Consumer<Cut> consumer) {
        double[] totals = new double[2];
        for (int i = 0; i < labels.length; i++) {
            totals[labels[i]] += of[i];
        }
        double[] above = new double[2];
        for (int start = 0; start < labels.length; ) {
            int end = start;
            double before = above[0] + above[1];
            while (end < labels.length && scores[end] == scores[start]) {
                above[labels[end]] += of[end];
                end++;
            }
            if (above[0] + above[1] > before) {
                consumer.accept(new Cut(scores[start], above[1], above[0], totals[1], totals[0]));
            }
            start = end;
        }
    }
}
