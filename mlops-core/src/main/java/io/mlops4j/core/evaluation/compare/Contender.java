package io.mlops4j.core.evaluation.compare;

import io.mlops4j.core.evaluation.assess.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One of two models that are compared: its rows, and what its metrics are made of row by row, in the order of the caller's arrays. For one
 * thread while it is put together; only read after.
 */
public final class Contender {
    private final Rows rows;
    private final int[] original;
    private final Map<String, byte[]> shares = new LinkedHashMap<>();
    private final Map<String, double[]> losses = new LinkedHashMap<>();

    /** The metric that is the area under the ROC curve, with the labels and scores that the curve is of; empty if there is none. */
    private String area = "";

    private int[] labels = {};
    private double[] scores = {};

    private Contender(Rows rows) {
        this.rows = rows;
        this.original = rows.original();
    }

    /** A model of these rows. */
    public static Contender of(Rows rows) {
        return new Contender(rows);
    }

    /**
     * Says that a metric is a share of rows.
     *
     * @param metric its name
     * @param counted which rows, by number in the caller's arrays, it is a share of; the same for both models
     * @param right which of them the model gets right
     */
    public Contender share(String metric, IntPredicate counted, IntPredicate right) {
        byte[] kinds = new byte[original.length];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (byte) (!counted.test(i) ? -1 : right.test(i) ? 1 : 0);
        }
        shares.put(metric, kinds);
        return this;
    }

    /** Says that a metric is the mean of a loss of each row. */
    public Contender meanLoss(String metric, double[] byRow) {
        losses.put(metric, byRow);
        return this;
    }

    /** Says that a metric is the area under the ROC curve of the scores of two classes. */
    public Contender area(String metric, int[] ofRows, double[] scoresOfRows) {
        area = metric;
        labels = ofRows;
        scores = scoresOfRows;
        return this;
    }

    Rows rows() {
        return rows;
    }

    /** Whether a difference in a metric can be told by a formula, where rows count the same. */
    boolean hasFormula(String metric) {
        return area.equals(metric) || shares.containsKey(metric);
    }

    /** The areas that a metric is, of this model and of another. */
    Optional<PairedAreas> findAreas(String metric, Contender baseline) {
        return area.equals(metric) ? Optional.of(PairedAreas.of(labels, scores, baseline.scores)) : Optional.empty();
    }

    /** The shares that a metric is, of this model and of another. */
    Optional<PairedShares> findShares(String metric, Contender baseline) {
        return Optional.ofNullable(shares.get(metric))
                .flatMap(own ->
                        Optional.ofNullable(baseline.shares.get(metric)).map(others -> PairedShares.of(own, others)));
    }

    /** For a metric that is a mean loss, how much greater each row's is than with another model. */
    Optional<double[]> findExcessLosses(String metric, Contender baseline) {
        double[] own = losses.get(metric);
        double[] others = baseline.losses.get(metric);
        if (own == null || others == null) {
            return Optional.empty();
        }
        double[] excess = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            excess[i] = own[i] - others[i];
        }
        return Optional.of(excess);
    }

    /** All measures with these weights, which are in the caller's order. */
    double[] measure(double[] weights) {
        double[] sorted = new double[weights.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = weights[original[i]];
        }
        return rows.measure(sorted);
    }

    /** The rows' own weights in the caller's order. */
    double[] weights() {
        double[] weights = new double[original.length];
        for (int i = 0; i < weights.length; i++) {
            weights[original[i]] = rows.weights()[i];
        }
        return weights;
    }

    /** The rows' strata in the caller's order. */
    int[] strata() {
        int[] sorted = rows.strata();
        int[] strata = new int[original.length];
        for (int i = 0; i < strata.length; i++) {
            strata[original[i]] = sorted[i];
        }
        return strata;
    }
}
