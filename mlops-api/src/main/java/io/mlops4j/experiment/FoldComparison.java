package io.mlops4j.experiment;

import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;

/**
 * How two ways of training compare on the same folds, by the corrected resampled t test of Nadeau and Bengio (see {@link MetricSummary}): the mean
 * difference by √((1/J + n₂/n₁) s²), with s the standard deviation of the differences, against Student's t with J − 1 degrees of freedom. The
 * plain paired t test takes the folds for independent and finds differences that are not there far too often. Immutable.
 *
 * @param metric the metric
 * @param direction which way it improves
 * @param folds how many folds were compared
 * @param difference the mean of the first less that of the second; where closer to 0 is better, of their distances from 0
 * @param stddev of the differences
 * @param statistic t; 0 if all differences are 0, infinite if they are all the same otherwise
 * @param pValue how often at least such a difference would come by chance if there were none, in [0, 1]; of two sides
 * @param interval where the difference plausibly lies
 */
public record FoldComparison(
        String metric,
        Direction direction,
        int folds,
        double difference,
        double stddev,
        double statistic,
        double pValue,
        Interval interval) {
    /** Whether the first is better: the whole interval lies on the better side of 0. */
    public boolean firstIsBetter() {
        return direction == Direction.HIGHER_IS_BETTER ? interval.low() > 0 : interval.high() < 0;
    }

    /** Whether the second is better: the whole interval lies on the worse side of 0. */
    public boolean secondIsBetter() {
        return direction == Direction.HIGHER_IS_BETTER ? interval.high() < 0 : interval.low() > 0;
    }
}
