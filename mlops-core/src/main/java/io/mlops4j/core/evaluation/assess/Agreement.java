package io.mlops4j.core.evaluation.assess;

/** Measures of a confusion table's margins, for any number of classes. */
public final class Agreement {
    private Agreement() {}

    /** Matthews' correlation (Gorodkin 2004 for several classes); 0 where only one class is predicted or true, as scikit-learn has it. */
    public static double matthews(double correct, double[] truth, double[] predicted) {
        double n = sum(truth);
        double covariance = correct * n - dot(truth, predicted);
        double spread = (n * n - dot(predicted, predicted)) * (n * n - dot(truth, truth));
        return occupied(truth) < 2 || occupied(predicted) < 2 ? 0 : covariance / Math.sqrt(spread);
    }

    /** Cohen's kappa without weights; NaN where truth and prediction are one and the same class. */
    public static double kappa(double correct, double[] truth, double[] predicted) {
        double n = sum(truth);
        if (occupied(truth) < 2 && correct == n) {
            return Double.NaN;
        }
        return 1 - (n - correct) / (n - dot(truth, predicted) / n);
    }

    /** How many of the counts are above 0. */
    public static int occupied(double[] counts) {
        int occupied = 0;
        for (double count : counts) {
            occupied += count > 0 ? 1 : 0;
        }
        return occupied;
    }

    /** The sum of the values. */
    public static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
