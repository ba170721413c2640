package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Scores for one kind of rows against other kinds, from the highest down: what areas under curves are made of, whatever the rows weigh. A row may
 * have several scores.
 */
final class RankedScores {
    private final int positive;

    /** By rank: the row whose score it is. */
    private final int[] rows;

    /** By rank: the kind that the row is of. */
    private final int[] kinds;

    /** Where each run of equal scores ends. */
    private final int[] ends;

    private RankedScores(int positive, int[] rows, int[] kinds, int[] ends) {
        this.positive = positive;
        this.rows = rows;
        this.kinds = kinds;
        this.ends = ends;
    }

    /**
     * Sorts.
     *
     * @param positive the kind that is to have high scores
     * @param scores not NaN
     * @param row which row a score is of
     * @param kind which kind that row is of
     */
    static RankedScores of(int positive, double[] scores, IntUnaryOperator row, IntUnaryOperator kind) {
        int n = scores.length;
        int[] order = SortedOrder.ascending(scores);
        int[] rows = new int[n];
        int[] kinds = new int[n];
        int[] ends = new int[n];
        int runs = 0;
        for (int rank = 0; rank < n; rank++) {
            int at = order[n - 1 - rank];
            rows[rank] = row.applyAsInt(at);
            kinds[rank] = kind.applyAsInt(at);
            if (rank + 1 == n || scores[order[n - 2 - rank]] != scores[at]) {
                ends[runs++] = rank + 1;
            }
        }
        return new RankedScores(positive, rows, kinds, Arrays.copyOf(ends, runs));
    }

    boolean isEmpty() {
        return rows.length == 0;
    }

    /**
     * Counts the pairs that the positive kind wins, ties counting half.
     *
     * @param weights of the rows
     * @param won to be filled: by kind, the weight of the pairs won against it; that of the positive kind itself is left alone
     * @return the precision at each positive score, summed by weight; by steps, as in scikit-learn
     */
    double countWon(double[] weights, double[] won) {
        double above = 0;
        double seen = 0;
        double precisions = 0;
        int start = 0;
        for (int end : ends) {
            double tied = 0;
            double tiedPositives = 0;
            for (int rank = start; rank < end; rank++) {
                double weight = weights[rows[rank]];
                tied += weight;
                tiedPositives += kinds[rank] == positive ? weight : 0;
            }
            double ahead = above + tiedPositives / 2;
            if (ahead > 0) {
                for (int rank = start; rank < end; rank++) {
                    if (kinds[rank] != positive) {
                        won[kinds[rank]] += weights[rows[rank]] * ahead;
                    }
                }
            }
            above += tiedPositives;
            seen += tied;
            if (tiedPositives > 0) {
                precisions += tiedPositives * above / seen;
            }
            start = end;
        }
        return precisions;
    }

    /** What happens as the threshold is lowered. */
    interface Sweep {
        /** The weights that are at the threshold or above it. */
        void reach(double truePositives, double falsePositives);
    }

    /** Lowers the threshold from score to score. */
    void sweep(double[] weights, Sweep sweep) {
        double truePositives = 0;
        double falsePositives = 0;
        int start = 0;
        for (int end : ends) {
            for (int rank = start; rank < end; rank++) {
                double weight = weights[rows[rank]];
                if (kinds[rank] == positive) {
                    truePositives += weight;
                } else {
                    falsePositives += weight;
                }
            }
            start = end;
            if (truePositives + falsePositives > 0) {
                sweep.reach(truePositives, falsePositives);
            }
        }
    }
}
