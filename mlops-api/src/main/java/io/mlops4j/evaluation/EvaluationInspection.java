package io.mlops4j.evaluation;

import io.mlops4j.MlopsException;
import io.mlops4j.evaluation.Condition.AtLeast;
import io.mlops4j.evaluation.Condition.AtMost;
import io.mlops4j.evaluation.Condition.Bound;
import io.mlops4j.evaluation.Condition.EverySlice;
import io.mlops4j.evaluation.Condition.Fair;
import io.mlops4j.evaluation.Condition.NonInferior;
import io.mlops4j.evaluation.Condition.NotWorseThanChampion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One evaluation, perhaps beside a champion's, held against a condition. */
final class EvaluationInspection {
    /** The same number, read back from wherever it was stored. */
    private static final double SAME = 1e-9;

    private final Evaluation evaluation;
    private final Optional<Evaluation> champion;
    private final Condition reported;
    private final String lead;

    /**
     * An inspection of an evaluation.
     *
     * @param reported the condition that findings are of
     * @param lead what sentences begin with
     */
    EvaluationInspection(Evaluation evaluation, Optional<Evaluation> champion, Condition reported, String lead) {
        this.evaluation = evaluation;
        this.champion = champion;
        this.reported = reported;
        this.lead = lead;
    }

    void check(Condition condition, List<Finding> findings) {
        if (condition instanceof EverySlice every) {
            checkSlices(every, findings);
        } else if (condition instanceof Bound bound) {
            findings.add(check(bound, null, evaluation, champion));
        } else if (condition instanceof Fair fair) {
            findings.add(check(fair));
        }
    }

    private void checkSlices(EverySlice every, List<Finding> findings) {
        int before = findings.size();
        evaluation
                .slices()
                .forEach((column, values) -> values.forEach((value, rows) -> findings.add(check(
                        every.condition(),
                        new Slice(column, value),
                        rows,
                        champion.flatMap(c -> c.findSlice(column, value))))));
        if (findings.size() == before) {
            findings.add(missing(
                    "The evaluation has no slices to check " + every.condition().metric()
                            + " in; ask the evaluator for them with slice(…).",
                    null));
        }
    }

    private Finding check(Fair fair) {
        Fairness.Disparity disparity;
        try {
            disparity = evaluation.fairness(fair.column()).disparity(fair.notion());
        } catch (MlopsException e) {
            return missing(String.valueOf(e.getMessage()), null);
        }
        boolean passed = disparity.difference() <= fair.bound();
        return Finding.compared(
                reported,
                passed,
                lead + fair.notion() + " of '" + fair.column() + "': " + disparity.rate() + " differs by "
                        + disparity.difference() + " between '" + disparity.least() + "' and '" + disparity.greatest()
                        + "', " + (passed ? "at most " : "above ") + fair.bound() + ".",
                null,
                disparity.difference(),
                fair.bound());
    }

    private Finding check(Bound bound, @Nullable Slice slice, Evaluation rows, Optional<Evaluation> other) {
        Optional<Metric> found = rows.findMetric(bound.metric());
        if (found.isEmpty()) {
            String sentence = rows.missing(bound.metric());
            return missing(slice == null ? sentence : "W" + slice.toString().substring(1) + ": " + sentence, slice);
        }
        Metric metric = found.get();
        if (bound instanceof AtLeast least) {
            return compare(slice, metric, Direction.HIGHER_IS_BETTER, least.bound(), "");
        }
        if (bound instanceof AtMost most) {
            return compare(slice, metric, Direction.LOWER_IS_BETTER, most.bound(), "");
        }
        if (other.isEmpty()) {
            String lacking = champion.isEmpty() ? "there is no champion" : "the champion has no such slice";
            return Finding.nothingToCompare(
                    reported,
                    lead + metric.name() + " is " + metric.value() + where(slice) + "; " + lacking
                            + " to compare it with.",
                    slice,
                    metric.value());
        }
        String cannot = metric.name() + " cannot be compared" + where(slice) + " with the champion's: ";
        if (!other.get().task().equals(rows.task())) {
            return missing(
                    cannot + "this evaluation is " + rows.task() + ", the champion's "
                            + other.get().task() + ".",
                    slice);
        }
        Optional<Metric> theirs = other.get().findMetric(metric.name());
        if (theirs.isEmpty()) {
            return missing(cannot + other.get().missing(metric.name()), slice);
        }
        return bound instanceof NotWorseThanChampion bare
                ? compareNumbers(slice, metric, theirs.get(), bare.tolerance())
                : compareSurely(bound, slice, rows, metric, theirs.get(), cannot);
    }

    private Finding compareNumbers(@Nullable Slice slice, Metric metric, Metric champions, double tolerance) {
        String origin = ", the champion's " + champions.value()
                + (tolerance == 0
                        ? ""
                        : switch (metric.direction()) {
                                    case HIGHER_IS_BETTER -> " less";
                                    case LOWER_IS_BETTER -> " plus";
                                    case CLOSER_TO_ZERO_IS_BETTER -> " and";
                                }
                                + " the tolerance " + tolerance);
        return compare(
                slice, metric, metric.direction(), worsened(champions.value(), tolerance, metric.direction()), origin);
    }

    private Finding compareSurely(
            Bound bound, @Nullable Slice slice, Evaluation rows, Metric metric, Metric champions, String cannot) {
        Interval interval;
        try {
            interval = paired(rows, metric, champions).orElseGet(() -> Interval.ofDifference(metric, champions));
        } catch (MlopsException e) {
            return missing(
                    cannot + e.getMessage()
                            + " Hand the champion's predictions to the evaluator with against(…), or evaluate both with confidence(…).",
                    slice);
        }
        double margin = bound instanceof NonInferior nonInferior ? nonInferior.margin() : 0;
        if (metric.direction() == Direction.CLOSER_TO_ZERO_IS_BETTER) {
            return compareDistances(slice, metric, champions, interval, margin);
        }
        boolean higher = metric.direction() == Direction.HIGHER_IS_BETTER;
        double end = higher ? interval.low() : interval.high();
        double limit = higher ? 0 - margin : margin;
        boolean passed = metric.direction().isBetter(end, limit);
        return Finding.compared(
                reported,
                passed,
                lead + metric.name() + " is " + metric.value() + where(slice) + ", the champion's "
                        + champions.value() + "; the difference has the interval [" + interval.low() + ", "
                        + interval.high() + "] (" + interval.confidence() + ", " + interval.method() + "), whose "
                        + (higher ? "lower" : "upper") + " end is " + (passed ? "" : "not ")
                        + (higher ? "above " : "below ") + limit + ".",
                slice,
                end,
                limit);
    }

    /** Where closer to 0 is better, it is no end of the interval that counts, but how far it reaches from 0 beyond the champion. */
    private Finding compareDistances(
            @Nullable Slice slice, Metric metric, Metric champions, Interval interval, double margin) {
        double further = metric.direction().mostLoss(champions.value(), interval);
        boolean passed = further < margin;
        return Finding.compared(
                reported,
                passed,
                lead + metric.name() + " is " + metric.value() + where(slice) + ", the champion's "
                        + champions.value() + "; the difference has the interval [" + interval.low() + ", "
                        + interval.high() + "] (" + interval.confidence() + ", " + interval.method()
                        + "), where it is at most " + further + " further from 0, which is " + (passed ? "" : "not ")
                        + "below " + margin + ".",
                slice,
                further,
                margin);
    }

    /** The interval from the same rows, if the evaluation was compared with the champion's predictions: then it holds the champion's very value. */
    private static Optional<Interval> paired(Evaluation rows, Metric metric, Metric champions) {
        return rows.comparisons().values().stream()
                .flatMap(comparison -> comparison.findDifference(metric.name()).stream())
                .filter(difference -> Math.abs(difference.baseline() - champions.value())
                        <= SAME * Math.max(1, Math.abs(champions.value())))
                .map(Difference::interval)
                .findFirst();
    }

    private Finding missing(String sentence, @Nullable Slice slice) {
        return Finding.missing(reported, lead.isEmpty() ? sentence : lead.strip() + ": " + sentence, slice);
    }

    private static String where(@Nullable Slice slice) {
        return slice == null ? "" : " " + slice;
    }

    private Finding compare(@Nullable Slice slice, Metric metric, Direction side, double bound, String origin) {
        boolean passed = !side.isBetter(bound, metric.value());
        String relation = switch (side) {
            case HIGHER_IS_BETTER -> passed ? ", at least " : ", below ";
            case LOWER_IS_BETTER -> passed ? ", at most " : ", above ";
            case CLOSER_TO_ZERO_IS_BETTER -> passed ? ", no further from 0 than " : ", further from 0 than ";
        };
        return Finding.compared(
                reported,
                passed,
                lead + metric.name() + " is " + metric.value() + where(slice) + relation + bound + origin + ".",
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
        return switch (direction) {
            case HIGHER_IS_BETTER -> from.subtract(change).doubleValue();
            case LOWER_IS_BETTER -> from.add(change).doubleValue();
            case CLOSER_TO_ZERO_IS_BETTER -> from.abs().add(change).doubleValue();
        };
    }
}
