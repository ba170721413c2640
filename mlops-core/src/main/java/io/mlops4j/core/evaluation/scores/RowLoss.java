package io.mlops4j.core.evaluation.scores;

/** How far one predicted number is off, by the definitions of scikit-learn where it has them. */
public final class RowLoss {
    /** What scikit-learn divides by where a target is 0. */
    static final double EPSILON = Math.ulp(1.0);

    private RowLoss() {}

    /** The error by the size of the target. */
    static double relative(double target, double prediction) {
        return Math.abs(target - prediction) / Math.max(Math.abs(target), EPSILON);
    }

    /** Twice the error by the sum of both sizes, in [0, 2] (Makridakis 1993); both of them 0 is no error. */
    public static double symmetric(double target, double prediction) {
        double error = Math.abs(target - prediction);
        return error == 0 ? 0 : 2 * error / (Math.abs(target) + Math.abs(prediction));
    }

    /** The squared difference of the logarithms of 1 + x; NaN if a number is negative, as scikit-learn refuses them. */
    static double logarithmic(double target, double prediction) {
        if (target < 0 || prediction < 0) {
            return Double.NaN;
        }
        double difference = Math.log1p(target) - Math.log1p(prediction);
        return difference * difference;
    }

    /** The loss of a predicted quantile. */
    public static double pinball(double quantile, double target, double prediction) {
        double error = target - prediction;
        return error >= 0 ? quantile * error : (quantile - 1) * error;
    }
}
