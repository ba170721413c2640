package io.mlops4j.core.evaluation.compare;

import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Difference.Effect;
import io.mlops4j.evaluation.Interval;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The areas under the ROC curves of two models on the same rows, with their covariance (DeLong, DeLong and Clarke-Pearson 1988,
 * doi:10.2307/2531595) from mid-ranks (Sun and Xu 2014, doi:10.1109/LSP.2014.2337313). Linear once sorted.
 */
final class PairedAreas {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final double area;
    private final double baselineArea;
    private final double variance;
    private final double baselineVariance;
    private final double varianceOfDifference;

    private PairedAreas(int[] labels, double[] model, double[] baseline) {
        area = area(labels, model);
        baselineArea = area(labels, baseline);
        double[] differences = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            differences[i] = model[i] - baseline[i];
        }
        variance = variance(labels, model);
        baselineVariance = variance(labels, baseline);
        varianceOfDifference = variance(labels, differences);
    }

    /** Of two models' scores. There are rows of both labels. */
    static PairedAreas of(int[] labels, double[] scores, double[] baselineScores) {
        return new PairedAreas(labels, components(labels, scores), components(labels, baselineScores));
    }

    /** The area of the model less that of the other. */
    double difference() {
        return area - baselineArea;
    }

    /** Whether there is anything to conclude from: not where a class has a single row, or where each row says the same. */
    boolean isTold() {
        return varianceOfDifference > 0 || (varianceOfDifference == 0 && difference() == 0);
    }

    /** Of the hypothesis that the areas are the same; two-sided. */
    double pValue() {
        return difference() == 0
                ? 1
                : Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(difference()) / Math.sqrt(varianceOfDifference)));
    }

    /** Of the difference of the areas, cut to [−1, 1]. */
    Interval interval(double confidence) {
        double half = ScoreIntervals.quantile(confidence) * Math.sqrt(varianceOfDifference);
        return new Interval(
                Math.max(-1, difference() - half), Math.min(1, difference() + half), confidence, "DeLong, paired");
    }

    /**
     * How far the classes are apart in units of their spread, were they normal with the same one (d′ = √2 Φ⁻¹(area)): for the model less
     * for the other, with its interval by the delta method. None where an area is 0 or 1.
     */
    Optional<Effect> separation(double confidence) {
        double ofModel = NORMAL.inverseCumulativeProbability(area);
        double ofBaseline = NORMAL.inverseCumulativeProbability(baselineArea);
        double slope = 1 / NORMAL.density(ofModel);
        double baselineSlope = 1 / NORMAL.density(ofBaseline);
        double covariance = (variance + baselineVariance - varianceOfDifference) / 2;
        double squared = 2
                * (variance * slope * slope
                        + baselineVariance * baselineSlope * baselineSlope
                        - 2 * covariance * slope * baselineSlope);
        double effect = Math.sqrt(2) * (ofModel - ofBaseline);
        double half = ScoreIntervals.quantile(confidence) * Math.sqrt(Math.max(0, squared));
        return Double.isFinite(effect) && Double.isFinite(half)
                ? Optional.of(new Effect(
                        "difference of d′",
                        effect,
                        new Interval(effect - half, effect + half, confidence, "DeLong, delta method")))
                : Optional.empty();
    }

    /** For each row the share of the rows of the other label that it stands on the right side of; ties are half right. */
    private static double[] components(int[] labels, double[] scores) {
        int[] order = SortedOrder.ascending(scores);
        int positives = 0;
        for (int label : labels) {
            positives += label;
        }
        int negatives = labels.length - positives;
        double[] components = new double[labels.length];
        int positivesBelow = 0;
        int negativesBelow = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            int tiedPositives = 0;
            while (end < order.length && scores[order[end]] == scores[order[start]]) {
                tiedPositives += labels[order[end++]];
            }
            int tiedNegatives = end - start - tiedPositives;
            double ofPositive = (negativesBelow + tiedNegatives / 2.0) / negatives;
            double ofNegative = (positives - positivesBelow - tiedPositives / 2.0) / positives;
            for (int i = start; i < end; i++) {
                components[order[i]] = labels[order[i]] == 1 ? ofPositive : ofNegative;
            }
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            start = end;
        }
        return components;
    }

    private static double area(int[] labels, double[] components) {
        double sum = 0;
        int positives = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += labels[i] == 1 ? components[i] : 0;
            positives += labels[i];
        }
        return sum / positives;
    }

    /** The variances of the means of both classes' components, together; exactly 0 if they do not vary, NaN with one row of a class. */
    private static double variance(int[] labels, double[] components) {
        double[] sums = new double[2];
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] greatest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        int[] counts = new int[2];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            sums[label] += components[i];
            counts[label]++;
            least[label] = Math.min(least[label], components[i]);
            greatest[label] = Math.max(greatest[label], components[i]);
        }
        double[] squares = new double[2];
        for (int i = 0; i < labels.length; i++) {
            double deviation = components[i] - sums[labels[i]] / counts[labels[i]];
            squares[labels[i]] += deviation * deviation;
        }
        double variance = 0;
        for (int label = 0; label < 2; label++) {
            if (counts[label] < 2) {
                return Double.NaN;
            }
            variance += least[label] < greatest[label] ? squares[label] / (counts[label] - 1.0) / counts[label] : 0;
        }
        return variance;
    }
}
