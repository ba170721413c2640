package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Sentences that the page and the Markdown share. Stateless. */
final class Words {
    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

    private Words() {}

    /** What was evaluated: {@code Binary classification on 1 461 rows, 95 % intervals, threshold 0.5.} */
    static String verdict(Evaluation evaluation) {
        List<String> parts = new ArrayList<>();
        boolean intervals = evaluation.metrics().values().stream()
                .anyMatch(metric -> metric.findInterval().isPresent());
        parts.add(MetricNames.task(evaluation.task()) + " on " + Units.counted(evaluation));
        parts.add(intervals ? Figures.percent(evaluation.confidence()) + " intervals" : "no intervals");
        evaluation.settings().forEach((name, value) -> parts.add(name.replace('_', ' ') + " " + shortened(value)));
        return String.join(", ", parts) + ".";
    }

    /** A setting as it is read: a fraction with four digits, anything else as it is. */
    private static String shortened(String setting) {
        return FRACTION.matcher(setting).matches() ? Figures.number(Double.parseDouble(setting)) : setting;
    }

    /** Who is better: {@code Against 'champion': better in 3, worse in 0, undecided in 5 of 8 metrics.} */
    static String verdict(Comparison comparison, String several) {
        return "Against '" + comparison.baseline() + "' on " + Figures.count(comparison.rows()) + " " + several
                + ": better in "
                + count(comparison, Difference::better) + ", worse in " + count(comparison, Difference::worse)
                + ", undecided in " + count(comparison, difference -> !difference.better() && !difference.worse())
                + " of " + comparison.differences().size() + " metrics.";
    }

    private static long count(Comparison comparison, Predicate<Difference> which) {
        return comparison.differences().stream().filter(which).count();
    }

    /** Whether the interval of a difference lies on one side of 0. */
    static String judgement(Difference difference) {
        return difference.better() ? "better" : difference.worse() ? "worse" : "undecided";
    }

    /** Which values are better: {@code higher}. */
    static String better(Direction direction) {
        return switch (direction) {
            case HIGHER_IS_BETTER -> "higher";
            case LOWER_IS_BETTER -> "lower";
            case CLOSER_TO_ZERO_IS_BETTER -> "closer to 0";
        };
    }

    /** The ends of an interval: {@code 0.91 to 0.95}. */
    static String ends(Interval interval) {
        return Figures.aligned(interval.low()) + " to " + Figures.aligned(interval.high());
    }

    /** The ends of an interval on the numbers' own precision, with a sign: {@code +0.01}. */
    static String signed(double value) {
        return value > 0 ? "+" + Figures.aligned(value) : Figures.aligned(value);
    }

    /** A p-value: {@code <0.001}, {@code 0.03}. */
    static String chance(double p) {
        return p < 0.001 ? "<0.001" : Figures.number(Math.round(p * 1000) / 1000.0);
    }

    /** How many of several are not shown, which a page says where it is so: {@code 12 of 32 values are left out.} */
    static String leftOut(int all, int shown, String plural) {
        int rest = all - shown;
        return rest <= 0
                ? ""
                : Figures.count(rest) + " of " + Figures.count(all) + " " + plural + (rest == 1 ? " is" : " are")
                        + " left out.";
    }
}
