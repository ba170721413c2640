package io.mlops4j.core.monitoring.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The metrics of rows whose class is known by its probabilities only. With the true classes in place of probabilities, 1 for the one that is true, they are the usual metrics; so one formula
 * serves the estimate and what is simulated around it. Immutable.
 */
final class ClassMetrics {
    private final double[][] scores;
    private final int[] predicted;
    private final int classes;

    /** The rows by the score of each class, the highest first. */
    private final int[][] orders;

    /**
     * Rows.
     *
     * @param scores what the model said of each class, for each row
     * @param threshold of two classes, from which score of the second one on it is predicted
     */
    ClassMetrics(double[][] scores, double threshold) {
        this.scores = scores;
        this.classes = scores[0].length;
        this.predicted = new int[scores.length];
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] = classes == 2 ? (scores[row][1] >= threshold ? 1 : 0) : greatest(scores[row]);
        }
        this.orders = new int[classes][];
        for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
            int of = k;
            orders[k] = IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> -scores[row][of]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private static int greatest(double[] row) {
        int at = 0;
        for (int k = 1; k < row.length; k++) {
            at = row[k] > row[at] ? k : at;
        }
        return at;
    }

    int rows() {
        return scores.length;
    }

    /** The metrics by name, given the probability of each class for each row; those that are undefined are absent. */
    Map<String, Double> of(double[][] truth) {
        double[][] confusion = new double[classes][classes];
        for (int row = 0; row < truth.length; row++) {
            for (int k = 0; k < classes; k++) {
                confusion[k][predicted[row]] += truth[row][k];
            }
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (classes == 2) {
            binary(confusion, truth, metrics);
        } else {
            several(confusion, truth, metrics);
        }
        metrics.values().removeIf(value -> value.isNaN());
        return metrics;
    }

    private void binary(double[][] confusion, double[][] truth, Map<String, Double> metrics) {
        double hit = confusion[1][1];
        double miss = confusion[1][0];
        double alarm = confusion[0][1];
        double rest = confusion[0][0];
        metrics.put("roc_auc", area(1, truth));
        double brier = 0;
        for (int row = 0; row < truth.length; row++) {
            double score = scores[row][1];
            brier += truth[row][1] * (1 - score) * (1 - score) + truth[row][0] * score * score;
        }
        metrics.put("brier", brier / truth.length);
        metrics.put("accuracy", (hit + rest) / truth.length);
        metrics.put("precision", hit + alarm > 0 ? hit / (hit + alarm) : 0);
        metrics.put("recall", hit / (hit + miss));
        metrics.put("specificity", rest / (rest + alarm));
        metrics.put("f1", 2 * hit / (2 * hit + alarm + miss));
        metrics.put("balanced_accuracy", (hit / (hit + miss) + rest / (rest + alarm)) / 2);
    }

    private void several(double[][] confusion, double[][] truth, Map<String, Double> metrics) {
        double right = 0;
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        double area = 0;
        for (int k = 0; k < classes; k++) {
            double actual = Arrays.stream(confusion[k]).sum();
            double named = 0;
            for (int j = 0; j < classes; j++) {
                named += confusion[j][k];
            }
            double hit = confusion[k][k];
            right += hit;
            precision += named > 0 ? hit / named : 0;
            recall += hit / actual;
            f1 += actual + named > 0 ? 2 * hit / (actual + named) : 0;
            area += area(k, truth);
        }
        metrics.put("accuracy", right / truth.length);
        metrics.put("balanced_accuracy", recall / classes);
        metrics.put("precision_macro", precision / classes);
        metrics.put("recall_macro", recall / classes);
        metrics.put("f1_macro", f1 / classes);
        metrics.put("roc_auc_ovr_macro", area / classes);
    }

    /** The area under the curve of a class against the rest: by trapezoids over the rows in the order of their scores, equal ones together. */
    private double area(int k, double[][] truth) {
        double sum = 0;
        double hits = 0;
        double alarms = 0;
        int[] order = orders[k];
        int at = 0;
        while (at < order.length) {
            double score = scores[order[at]][k];
            double more = 0;
            double others = 0;
            while (at < order.length && scores[order[at]][k] == score) {
                more += truth[order[at]][k];
                others += 1 - truth[order[at]][k];
                at++;
            }
            sum += others * (hits + more / 2);
            hits += more;
            alarms += others;
        }
        return sum / (hits * alarms);
    }
}
