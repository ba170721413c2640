package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.WordFeature.TargetEncode;
import java.util.SplittableRandom;

/**
 * Means of a label by level, drawn to the mean of all rows: (sum + m · prior) / (n + m) for n rows and a smoothing of m (Micci-Barreca 2001).
 * Rows without a label are passed over.
 */
final class TargetMeans {
    private final TargetEncode spec;
    private final int[] codes;
    private final int levels;
    private final double[] label;

    /**
     * Over rows.
     *
     * @param codes the level of each row, −1 for none
     * @param label the label of each row, NaN where it is missing
     */
    TargetMeans(TargetEncode spec, int[] codes, int levels, double[] label) {
        this.spec = spec;
        this.codes = codes;
        this.levels = levels;
        this.label = label;
    }

    /** Means by level, and over all. */
    record Estimate(Reals means, double prior) {
        double of(int code) {
            return code < 0 ? prior : means.values()[code];
        }
    }

    /** From all rows. */
    Estimate fromAll() {
        return estimate(new int[codes.length], 1);
    }

    /** Each row from the rows of the other folds. */
    double[] outOfFold() {
        int folds = Math.min(spec.folds(), codes.length);
        int[] fold = foldOfRows(folds);
        double[] encoded = new double[codes.length];
        for (int f = 0; f < folds; f++) {
            Estimate others = estimate(fold, f);
            for (int row = 0; row < codes.length; row++) {
                if (fold[row] == f) {
                    encoded[row] = others.of(codes[row]);
                }
            }
        }
        return encoded;
    }

    /** Shuffled, so that the order of the rows says nothing, and of equal size but for one. */
    private int[] foldOfRows(int folds) {
        int[] fold = new int[codes.length];
        SplittableRandom random = new SplittableRandom(spec.seed());
        for (int row = 0; row < fold.length; row++) {
            int other = random.nextInt(row + 1);
            fold[row] = fold[other];
            fold[other] = row % folds;
        }
        return fold;
    }

    private Estimate estimate(int[] fold, int without) {
        double[] sums = new double[levels];
        int[] counts = new int[levels];
        double sum = 0;
        int count = 0;
        for (int row = 0; row < codes.length; row++) {
            if (fold[row] != without && !Double.isNaN(label[row])) {
                sum += label[row];
                count++;
                if (codes[row] >= 0) {
                    sums[codes[row]] += label[row];
                    counts[codes[row]]++;
                }
            }
        }
        if (count == 0) {
            throw new InvalidInput("Too few rows have a label to target encode '" + spec.column()
                    + "': there have to be some in every fold but one.");
        }
        double prior = sum / count;
        double[] means = new double[levels];
        for (int level = 0; level < levels; level++) {
            double weight = counts[level] + spec.smoothing();
            means[level] = weight == 0 ? prior : (sums[level] + spec.smoothing() * prior) / weight;
        }
        return new Estimate(new Reals(means), prior);
    }
}
