package io.mlops4j.core.evaluation.scores;

/** What can be said of one row of several labels on its own; numbers under the constants' positions. */
final class RowScores {
    static final int EXACT = 0;
    static final int WRONG = 1;
    static final int PRECISION = 2;
    static final int RECALL = 3;
    static final int F1 = 4;
    static final int JACCARD = 5;
    static final int AVERAGE_PRECISION = 6;
    static final int COVERAGE = 7;
    static final int RANKING_PRECISION = 8;
    static final int RANKING_LOSS = 9;
    static final int LOG_LOSS = 10;

    /** 1 if no label is predicted, else 0. */
    static final int UNPREDICTED = 11;

    /** 1 if the row has no label, else 0. */
    static final int UNLABELLED = 12;

    static final int COUNT = 13;

    private final double[] values;

    private RowScores(double[] values) {
        this.values = values;
    }

    static RowScores of(int[] labels, double[] scores, double[] thresholds) {
        Tally tally = Tally.ofClasses(1);
        double wrong = 0;
        double logLoss = 0;
        for (int k = 0; k < labels.length; k++) {
            boolean predicted = scores[k] >= thresholds[k];
            tally.truth[0] += labels[k];
            tally.predicted[0] += predicted ? 1 : 0;
            tally.hits[0] += predicted ? labels[k] : 0;
            wrong += predicted == (labels[k] == 1) ? 0 : 1;
            logLoss += LogLoss.of(labels[k], scores[k]);
        }
        LabelRanking ranking = new LabelRanking(labels, scores);
        double[] values = new double[COUNT];
        values[EXACT] = wrong == 0 ? 1 : 0;
        values[WRONG] = wrong / labels.length;
        values[PRECISION] = tally.precision(0);
        values[RECALL] = tally.recall(0);
        values[F1] = tally.f1(0);
        values[JACCARD] = tally.jaccard(0);
        values[AVERAGE_PRECISION] = ranking.averagePrecision();
        values[COVERAGE] = ranking.coverage();
        values[RANKING_PRECISION] = ranking.rankingPrecision();
        values[RANKING_LOSS] = ranking.loss();
        values[LOG_LOSS] = logLoss / labels.length;
        values[UNPREDICTED] = tally.predicted[0] == 0 ? 1 : 0;
        values[UNLABELLED] = tally.truth[0] == 0 ? 1 : 0;
        return new RowScores(values);
    }

    /** Adds each number as often as the row counts. */
    void addTo(double[] sums, double weight) {
        for (int m = 0; m < COUNT; m++) {
            sums[m] += weight * values[m];
        }
    }

    double logLoss() {
        return values[LOG_LOSS];
    }
}
