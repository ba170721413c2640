package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates predictions that are distributions of a number: normal ones, samples, or quantiles. Made by {@link Evaluator#probabilistic()}.
 * Immutable.
 *
 * <ul>
 *   <li>{@code crps}, the continuous ranked probability score (Gneiting and Raftery 2007, doi:10.1198/016214506000001437), in the unit of the number:
 *       in closed form for normal predictions, and for samples that of the distribution which they are. With quantiles there is
 *       {@code mean_pinball} instead, the mean of their pinball losses, half of which the CRPS is the limit.
 *   <li>For each {@link #intervals(double...) central interval}: {@code interval_coverage_0.9}, the share of rows within it, which should be
 *       about 0.9; {@code interval_width_0.9}; and {@code interval_score_0.9}, Winkler's: the width, and for rows outside 2/(1 − 0.9) times how far.
 *   <li>{@code log_score} for normal predictions: minus the logarithm of the density.
 *   <li>The plot {@code pit}: where in their predicted distributions the numbers lie; flat if the distributions are right.
 * </ul>
 */
public final class ProbabilisticEvaluator extends Evaluator<ProbabilisticEvaluator> {
    private final List<Double> levels;

    ProbabilisticEvaluator(EvaluationOptions options, List<Double> levels) {
        super(options);
        this.levels = levels;
    }

    /**
     * Which central intervals are looked at; 0.5 and 0.9 by default.
     *
     * @param levels the share of rows that should lie in each, in (0, 1)
     */
    public ProbabilisticEvaluator intervals(double... levels) {
        List<Double> list = Arrays.stream(levels).boxed().toList();
        for (double level : list) {
            if (!(level > 0 && level < 1)) {
                throw new InvalidInput(
                        "An interval that holds a share of " + level + " is none; give one such as 0.9.");
            }
        }
        if (list.stream().distinct().count() != list.size()) {
            throw new InvalidInput("The intervals " + list + " name one twice.");
        }
        return new ProbabilisticEvaluator(options(), list);
    }

    /** Which central intervals are looked at. */
    public List<Double> levels() {
        return levels;
    }

    /**
     * Evaluates normal predictions.
     *
     * @param targets the true number of each row
     * @param means the mean that was predicted for each row
     * @param deviations the standard deviation that was predicted for each row, above 0
     * @throws InvalidInput if there are no rows, the lengths differ, or a number is not as above
     */
    public Evaluation evaluateNormal(double[] targets, double[] means, double[] deviations) {
        return EvaluationEngine.installed().probabilisticNormal(this, targets, means, deviations);
    }

    /**
     * Evaluates predictions that are samples.
     *
     * @param targets the true number of each row
     * @param samples for each row, numbers drawn from its predicted distribution, in any order, at least one
     * @throws InvalidInput if there are no rows, the lengths differ, or a number is not finite
     */
    public Evaluation evaluateSamples(double[] targets, double[][] samples) {
        return EvaluationEngine.installed().probabilisticSamples(this, targets, samples);
    }

    /**
     * Evaluates predictions that are quantiles; an interval is looked at if both its ends are among them.
     *
     * @param targets the true number of each row
     * @param quantiles which quantiles were predicted, ascending, in (0, 1)
     * @param predicted for each row, its quantiles, ascending
     * @throws InvalidInput if there are no rows, the lengths differ, or quantiles do not ascend
     */
    public Evaluation evaluateQuantiles(double[] targets, double[] quantiles, double[][] predicted) {
        return EvaluationEngine.installed().probabilisticQuantiles(this, targets, quantiles, predicted);
    }

    @Override
    ProbabilisticEvaluator with(EvaluationOptions changed) {
        return new ProbabilisticEvaluator(changed, levels);
    }
}
