package io.mlops4j.core.monitoring.estimate;

import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Confidence-based performance estimation, of NannyML: where a score is the probability that it says it is, the expected confusion matrix of rows without labels is the sum of probabilities, and
 * accuracy, precision, recall, the area under the curve and so on follow from it. Learned from reference rows that the model was not trained on; it assumes that what a row means has not
 * changed since (no concept drift), which no estimate without labels can see. Immutable, thread-safe.
 */
public final class Cbpe {
    private static final int LEAST_ROWS = 100;
    private static final int LEAST_OF_A_CLASS = 10;
    private static final int CALIBRATIONS = 20;
    private static final int WINDOWS = 200;
    private static final long SEED = 0x5DEECE66DL;

    private final double threshold;
    private final List<Calibration[]> calibrations;
    private final Optional<String> refusal;

    private Cbpe(double threshold, List<Calibration[]> calibrations, Optional<String> refusal) {
        this.threshold = threshold;
        this.calibrations = calibrations;
        this.refusal = refusal;
    }

    private static Cbpe none(String why) {
        return new Cbpe(0.5, List.of(), Optional.of(why));
    }

    /**
     * Learns what scores mean.
     *
     * @param labels the class of each row, from 0
     * @param scores of each class, for each row; of two classes the second is the one that is measured
     * @param threshold of two classes, from which score of the second one on it is predicted
     */
    public static Cbpe learn(int[] labels, double[][] scores, double threshold) {
        if (labels.length < LEAST_ROWS) {
            return none("The reference has " + labels.length
                    + " rows with a label and a prediction; an estimate without" + " labels takes " + LEAST_ROWS + ".");
        }
        int classes = scores[0].length;
        SplittableRandom random = new SplittableRandom(SEED);
        Calibration[] own = new Calibration[classes];
        int[][] ones = new int[classes][];
        double[][] given = new double[classes][];
        for (int k = 0; k < classes; k++) {
            int of = k;
            ones[k] = Arrays.stream(labels).map(label -> label == of ? 1 : 0).toArray();
            given[k] = Arrays.stream(scores).mapToDouble(row -> row[of]).toArray();
            int count = Arrays.stream(ones[k]).sum();
            if (count < LEAST_OF_A_CLASS || labels.length - count < LEAST_OF_A_CLASS) {
                return none("The reference has " + Math.min(count, labels.length - count) + " of " + labels.length
                        + " rows of a class; an estimate" + " without labels takes " + LEAST_OF_A_CLASS + " of each.");
            }
        }
        int first = classes == 2 ? 1 : 0;
        for (int k = first; k < classes; k++) {
            own[k] = Calibration.learn(ones[k], given[k], random);
            if (own[k].isRefuted()) {
                return none(
                        "The scores are not calibrated, and could not be calibrated on the reference: rows that were"
                                + " held out speak against it (Spiegelhalter's test, p "
                                + String.format(Locale.ROOT, "%.2g", own[k].pValue())
                                + "), so there is no estimate without labels.");
            }
        }
        List<Calibration[]> all = new ArrayList<>();
        all.add(own);
        for (int i = 0; i < CALIBRATIONS; i++) {
            Calibration[] other = own.clone();
            for (int k = first; k < classes; k++) {
                other[k] = own[k].again(ones[k], given[k], random);
            }
            all.add(other);
        }
        return new Cbpe(threshold, all, Optional.empty());
    }

    /** Why there can be no estimate, if so. */
    public Optional<String> refusal() {
        return refusal;
    }

    /** Whether scores are bent to be probabilities, or were found to be that already. */
    public boolean isCalibrated() {
        return calibrations.stream().limit(1).anyMatch(all -> all[all.length - 1].isBent());
    }

    /**
     * Estimates the metrics of rows, by scikit-learn's names. The interval is that in which the metric would lie once the labels are known: 200 windows are simulated, each with the
     * calibration that other reference rows would have given, and with labels drawn by it.
     *
     * @param scores of each class, for each row; at least one
     * @param confidence of the intervals
     */
    public Map<String, Metric> estimate(double[][] scores, double confidence) {
        if (refusal.isPresent()) {
            return Map.of();
        }
        ClassMetrics metrics = new ClassMetrics(scores, threshold);
        Map<String, Double> values = metrics.of(probabilities(calibrations.get(0), scores));
        Map<String, double[]> simulated = simulated(metrics, scores);
        Map<String, Metric> estimates = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            double[] draws = Arrays.stream(simulated.getOrDefault(name, new double[0]))
                    .filter(draw -> !Double.isNaN(draw))
                    .sorted()
                    .toArray();
            Metric metric = Metric.of(
                    name, value, name.equals("brier") ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER);
            if (draws.length >= WINDOWS / 2) {
                double low = draws[(int) ((1 - confidence) / 2 * (draws.length - 1))];
                double high = draws[(int) Math.ceil((1 + confidence) / 2 * (draws.length - 1))];
                metric = metric.withInterval(new Interval(
                        Math.min(low, value),
                        Math.max(high, value),
                        confidence,
                        "CBPE, " + WINDOWS + " simulated windows"));
            }
            estimates.put(name, metric);
        });
        return estimates;
    }

    private Map<String, double[]> simulated(ClassMetrics metrics, double[][] scores) {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        Map<String, double[]> simulated = new LinkedHashMap<>();
        double[][] drawn = new double[scores.length][scores[0].length];
        for (int window = 0; window < WINDOWS; window++) {
            double[][] probabilities = probabilities(calibrations.get(1 + window % (calibrations.size() - 1)), scores);
            for (int row = 0; row < drawn.length; row++) {
                Arrays.fill(drawn[row], 0);
                drawn[row][draw(probabilities[row], random)] = 1;
            }
            int at = window;
            metrics.of(drawn)
                    .forEach((name, value) -> simulated
                            .computeIfAbsent(name, n -> {
                                double[] none = new double[WINDOWS];
                                Arrays.fill(none, Double.NaN);
                                return none;
                            })[at] = value);
        }
        return simulated;
    }

    private static int draw(double[] probabilities, SplittableRandom random) {
        double at = random.nextDouble();
        for (int k = 0; k < probabilities.length - 1; k++) {
            at -= probabilities[k];
            if (at < 0) {
                return k;
            }
        }
        return probabilities.length - 1;
    }

    private static double[][] probabilities(Calibration[] calibration, double[][] scores) {
        double[][] probabilities = new double[scores.length][];
        for (int row = 0; row < scores.length; row++) {
            double[] own = new double[calibration.length];
            if (own.length == 2) {
                own[1] = calibration[1].apply(scores[row][1]);
                own[0] = 1 - own[1];
            } else {
                double sum = 0;
                for (int k = 0; k < own.length; k++) {
                    own[k] = calibration[k].apply(scores[row][k]);
                    sum += own[k];
                }
                for (int k = 0; k < own.length; k++) {
                    own[k] /= sum;
                }
            }
            probabilities[row] = own;
        }
        return probabilities;
    }
}
