package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.Selection;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Rows of several classes, with an order of them by the probability of each class. */
public final class MulticlassRows implements Rows {
    private static final List<Measure> MEASURES = List.of(
            Measure.rate("accuracy"),
            Measure.score("precision_macro"),
            Measure.score("recall_macro"),
            Measure.score("f1_macro"),
            Measure.rate("f1_micro"),
            Measure.score("f1_weighted"),
            Measure.loss("log_loss"),
            Measure.score("roc_auc_ovr_macro"),
            Measure.score("roc_auc_ovo_macro"),
            Measure.rate("top_2_accuracy"),
            Measure.score("matthews"),
            Measure.score("cohen_kappa"));

    private final int classes;
    private final int[] original;
    private final int[] labels;
    private final int[] predictions;
    private final double[][] probabilities;
    private final double[] weights;

    /** For each class the positions of the rows by ascending probability of it. */
    private final int[][] orders;

    private MulticlassRows(
            int classes,
            int[] original,
            int[] labels,
            int[] predictions,
            double[][] probabilities,
            double[] weights,
            int[][] orders) {
        this.classes = classes;
        this.original = original;
        this.labels = labels;
        this.predictions = predictions;
        this.probabilities = probabilities;
        this.weights = weights;
        this.orders = orders;
    }

    /** Sorts. */
    public static MulticlassRows of(int[] labels, double[][] probabilities, double[] weights) {
        int n = labels.length;
        int classes = probabilities[0].length;
        int[] original = new int[n];
        int[] predictions = new int[n];
        for (int i = 0; i < n; i++) {
            original[i] = i;
            for (int k = 1; k < classes; k++) {
                if (probabilities[i][k] > probabilities[i][predictions[i]]) {
                    predictions[i] = k;
                }
            }
        }
        int[][] orders = new int[classes][];
        double[] column = new double[n];
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < n; i++) {
                column[i] = probabilities[i][k];
            }
            orders[k] = SortedOrder.ascending(column);
        }
        return new MulticlassRows(classes, original, labels, predictions, probabilities, weights, orders);
    }

    @Override
    public String task() {
        return "multiclass";
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
        int[] moved = new int[original.length];
        Arrays.fill(moved, -1);
        double[][] rows = new double[kept.length][];
        for (int i = 0; i < kept.length; i++) {
            moved[kept[i]] = i;
            rows[i] = probabilities[kept[i]];
        }
        int[][] fewer = new int[classes][];
        for (int k = 0; k < classes; k++) {
            fewer[k] = Arrays.stream(orders[k])
                    .map(position -> moved[position])
                    .filter(position -> position >= 0)
                    .toArray();
        }
        return new MulticlassRows(
                classes,
                SortedOrder.permuted(original, kept),
                SortedOrder.permuted(labels, kept),
                SortedOrder.permuted(predictions, kept),
                rows,
                SortedOrder.permuted(weights, kept),
                fewer);
    }

    @Override
    public double[] measure(double[] w) {
        double[] truth = new double[classes];
        double[] predicted = new double[classes];
        double[] hits = new double[classes];
        double logLoss = 0;
        double amongTwo = 0;
        for (int i = 0; i < labels.length; i++) {
            if (w[i] == 0) {
                continue;
            }
            truth[labels[i]] += w[i];
            predicted[predictions[i]] += w[i];
            hits[labels[i]] += predictions[i] == labels[i] ? w[i] : 0;
            logLoss += w[i] * logLoss(i);
            amongTwo += isAmongTwo(i) ? w[i] : 0;
        }
        double total = Agreement.sum(truth);
        double correct = Agreement.sum(hits);
        double[] macro = macro(truth, predicted, hits);
        double[] areas = areas(w, truth);
        return new double[] {
            correct / total,
            macro[0],
            macro[1],
            macro[2],
            correct / total,
            macro[3] / total,
            logLoss / total,
            areas[0],
            areas[1],
            amongTwo / total,
            Agreement.occupied(truth) > 1 ? Agreement.matthews(correct, truth, predicted) : Double.NaN,
            Agreement.kappa(correct, truth, predicted)
        };
    }

    /** Precision, recall and F1 averaged over the classes that are among labels or predictions, and the sum of F1 by the label's weight. */
    private double[] macro(double[] truth, double[] predicted, double[] hits) {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        double weighted = 0;
        int present = 0;
        for (int k = 0; k < classes; k++) {
            if (truth[k] + predicted[k] > 0) {
                present++;
                precision += predicted[k] > 0 ? hits[k] / predicted[k] : 0;
                recall += truth[k] > 0 ? hits[k] / truth[k] : 0;
                f1 += 2 * hits[k] / (truth[k] + predicted[k]);
                weighted += truth[k] * 2 * hits[k] / (truth[k] + predicted[k]);
            }
        }
        return new double[] {precision / present, recall / present, f1 / present, weighted};
    }

    private double logLoss(int row) {
        double sum = 0;
        for (double probability : probabilities[row]) {
            sum += LogLoss.clipped(probability);
        }
        return -Math.log(LogLoss.clipped(probabilities[row][labels[row]]) / sum);
    }

    /** Of equal probabilities the later class goes first, as in scikit-learn's top_k_accuracy_score. */
    private boolean isAmongTwo(int row) {
        int ahead = 0;
        int label = labels[row];
        for (int k = 0; k < classes; k++) {
            double probability = probabilities[row][k];
            if (probability > probabilities[row][label] || (probability == probabilities[row][label] && k > label)) {
                ahead++;
            }
        }
        return ahead < 2;
    }

    /**
     * The mean areas of one class against the rest, and of one against each other (Hand and Till 2001,
     * doi:10.1023/A:1010920819831). One pass for each class counts the pairs it wins against every other.
     */
    private double[] areas(double[] w, double[] truth) {
        if (Agreement.occupied(truth) < classes) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double total = Agreement.sum(truth);
        double againstRest = 0;
        double againstEach = 0;
        for (int k = 0; k < classes; k++) {
            double[] won = won(k, w);
            for (int other = 0; other < classes; other++) {
                if (other != k) {
                    againstRest += won[other] / truth[k] / (total - truth[k]);
                    againstEach += won[other] / truth[k] / truth[other];
                }
            }
        }
        return new double[] {Math.min(1, againstRest / classes), Math.min(1, againstEach / classes / (classes - 1))};
    }

    /** By other class: the weight of pairs in which a row of class k has the higher probability of k, ties counting half. */
    private double[] won(int k, double[] w) {
        double[] won = new double[classes];
        double[] below = new double[classes];
        double[] tied = new double[classes];
        int[] order = orders[k];
        for (int start = 0; start < order.length; ) {
            double probability = probabilities[order[start]][k];
            Arrays.fill(tied, 0);
            int end = start;
            while (end < order.length && probabilities[order[end]][k] == probability) {
                tied[labels[order[end]]] += w[order[end]];
                end++;
            }
            for (int other = 0; other < classes; other++) {
                won[other] += tied[k] * (below[other] + tied[other] / 2);
                below[other] += tied[other];
            }
            start = end;
        }
        return won;
    }

    @Override
    public Map<String, Rate> rates() {
        int correct = 0;
        int amongTwo = 0;
        for (int i = 0; i < labels.length; i++) {
            correct += predictions[i] == labels[i] ? 1 : 0;
            amongTwo += isAmongTwo(i) ? 1 : 0;
        }
        Rate accuracy = new Rate(correct, labels.length);
        return Map.of("accuracy", accuracy, "f1_micro", accuracy, "top_2_accuracy", new Rate(amongTwo, labels.length));
    }

    @Override
    public String undefined(Measure measure) {
        double[] truth = counts(labels);
        int present = Agreement.occupied(truth);
        String why = "it overflows";
        if (measure.name().startsWith("roc_auc") && present < classes) {
            why = "no row has the label " + absent(truth);
        } else if (present == 1) {
            why = "all labels are the same class";
        }
        return measure.name() + " is undefined: " + why + ".";
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        double[] truth = counts(labels);
        double[] predicted = counts(predictions);
        for (int k = 0; k < classes; k++) {
            if (truth[k] > 0 && predicted[k] == 0) {
                caveats.add("precision_macro counts the precision of class " + k + " as 0: no row is predicted so.");
            }
            if (truth[k] == 0 && predicted[k] > 0) {
                caveats.add("recall_macro counts the recall of class " + k + " as 0: no row has that label.");
            }
        }
        if (Agreement.occupied(truth) > 1 && Agreement.occupied(predicted) < 2) {
            caveats.add("matthews is set to 0: all rows are predicted the same class.");
        }
        if (classes == 2) {
            caveats.add("top_2_accuracy is always 1 with two classes.");
        }
        return caveats;
    }

    private static int absent(double[] counts) {
        int k = 0;
        while (counts[k] > 0) {
            k++;
        }
        return k;
    }

    private double[] counts(int[] entries) {
        double[] counts = new double[classes];
        for (int i = 0; i < entries.length; i++) {
            counts[entries[i]] += weights[i];
        }
        return counts;
    }
}
