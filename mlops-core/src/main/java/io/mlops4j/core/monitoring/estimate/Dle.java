package io.mlops4j.core.monitoring.estimate;

import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Direct loss estimation, of NannyML: a second model learns from reference rows how far off the first one is, given a row and what the first one predicts for it; its mean over rows without labels is
 * the error to expect. It assumes that rows like these were in the reference, and that what a row means has not changed since. Immutable, thread-safe.
 */
public final class Dle {
    private static final int LEAST_ROWS = 200;
    private static final int FOLDS = 5;
    private static final double LEAST_P = 0.001;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final Optional<Losses> losses;
    private final Optional<String> refusal;

    /** The models of both losses. */
    private record Losses(Loss absolute, Loss squared) {}

    /**
     * A model of one loss.
     *
     * @param trees the model, from all rows
     * @param deviation by how much rows differ from what it expects, where it has not seen them
     * @param mean of the loss
     * @param expected what it expects of the rows that it was learned from, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Loss(LossTrees trees, double deviation, double mean, double[] expected) {}

    private Dle(Optional<Losses> losses, Optional<String> refusal) {
        this.losses = losses;
        this.refusal = refusal;
    }

    private static Dle none(String why) {
        return new Dle(Optional.empty(), Optional.of(why));
    }

    /**
     * Learns how far off predictions are.
     *
     * @param rows what the model was asked with, as numbers, NaN where missing
     * @param predictions what it predicted
     * @param truths what was true
     */
    public static Dle learn(double[][] rows, double[] predictions, double[] truths) {
        if (truths.length < LEAST_ROWS) {
            return none("The reference has " + truths.length + " rows with a label and a prediction; an estimate of the"
                    + " error without labels takes " + LEAST_ROWS + ".");
        }
        double[][] wide = new double[rows.length][];
        double[] absolute = new double[rows.length];
        double[] squared = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            wide[i] = with(rows[i], predictions[i]);
            absolute[i] = Math.abs(truths[i] - predictions[i]);
            squared[i] = absolute[i] * absolute[i];
        }
        int[] fold = folds(rows.length);
        double[] z = new double[1];
        Loss ofAbsolute = learn(wide, absolute, fold, z);
        double own = z[0];
        Loss ofSquared = learn(wide, squared, fold, z);
        double p = 2 * NORMAL.survivalProbability(Math.max(Math.abs(own), Math.abs(z[0])));
        return p < LEAST_P
                ? none("How far off predictions are could not be learned from the reference: on rows that were held out"
                        + " the error was another than was expected, so there is no estimate without labels.")
                : new Dle(Optional.of(new Losses(ofAbsolute, ofSquared)), Optional.empty());
    }

    private static double[] with(double[] row, double prediction) {
        double[] wide = Arrays.copyOf(row, row.length + 1);
        wide[row.length] = prediction;
        return wide;
    }

    private static int[] folds(int rows) {
        SplittableRandom random = new SplittableRandom(17);
        int[] fold = new int[rows];
        for (int i = 0; i < rows; i++) {
            fold[i] = random.nextInt(FOLDS);
        }
        return fold;
    }

    /** Each row's loss is held against what is expected of it by a model that has not seen it. */
    private static Loss learn(double[][] rows, double[] loss, int[] fold, double[] z) {
        double sum = 0;
        double squares = 0;
        for (int held = 0; held < FOLDS; held++) {
            int out = held;
            int[] seen =
                    IntStream.range(0, rows.length).filter(i -> fold[i] != out).toArray();
            LossTrees trees = LossTrees.learn(
                    Arrays.stream(seen).mapToObj(i -> rows[i]).toArray(double[][]::new),
                    Arrays.stream(seen).mapToDouble(i -> loss[i]).toArray());
            for (int i = 0; i < rows.length; i++) {
                if (fold[i] == held) {
                    double off = loss[i] - trees.expect(rows[i]);
                    sum += off;
                    squares += off * off;
                }
            }
        }
        double mean = sum / rows.length;
        double deviation = Math.sqrt(Math.max(0, squares / rows.length - mean * mean));
        z[0] = deviation > 0 ? mean / (deviation / Math.sqrt(rows.length)) : 0;
        LossTrees trees = LossTrees.learn(rows, loss);
        return new Loss(
                trees,
                deviation,
                Arrays.stream(loss).average().orElse(0),
                Arrays.stream(rows).mapToDouble(trees::expect).sorted().toArray());
    }

    /** Why there can be no estimate, if so. */
    public Optional<String> refusal() {
        return refusal;
    }

    /** The absolute and the squared error to expect of a row; empty if there can be no estimate. */
    public double[] expect(double[] row, double prediction) {
        double[] wide = with(row, prediction);
        return losses.map(both -> new double[] {
                    Math.max(0, both.absolute().trees().expect(wide)),
                    Math.max(0, both.squared().trees().expect(wide))
                })
                .orElseGet(() -> new double[0]);
    }

    /**
     * Estimates {@code mae}, {@code mse} and {@code rmse} of rows. The interval is that in which the metric would lie once the labels are known: the scatter of single errors
     * about what is expected of them, over the rows and over those of the reference that are like them.
     *
     * @param expected what {@link #expect} gave for each row; at least one
     * @param confidence of the intervals
     */
    public Map<String, Metric> estimate(double[][] expected, double confidence) {
        if (losses.isEmpty()) {
            return Map.of();
        }
        double mae =
                Arrays.stream(expected).mapToDouble(each -> each[0]).average().orElse(0);
        double mse =
                Arrays.stream(expected).mapToDouble(each -> each[1]).average().orElse(0);
        double z = NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
        double own = 0;
        for (double[] each : expected) {
            own += Math.max(0, each[1] - each[0] * each[0]);
        }
        Loss ofAbsolute = losses.get().absolute();
        Loss ofSquared = losses.get().squared();
        double alike = alike(ofAbsolute, Arrays.stream(expected).mapToDouble(each -> each[0]));
        double rows = Math.sqrt(1.0 / expected.length + 1 / alike);
        double offMae = z * Math.sqrt(own / expected.length) * rows;
        double offMse = z * ofSquared.deviation() * (ofSquared.mean() > 0 ? mse / ofSquared.mean() : 1) * rows;
        Map<String, Metric> metrics = new LinkedHashMap<>();
        put(metrics, "mae", mae, mae - offMae, mae + offMae, confidence);
        put(metrics, "mse", mse, mse - offMse, mse + offMse, confidence);
        put(metrics, "rmse", Math.sqrt(mse), Math.sqrt(Math.max(0, mse - offMse)), Math.sqrt(mse + offMse), confidence);
        return metrics;
    }

    /** How many rows of the reference tell of rows like these: those of which as much is expected, but for a twentieth at either end. */
    private static double alike(Loss loss, DoubleStream expected) {
        double[] own = expected.sorted().toArray();
        double low = own[(int) (0.05 * (own.length - 1))];
        double high = own[(int) Math.ceil(0.95 * (own.length - 1))];
        long count = Arrays.stream(loss.expected())
                .filter(each -> each >= low && each <= high)
                .count();
        return Math.max(1, count);
    }

    private static void put(
            Map<String, Metric> metrics, String name, double value, double low, double high, double confidence) {
        metrics.put(
                name,
                Metric.of(name, value, Direction.LOWER_IS_BETTER)
                        .withInterval(new Interval(Math.max(0, low), high, confidence, "DLE, normal")));
    }
}
