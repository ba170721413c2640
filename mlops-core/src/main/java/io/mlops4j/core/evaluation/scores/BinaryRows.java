package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.core.evaluation.assess.Selection;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Rows of two classes, by ascending score. */
public final class BinaryRows implements Rows {
    private static final List<Measure> MEASURES = List.of(
            Measure.rate("roc_auc"),
            Measure.score("average_precision"),
            Measure.loss("log_loss"),
            Measure.loss("brier"),
            Measure.rate("accuracy"),
            Measure.rate("precision"),
            Measure.rate("recall"),
            Measure.rate("specificity"),
            Measure.score("f1"),
            Measure.score("balanced_accuracy"),
            Measure.score("matthews"),
            Measure.score("cohen_kappa"));

    private final double threshold;
    private final int[] original;
    private final int[] labels;
    private final double[] scores;
    private final double[] weights;

    private BinaryRows(double threshold, int[] original, int[] labels, double[] scores, double[] weights) {
        this.threshold = threshold;
        this.original = original;
        this.labels = labels;
        this.scores = scores;
        this.weights = weights;
    }

    /** Sorts. */
    public static BinaryRows of(double threshold, int[] labels, double[] scores, double[] weights) {
        int[] order = SortedOrder.ascending(scores);
        return chosen(order, order, threshold, labels, scores, weights);
    }

    private static BinaryRows chosen(
            int[] positions, int[] original, double threshold, int[] labels, double[] scores, double[] weights) {
        return new BinaryRows(
                threshold,
                original,
                SortedOrder.permuted(labels, positions),
                SortedOrder.permuted(scores, positions),
                SortedOrder.permuted(weights, positions));
    }

    @Override
    public String task() {
        return "binary";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threshold", Double.toString(threshold));
    }

    @Override
    public List<Measure> measures() {
        return MEASURES;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public int[] strata() {
        return labels;
    }

    @Override
    public Rows only(IntPredicate keep) {
        int[] kept = Selection.positions(original, keep);
        return chosen(kept, SortedOrder.permuted(original, kept), threshold, labels, scores, weights);
    }

    @Override
    public double[] measure(double[] w) {
        double positives = 0;
        double negatives = 0;
        double logLoss = 0;
        double brier = 0;
        double truePositives = 0;
        double falsePositives = 0;
        for (int i = 0; i < labels.length; i++) {
            double weight = w[i];
            if (weight == 0) {
                continue;
            }
            double ofTruth = labels[i] == 1 ? scores[i] : 1 - scores[i];
            logLoss += weight * LogLoss.of(labels[i], scores[i]);
            brier += weight * (1 - ofTruth) * (1 - ofTruth);
            boolean predicted = scores[i] >= threshold;
            if (labels[i] == 1) {
                positives += weight;
                truePositives += predicted ? weight : 0;
            } else {
                negatives += weight;
                falsePositives += predicted ? weight : 0;
            }
        }
        double total = positives + negatives;
        double trueNegatives = negatives - falsePositives;
        double falseNegatives = positives - truePositives;
        double predictedPositives = truePositives + falsePositives;
        double correct = truePositives + trueNegatives;
        double recall = truePositives / positives;
        double specificity = trueNegatives / negatives;
        double[] truth = {negatives, positives};
        double[] predictions = {trueNegatives + falseNegatives, predictedPositives};
        double[] curves = curves(w, positives, negatives);
        return new double[] {
            curves[0],
            curves[1],
            logLoss / total,
            brier / total,
            correct / total,
            predictedPositives > 0 ? truePositives / predictedPositives : total > 0 ? 0 : Double.NaN,
            recall,
            specificity,
            2 * truePositives / (2 * truePositives + falsePositives + falseNegatives),
            (recall + specificity) / 2,
            positives > 0 && negatives > 0 ? Agreement.matthews(correct, truth, predictions) : Double.NaN,
            Agreement.kappa(correct, truth, predictions)
        };
    }

    /** The areas under the ROC curve, by trapezoids over ties, and under the precision-recall curve, by steps; from the highest score down. */
    private double[] curves(double[] w, double positives, double negatives) {
        double pairs = 0;
        double precisions = 0;
        double above = 0;
        double seen = 0;
        for (int end = labels.length; end > 0; ) {
            double tiedPositives = 0;
            double tiedNegatives = 0;
            int i = end - 1;
            for (double score = scores[i]; i >= 0 && scores[i] == score; i--) {
                if (labels[i] == 1) {
                    tiedPositives += w[i];
                } else {
                    tiedNegatives += w[i];
                }
            }
            end = i + 1;
            pairs += tiedNegatives * (above + tiedPositives / 2);
            above += tiedPositives;
            seen += tiedPositives + tiedNegatives;
            if (tiedPositives > 0) {
                precisions += tiedPositives * above / seen;
            }
        }
        return new double[] {
            positives > 0 && negatives > 0 ? Math.min(1, pairs / positives / negatives) : Double.NaN,
            positives > 0 ? Math.min(1, precisions / positives) : Double.NaN
        };
    }

    @Override
    public Map<String, Interval> intervals(double confidence) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        double area = measure(weights)[0];
        double variance = areaVariance(area);
        if (variance > 0) {
            intervals.put("roc_auc", ScoreIntervals.deLong(area, variance, confidence));
        }
        return intervals;
    }

    @Override
    public Map<String, Rate> rates() {
        int[][] table = new int[2][2];
        for (int i = 0; i < labels.length; i++) {
            table[labels[i]][scores[i] >= threshold ? 1 : 0]++;
        }
        return Map.of(
                "accuracy", new Rate(table[0][0] + table[1][1], labels.length),
                "precision", new Rate(table[1][1], table[0][1] + table[1][1]),
                "recall", new Rate(table[1][1], table[1][0] + table[1][1]),
                "specificity", new Rate(table[0][0], table[0][0] + table[0][1]));
    }

    /**
     * DeLong's variance of the area for equally weighted rows, by the structural components' mid-ranks as in Sun and Xu
     * (doi:10.1109/LSP.2014.2337313): linear once sorted. NaN with fewer than two rows of a class.
     */
    public double areaVariance(double area) {
        int positives = 0;
        for (int label : labels) {
            positives += label;
        }
        int negatives = labels.length - positives;
        double squaresOfPositives = 0;
        double squaresOfNegatives = 0;
        int positivesBelow = 0;
        int negativesBelow = 0;
        for (int start = 0; start < labels.length; ) {
            int end = start;
            int tiedPositives = 0;
            while (end < labels.length && scores[end] == scores[start]) {
                tiedPositives += labels[end++];
            }
            int tiedNegatives = end - start - tiedPositives;
            double ofPositive = (negativesBelow + tiedNegatives / 2.0) / negatives - area;
            double ofNegative = (positives - positivesBelow - tiedPositives / 2.0) / positives - area;
            squaresOfPositives += tiedPositives * ofPositive * ofPositive;
            squaresOfNegatives += tiedNegatives * ofNegative * ofNegative;
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            start = end;
        }
        if (positives < 2 || negatives < 2) {
            return Double.NaN;
        }
        return squaresOfPositives / (positives - 1.0) / positives + squaresOfNegatives / (negatives - 1.0) / negatives;
    }

    @Override
    public String undefined(Measure measure) {
        double[] truth = truth();
        String lacking =
                truth[1] == 0 ? "no row has the label 1" : truth[0] == 0 ? "no row has the label 0" : "it overflows";
        return measure.name() + " is undefined: "
                + switch (measure.name()) {
                    case "f1" -> "no row has the label 1 and none is predicted 1";
                    case "cohen_kappa" -> "all labels and predictions are the same class";
                    default -> lacking;
                }
                + ".";
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        double predictedPositives = 0;
        double predictedNegatives = 0;
        for (int i = 0; i < labels.length; i++) {
            if (scores[i] >= threshold) {
                predictedPositives += weights[i];
            } else {
                predictedNegatives += weights[i];
            }
        }
        boolean bothTrue = Agreement.occupied(truth()) == 2;
        if (predictedPositives == 0) {
            caveats.add("precision is set to 0: no score reaches the threshold " + threshold
                    + ", so no row is predicted 1.");
        }
        if (bothTrue && (predictedPositives == 0 || predictedNegatives == 0)) {
            caveats.add("matthews is set to 0: all rows are predicted " + (predictedPositives == 0 ? "0." : "1."));
        }
        return caveats;
    }

    private double[] truth() {
        double[] truth = new double[2];
        for (int i = 0; i < labels.length; i++) {
            truth[labels[i]] += weights[i];
        }
        return truth;
    }
}
