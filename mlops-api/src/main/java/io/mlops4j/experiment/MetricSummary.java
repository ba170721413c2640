package io.mlops4j.experiment;

import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;

/**
 * One metric over the folds of a cross-validation. Immutable.
 *
 * <p>Folds share most of the rows that they train on, so their results are less independent than they look, and what spreads between them is too
 * small to tell how much the mean would change with other data. The standard error is therefore the corrected one of C. Nadeau and Y. Bengio,
 * <i>Inference for the Generalization Error</i>, Machine Learning 52 (2003), 239–281, doi:10.1023/A:1024068626366: √((1/J + n₂/n₁) s²), with J
 * folds, n₁ rows to train on and n₂ to test on, each as the mean over the folds, and s the standard deviation. The interval is the mean ± this
 * times the quantile of Student's t with J − 1 degrees of freedom. It speaks of the mean result of training on n₁ rows of the same source; it
 * is an approximation, meant for folds of equal size, and rough for time series, groups of unlike size and very few folds.
 *
 * @param name the metric
 * @param direction which way it improves
 * @param folds how many folds have it, at least 2
 * @param mean over the folds
 * @param stddev between the folds, with one less than their number as divisor
 * @param standardError of the mean, corrected for the overlap of the folds
 * @param min the least
 * @param max the greatest
 * @param interval where the mean plausibly lies
 */
public record MetricSummary(
        String name,
        Direction direction,
        int folds,
        double mean,
        double stddev,
        double standardError,
        double min,
        double max,
        Interval interval) {}
