package io.mlops4j.evaluation;

import io.mlops4j.evaluation.Condition.AtLeast;
import io.mlops4j.evaluation.Condition.AtMost;
import io.mlops4j.evaluation.Condition.Bound;
import io.mlops4j.evaluation.Condition.EverySlice;
import io.mlops4j.evaluation.Condition.NotWorseThanChampion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One evaluation, perhaps beside a champion's, held against the conditions of a gate. */
final class Inspection {
    private final Evaluation evaluation;
    private final Optional<Evaluation> champion;

    Inspection(Evaluation evaluation, Optional<Evaluation> champion) {
        this.evaluation = evaluation;
        this.champion = champion;
    }

    GateResult check(Gate gate) {
        List<Finding> findings = new ArrayList<>();
        for (Condition condition : gate.conditions()) {
            if (condition instanceof EverySlice every) {
                checkSlices(every, findings);
            } else if (condition instanceof Bound bound) {
                findings.add(check(condition, bound, null, evaluation, champion));
            }
        }
        return new GateResult(findings);
    }

    private void checkSlices(EverySlice every, List<Finding> findings) {
        int before = findings.size();
        evaluation
                .slices()
                .forEach((column, values) -> values.forEach((value, rows) -> findings.add(check(
                        every,
                        every.condition(),
                        new Slice(column, value),
                        rows,
                        champion.flatMap(c -> c.findSlice(column, value))))));
        if (findings.size() == before) {
            findings.add(Finding.missing(
                    every,
                    "The evaluation has no slices to check " + every.metric()
                            + " in; ask the evaluator for them with slice(…).",
                    null));
        }
    }

    private Finding check(
            Condition condition, Bound bound, @Nullable Slice slice, Evaluation rows, Optional<Evaluation> other) {
        Optional<Metric> found = rows.findMetric(bound.metric());
        String where = slice == null ? "" : " " + slice;
        if (found.isEmpty()) {
            String sentence = rows.missing(bound.metric());
            return Finding.missing(
                    condition, slice == null ? sentence : "W" + where.substring(2) + ": " + sentence, slice);
        }
        Metric metric = found.get();
        if (bound instanceof AtLeast least) {
            return compare(condition, slice, metric, Direction.HIGHER_IS_BETTER, least.bound(), "");
        }
        if (bound instanceof AtMost most) {
            return compare(condition, slice, metric, Direction.LOWER_IS_BETTER, most.bound(), "");
        }
        double tolerance = ((NotWorseThanChampion) bound).tolerance();
        if (other.isEmpty()) {
            String lacking = champion.isEmpty() ? "there is no champion" : "the champion has no such slice";
            return Finding.nothingToCompare(
                    condition,
                    metric.name() + " is " + metric.value() + where + "; " + lacking + " to compare it with.",
                    slice,
                    metric.value());
        }
        if (!other.get().task().equals(rows.task())) {
            return Finding.missing(
                    condition,
                    metric.name() + " cannot be compared" + where + " with the champion's: this evaluation is "
                            + rows.task() + ", the champion's " + other.get().task() + ".",
                    slice);
        }
        Optional<Metric> theirs = other.get().findMetric(metric.name());
        if (theirs.isEmpty()) {
            return Finding.missing(
                    condition,
                    metric.name() + " cannot be compared" + where + " with the champion's: "
                            + other.get().missing(metric.name()),
                    slice);
        }
        double championValue = theirs.get().value();
        String origin = ", the champion's " + championValue
                + (tolerance == 0
                        ? ""
                        : (metric.direction() == Direction.HIGHER_IS_BETTER ? " less" : " plus") + " the tolerance "
                                + tolerance);
        return compare(
                condition,
                slice,
                metric,
                metric.direction(),
                worsened(championValue, tolerance, metric.direction()),
                origin);
    }

    private static Finding compare(
            Condition condition, @Nullable Slice slice, Metric metric, Direction side, double bound, String origin) {
        boolean passed = !side.isBetter(bound, metric.value());
        boolean least = side == Direction.HIGHER_IS_BETTER;
        String relation = passed ? (least ? ", at least " : ", at most ") : (least ? ", below " : ", above ");
        return Finding.compared(
                condition,
                passed,
                metric.name() + " is " + metric.value() + (slice == null ? "" : " " + slice) + relation + bound + origin
                        + ".",
                slice,
                metric.value(),
                bound);
    }

    /** In decimals, as a person reckons: 0.9 with a tolerance of 0.1 lets 0.8 through, which it does not in binary. */
    private static double worsened(double value, double tolerance, Direction direction) {
        if (Double.isInfinite(value)) {
            return value;
        }
        BigDecimal change = BigDecimal.valueOf(tolerance);
        BigDecimal from = BigDecimal.valueOf(value);
        return (direction == Direction.HIGHER_IS_BETTER ? from.subtract(change) : from.add(change)).doubleValue();
    }
}
