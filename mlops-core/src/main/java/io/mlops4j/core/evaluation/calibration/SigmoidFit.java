package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.evaluation.PlattCalibrator;

/**
 * Platt's sigmoid: logistic regression on one score, against targets that are a little short of 0 and 1, so that it is finite also where the
 * classes do not overlap. Newton's method with backtracking (Lin, Lin and Weng 2007, doi:10.1007/s10994-007-5018-6), on standardised scores
 * so that their unit does not matter.
 */
final class SigmoidFit {
    private static final int MOST_STEPS = 100;
    private static final double LEAST_STEP = 1e-10;

    /** Keeps the Hessian invertible. */
    private static final double RIDGE = 1e-12;

    /** The share of the slope that a step must gain at least (Armijo). */
    private static final double GAIN = 1e-4;

    /** Of the gradient, as a share of the rows: what is left is rounding. */
    private static final double CLOSE = 1e-12;

    private final double[] scores;
    private final double[] targets;
    private final double[] weights;
    private final double total;

    private SigmoidFit(double[] scores, double[] targets, double[] weights) {
        this.scores = scores;
        this.targets = targets;
        this.weights = weights;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.total = sum;
    }

    static PlattCalibrator of(int[] labels, double[] scores, double[] weights) {
        double[] counts = new double[2];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]] += weights[i];
        }
        double ofNegatives = 1 / (counts[0] + 2);
        double ofPositives = (counts[1] + 1) / (counts[1] + 2);
        double[] targets = new double[labels.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = labels[i] == 1 ? ofPositives : ofNegatives;
        }
        double meanTarget = (counts[0] * ofNegatives + counts[1] * ofPositives) / (counts[0] + counts[1]);
        double intercept = Math.log(meanTarget / (1 - meanTarget));
        double middle = mean(scores, weights);
        double deviation = deviation(scores, weights, middle);
        if (!(deviation > 0)) {
            return new PlattCalibrator(0, intercept);
        }
        double[] standardised = new double[scores.length];
        for (int i = 0; i < standardised.length; i++) {
            standardised[i] = (scores[i] - middle) / deviation;
        }
        double[] fitted = new SigmoidFit(standardised, targets, weights).solve(intercept);
        double slope = fitted[0] / deviation;
        return new PlattCalibrator(slope, fitted[1] - slope * middle);
    }

    /** By sums of halves of shares, which stay finite where scores are as large as doubles go. */
    private static double mean(double[] scores, double[] weights) {
        double mean = 0;
        double total = 0;
        for (int i = 0; i < scores.length; i++) {
            if (weights[i] > 0) {
                total += weights[i];
                double share = weights[i] / total;
                mean += share * scores[i] - share * mean;
            }
        }
        return mean;
    }

    private static double deviation(double[] scores, double[] weights, double mean) {
        double greatest = 0;
        for (int i = 0; i < scores.length; i++) {
            greatest = weights[i] > 0 ? Math.max(greatest, Math.abs(scores[i] - mean)) : greatest;
        }
        if (greatest == 0) {
            return 0;
        }
        double squares = 0;
        double total = 0;
        for (int i = 0; i < scores.length; i++) {
            double share = (scores[i] - mean) / greatest;
            squares += weights[i] > 0 ? weights[i] * share * share : 0;
            total += weights[i];
        }
        return greatest * Math.sqrt(squares / total);
    }

    /** Slope and intercept of the least loss. */
    private double[] solve(double start) {
        double slope = 0;
        double intercept = start;
        double loss = loss(slope, intercept);
        for (int step = 0; step < MOST_STEPS; step++) {
            double gradientOfSlope = 0;
            double gradientOfIntercept = 0;
            double h11 = RIDGE * total;
            double h22 = RIDGE * total;
            double h21 = 0;
            for (int i = 0; i < scores.length; i++) {
                if (weights[i] == 0) {
                    continue;
                }
                double p = 1 / (1 + Math.exp(-(slope * scores[i] + intercept)));
                double residual = weights[i] * (p - targets[i]);
                double curvature = weights[i] * p * (1 - p);
                gradientOfSlope += residual * scores[i];
                gradientOfIntercept += residual;
                h11 += curvature * scores[i] * scores[i];
                h21 += curvature * scores[i];
                h22 += curvature;
            }
            if (Math.abs(gradientOfSlope) + Math.abs(gradientOfIntercept) <= CLOSE * total) {
                break;
            }
            double determinant = h11 * h22 - h21 * h21;
            double stepOfSlope = -(h22 * gradientOfSlope - h21 * gradientOfIntercept) / determinant;
            double stepOfIntercept = -(h11 * gradientOfIntercept - h21 * gradientOfSlope) / determinant;
            double descent = gradientOfSlope * stepOfSlope + gradientOfIntercept * stepOfIntercept;
            double length = 1;
            double next = loss(slope + stepOfSlope, intercept + stepOfIntercept);
            while (length >= LEAST_STEP && !(next < loss + GAIN * length * descent)) {
                length /= 2;
                next = loss(slope + length * stepOfSlope, intercept + length * stepOfIntercept);
            }
            if (length < LEAST_STEP) {
                break;
            }
            slope += length * stepOfSlope;
            intercept += length * stepOfIntercept;
            loss = next;
        }
        return new double[] {slope, intercept};
    }

    private double loss(double slope, double intercept) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            if (weights[i] > 0) {
                double odds = slope * scores[i] + intercept;
                // log(1 + e^odds) − target · odds, without overflow.
                loss += weights[i] * (Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - targets[i] * odds);
            }
        }
        return loss;
    }
}
