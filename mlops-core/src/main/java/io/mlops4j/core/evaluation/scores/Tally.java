package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * How much weight each class has among the labels, among the predictions, and where the two agree. What would divide by zero is 0, as in
 * scikit-learn.
 */
final class Tally {
    /** By class: what has its label. */
    final double[] truth;

    /** By class: what is predicted so. */
    final double[] predicted;

    /** By class: what is both. */
    final double[] hits;

    private Tally(double[] truth, double[] predicted, double[] hits) {
        this.truth = truth;
        this.predicted = predicted;
        this.hits = hits;
    }

    static Tally ofClasses(int classes) {
        return new Tally(new double[classes], new double[classes], new double[classes]);
    }

    void add(int label, int prediction, double weight) {
        truth[label] += weight;
        predicted[prediction] += weight;
        hits[label] += label == prediction ? weight : 0;
    }

    /** Whether a class is among the labels or the predictions. */
    boolean isPresent(int k) {
        return truth[k] + predicted[k] > 0;
    }

    double precision(int k) {
        return share(hits[k], predicted[k]);
    }

    double recall(int k) {
        return share(hits[k], truth[k]);
    }

    double f1(int k) {
        return share(2 * hits[k], truth[k] + predicted[k]);
    }

    double jaccard(int k) {
        return share(hits[k], truth[k] + predicted[k] - hits[k]);
    }

    /** All classes as one. */
    Tally together() {
        return new Tally(new double[] {Agreement.sum(truth)}, new double[] {Agreement.sum(predicted)}, new double[] {
            Agreement.sum(hits)
        });
    }

    /** The mean over some classes. */
    double mean(IntPredicate among, IntToDoubleFunction score) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < truth.length; k++) {
            if (among.test(k)) {
                sum += score.applyAsDouble(k);
                count++;
            }
        }
        return share(sum, count);
    }

    /** The mean over the classes by their weight among the labels. */
    double weighted(IntToDoubleFunction score) {
        double sum = 0;
        for (int k = 0; k < truth.length; k++) {
            sum += truth[k] > 0 ? truth[k] * score.applyAsDouble(k) : 0;
        }
        return share(sum, Agreement.sum(truth));
    }

    static double share(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }
}
