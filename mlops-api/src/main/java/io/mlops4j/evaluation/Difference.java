package io.mlops4j.evaluation;

import java.util.Objects;
import java.util.Optional;

/**
 * How far two models are apart in one metric, on the same rows. Immutable.
 *
 * <table>
 * <caption>Where it comes from</caption>
 * <tr><th>metric</th><th>test</th><th>interval</th><th>effect</th></tr>
 * <tr><td>ROC AUC of two classes</td><td>DeLong's, paired (DeLong, DeLong and Clarke-Pearson 1988; Sun and Xu 2014)</td><td>the same</td>
 * <td>difference of d′ = √2 Φ⁻¹(area)</td></tr>
 * <tr><td>shares of the same rows: accuracy, recall, specificity</td><td>McNemar's: by the binomial distribution on fewer than 25 rows
 * that only one model gets right, or where {@link IntervalMethod#EXACT} is asked for; else with continuity correction</td><td>Tango's score
 * interval (1998)</td><td>odds ratio of those rows, with its exact interval</td></tr>
 * <tr><td>all other metrics, and all where rows are weighted or {@link IntervalMethod#BOOTSTRAP} is asked for</td><td>paired bootstrap: the
 * same resamples for both models, drawn by label; p is 1 less the confidence of the interval that just reaches 0</td><td>BCa</td><td>for
 * means over rows (log loss, Brier score, squared and absolute errors): Cohen's d_z, the mean of the rows' differences over their standard
 * deviation</td></tr>
 * </table>
 *
 * @param metric its name
 * @param direction which way it improves
 * @param value of the model that was evaluated
 * @param baseline the value of the other
 * @param interval of {@code value − baseline}
 * @param pValue the probability of a difference at least this far from 0 if there were none; two-sided, in [0, 1]; not corrected for
 *     how many metrics are compared. McNemar's exact test is stricter than the interval beside it, so one may leave 0 out while p is above
 *     0.05
 * @param test what the p-value comes from, for a person to read: {@code DeLong, paired}
 * @param effect the difference on a scale that compares across metrics, where one is defined
 */
public record Difference(
        String metric,
        Direction direction,
        double value,
        double baseline,
        Interval interval,
        double pValue,
        String test,
        Optional<Effect> effect) {
    /** Refuses nulls. */
    public Difference {
        Objects.requireNonNull(metric);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(interval);
        Objects.requireNonNull(test);
        Objects.requireNonNull(effect);
    }

    /** {@code value − baseline}: above 0 if the model's value is greater than the other's. */
    public double difference() {
        return value - baseline;
    }

    /** Whether the model is better wherever in the interval the difference lies. */
    public boolean better() {
        return direction.mostLoss(baseline, interval) < 0;
    }

    /** Whether the model is worse wherever in the interval the difference lies. */
    public boolean worse() {
        return direction.leastLoss(baseline, interval) > 0;
    }

    /** At the end of the interval that is worst for the model, how much worse it is than the other; at most 0 if it is not worse. */
    public double worstCase() {
        return direction.mostLoss(baseline, interval);
    }

    /**
     * The size of an effect.
     *
     * @param name of the measure: {@code odds ratio}, {@code standardized mean difference}
     * @param value the estimate
     * @param interval of the estimate
     */
    public record Effect(String name, double value, Interval interval) {}
}
