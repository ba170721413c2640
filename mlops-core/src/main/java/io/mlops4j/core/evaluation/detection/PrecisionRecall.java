package io.mlops4j.core.evaluation.detection;

import java.util.Arrays;

/**
 * The precisions at some recalls of detections that come one after another, the surest first: {@code accumulate} of COCO's {@code cocoeval.py}, which
 * takes at each recall the greatest precision at that recall or a greater one, and 0 where it is not reached.
 */
final class PrecisionRecall {
    private static final double EPSILON = Math.ulp(1.0);

    /** Beyond that many turns of equals, a turn counts for several: a difference of a millionth of an image's weight. */
    private static final double MOST_TURNS = 1 << 20;

    private final double[] recalls;
    private final double objects;

    /** By how many recalls were reached, the greatest precision. */
    private final double[] best;

    private double right;
    private double wrong;
    private int reached;

    PrecisionRecall(double[] recalls, double objects) {
        this.recalls = recalls;
        this.objects = objects;
        this.best = new double[recalls.length + 1];
    }

    /**
     * Adds the detections of equal score of one image, in their order. Copies of the image take turns; what is left of a weight that is no whole number is a
     * turn that counts less.
     */
    void add(byte[] verdicts, int from, int to, double weight) {
        int found = 0;
        int missed = 0;
        for (int d = from; d < to; d++) {
            found += verdicts[d] == Verdict.RIGHT ? 1 : 0;
            missed += verdicts[d] == Verdict.WRONG ? 1 : 0;
        }
        if (found == 0 || missed == 0) {
            // Among detections that are all right the precision is greatest after the last.
            if (found > 0) {
                right(weight * found);
            }
            wrong += weight * missed;
            return;
        }
        double turn = Math.max(1, weight / MOST_TURNS);
        double turns = Math.floor(weight / turn);
        double taken = 0;
        while (taken < turns) {
            int before = reached;
            walk(verdicts, from, to, turn);
            taken++;
            if (reached == before) {
                double skipped = Math.min(turns - taken - 1, turnsWithoutRecall(turn * found));
                if (skipped > 0) {
                    right += skipped * turn * found;
                    wrong += skipped * turn * missed;
                    taken += skipped;
                }
            }
        }
        double rest = weight - turns * turn;
        if (rest > 0) {
            walk(verdicts, from, to, rest);
        }
    }

    /**
     * How many turns go by before the next recall is reached, or one fewer. At each place within a turn, precision only rises or only falls from turn to
     * turn, so that among those at one recall none is greater than that of the first or the last.
     */
    private double turnsWithoutRecall(double found) {
        return reached == recalls.length
                ? Double.POSITIVE_INFINITY
                : Math.floor((recalls[reached] * objects - right) / found) - 1;
    }

    private void walk(byte[] verdicts, int from, int to, double weight) {
        for (int d = from; d < to; d++) {
            if (verdicts[d] == Verdict.RIGHT) {
                right(weight);
            } else if (verdicts[d] == Verdict.WRONG) {
                wrong += weight;
            }
        }
    }

    /** Only here can the precision be greater than before: what is wrong lowers it. */
    private void right(double weight) {
        right += weight;
        double recall = right / objects;
        while (reached < recalls.length && recalls[reached] <= recall) {
            reached++;
        }
        best[reached] = Math.max(best[reached], right / (right + wrong + EPSILON));
    }

    /** By recall. */
    double[] precisions() {
        double[] precisions = Arrays.copyOfRange(best, 1, best.length);
        for (int r = precisions.length - 1; r > 0; r--) {
            precisions[r - 1] = Math.max(precisions[r - 1], precisions[r]);
        }
        return precisions;
    }
}
