package io.mlops4j.core.monitoring.estimate;

import io.mlops4j.evaluation.Calibrator;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What the scores of one class mean, as far as the reference tells: as they are, by a sigmoid of their log odds, or by isotonic regression, whichever tells rows better that it has not seen.
 * Isotonic regression is tried from 1 000 rows on: with fewer it is too sure of itself. Immutable.
 *
 * <p>Whether it may be believed is tested on three tenths of the reference that were held out, by Spiegelhalter's statistic (1986, doi:10.1002/sim.4780050506), which is standard normal where
 * probabilities are true.
 */
final class Calibration {
    private static final double HELD_OUT = 0.3;
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

    /** Learns from rows whose truth is known, 0 or 1. */
    static Calibration learn(int[] labels, double[] scores, SplittableRandom random) {
        int[] order = shuffled(labels.length, random);
        int held = (int) (labels.length * HELD_OUT);
        int[] seen = Arrays.copyOfRange(order, held, order.length);
        int[] unseen = Arrays.copyOf(order, held);
        int ones = Arrays.stream(pick(labels, seen)).sum();
        if (ones == 0 || ones == seen.length) {
            return new Calibration(Optional.empty(), Bend.NONE, labels.length, 1);
        }
        Calibration asIs = Bend.NONE.learn(labels, scores, Double.NaN);
        int[] truth = pick(labels, unseen);
        double[] given = pick(scores, unseen);
        Calibration best = asIs;
        Bend how = Bend.NONE;
        for (Bend bend : Bend.values()) {
            Calibration tried = bend.learn(pick(labels, seen), pick(scores, seen), Double.NaN);
            if (tried.brier(truth, given) < best.brier(truth, given)) {
                best = tried;
                how = bend;
            }
        }
        return how.learn(labels, scores, best.spiegelhalter(truth, given));
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

    private double brier(int[] labels, double[] scores) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double off = labels[i] - apply(scores[i]);
            sum += off * off;
        }
        return sum;
    }

    private double spiegelhalter(int[] labels, double[] scores) {
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < labels.length; i++) {
            double p = apply(scores[i]);
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
