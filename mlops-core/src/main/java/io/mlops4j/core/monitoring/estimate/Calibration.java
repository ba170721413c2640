package io.mlops4j.core.monitoring.estimate;

import io.mlops4j.evaluation.Calibrator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What the scores of one class mean, as far as the reference tells: as they are, by a sigmoid of their log odds, or by isotonic regression, whichever tells rows better that it has not seen.
 * Isotonic regression is tried from 1 000 rows on: with fewer it is too sure of itself. Immutable.
 *
 * <p>Whether it may be believed is tested on what each fifth of the reference is told by the others, by Spiegelhalter's statistic (1986, doi:10.1002/sim.4780050506), which is standard normal where
 * probabilities are true.
 */
final class Calibration {
    private static final int FOLDS = 5;
    private static final double LEAST_P = 0.001;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final int LEAST_FOR_ISOTONIC = 1_000;
    private static final double FINEST = 1e-6;

    private final Optional<Calibrator> calibrator;
    private final Bend bend;
    private final double least;
    private final double pValue;

    private Calibration(Optional<Calibrator> calibrator, Bend bend, int rows, double pValue) {
        this.calibrator = calibrator;
        this.bend = bend;
        this.least = 1.0 / (rows + 2);
        this.pValue = pValue;
    }

    /** Learns from rows whose truth is known, 0 or 1, some of each. */
    static Calibration learn(int[] labels, double[] scores, SplittableRandom random) {
        int[] order = shuffled(labels.length, random);
        Bend best = Bend.NONE;
        double[] believed = unseen(best, order, labels, scores);
        for (Bend bend : List.of(Bend.SIGMOID, Bend.ISOTONIC)) {
            double[] told = unseen(bend, order, labels, scores);
            if (brier(labels, told) < brier(labels, believed)) {
                best = bend;
                believed = told;
            }
        }
        return best.learn(labels, scores, spiegelhalter(labels, believed));
    }

    /** What is told of each row by those of the other folds. */
    private static double[] unseen(Bend bend, int[] order, int[] labels, double[] scores) {
        double[] told = new double[labels.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] seen = IntStream.range(0, order.length)
                    .filter(i -> i % FOLDS != held)
                    .map(i -> order[i])
                    .toArray();
            int ones = Arrays.stream(pick(labels, seen)).sum();
            Bend possible = ones == 0 || ones == seen.length ? Bend.NONE : bend;
            Calibration own = possible.learn(pick(labels, seen), pick(scores, seen), Double.NaN);
            for (int i = fold; i < order.length; i += FOLDS) {
                told[order[i]] = own.apply(scores[order[i]]);
            }
        }
        return told;
    }

    /** How scores are bent. */
    private enum Bend {
        NONE,
        SIGMOID,
        ISOTONIC;

        Calibration learn(int[] labels, double[] scores, double pValue) {
            Optional<Calibrator> calibrator = switch (this) {
                case NONE -> Optional.empty();
                case SIGMOID ->
                    Optional.of(Calibrator.platt(
                            labels,
                            Arrays.stream(scores).map(Calibration::logOdds).toArray()));
                case ISOTONIC ->
                    labels.length < LEAST_FOR_ISOTONIC
                            ? Optional.empty()
                            : Optional.of(Calibrator.isotonic(labels, scores));
            };
            return new Calibration(calibrator, calibrator.isEmpty() ? NONE : this, labels.length, pValue);
        }
    }

    private static double logOdds(double score) {
        double inside = Math.min(1 - FINEST, Math.max(FINEST, score));
        return Math.log(inside / (1 - inside));
    }

    /** The same as it would be had other rows been drawn; scores that were taken as they are stay so. */
    Calibration again(int[] labels, double[] scores, SplittableRandom random) {
        if (calibrator.isEmpty()) {
            return this;
        }
        int[] drawn = new int[labels.length];
        int ones = 0;
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextInt(drawn.length);
            ones += labels[drawn[i]];
        }
        return ones == 0 || ones == drawn.length ? this : bend.learn(pick(labels, drawn), pick(scores, drawn), pValue);
    }

    /** Whether scores are bent. */
    boolean isBent() {
        return calibrator.isPresent();
    }

    /** Whether rows that were held out speak against it. */
    boolean isRefuted() {
        return pValue < LEAST_P;
    }

    double pValue() {
        return pValue;
    }

    /** The probability; never quite 0 or 1, as so many rows cannot tell that. */
    double apply(double score) {
        double own = calibrator
                .map(bent -> bent.apply(bend == Bend.SIGMOID ? logOdds(score) : score))
                .orElse(score);
        return Math.min(1 - least, Math.max(least, own));
    }

    private static double brier(int[] labels, double[] probabilities) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double off = labels[i] - probabilities[i];
            sum += off * off;
        }
        return sum;
    }

    private static double spiegelhalter(int[] labels, double[] probabilities) {
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < labels.length; i++) {
            double p = probabilities[i];
            sum += (labels[i] - p) * (1 - 2 * p);
            variance += (1 - 2 * p) * (1 - 2 * p) * p * (1 - p);
        }
        return variance > 0 ? 2 * NORMAL.survivalProbability(Math.abs(sum) / Math.sqrt(variance)) : 1;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    private static int[] pick(int[] values, int[] rows) {
        int[] own = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            own[i] = values[rows[i]];
        }
        return own;
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] own = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            own[i] = values[rows[i]];
        }
        return own;
    }
}
