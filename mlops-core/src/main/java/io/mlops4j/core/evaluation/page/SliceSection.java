package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.evaluation.page.IntervalMark.Estimate;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table a column: the slices that do worst by the metric that tells most come first, beside what holds for all rows. Stateless. */
final class SliceSection {
    static final int MOST_VALUES = 20;
    static final int MOST_COLUMNS = 12;
    static final int MOST_METRICS = 5;

    private SliceSection() {}

    static void write(HtmlPage page, Evaluation evaluation) {
        if (evaluation.slices().isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Slices</h2>\n");
        evaluation.slices().entrySet().stream()
                .limit(MOST_COLUMNS)
                .forEach(column -> card(page, evaluation, column.getKey(), column.getValue()));
        EvaluationPage.note(page, Words.leftOut(evaluation.slices().size(), MOST_COLUMNS, "columns"));
        page.raw("</section>\n");
    }

    private static void card(HtmlPage page, Evaluation whole, String column, Map<String, Evaluation> slices) {
        List<String> metrics = MetricNames.comparable(whole, slices.values());
        page.raw("<div class=\"card\"><h3>By ").text(column).raw("</h3>");
        if (metrics.isEmpty()) {
            EvaluationPage.note(page, "The slices have no metric in common with all " + Units.several(whole) + ".");
        } else {
            table(page, whole, column, slices, metrics.subList(0, Math.min(MOST_METRICS, metrics.size())));
        }
        EvaluationPage.note(page, Words.leftOut(slices.size(), MOST_VALUES, "values"));
        page.raw("</div>\n");
    }

    private static void table(
            HtmlPage page, Evaluation whole, String column, Map<String, Evaluation> slices, List<String> metrics) {
        Metric all = whole.metric(metrics.get(0));
        String name = MetricNames.title(all.name());
        List<Map.Entry<String, Evaluation>> shown =
                worstFirst(slices, all).stream().limit(MOST_VALUES).toList();
        IntervalMark mark = IntervalMark.over(
                shown.stream()
                        .flatMap(slice -> slice.getValue().findMetric(all.name()).stream())
                        .map(MetricSection::estimate),
                Optional.of(all.value()),
                "the value over all " + Units.several(whole));
        Table table = new Table(
                        page,
                        name + " of the slices by " + column + ", the worst first; over all " + Units.several(whole)
                                + " it is " + Figures.aligned(all.value()) + " (dashed)",
                        "")
                .column("Value")
                .numbers(name)
                .column("From " + mark.range())
                .column("Against all " + Units.several(whole))
                .column("Interval")
                .numbers(Units.heading(whole));
        metrics.stream().skip(1).map(MetricNames::title).forEach(table::numbers);
        for (Map.Entry<String, Evaluation> slice : shown) {
            row(table, slice.getKey(), slice.getValue(), all, mark);
            metrics.stream().skip(1).forEach(metric -> table.number(value(slice.getValue(), metric)));
        }
        table.end();
    }

    private static void row(Table table, String value, Evaluation slice, Metric all, IntervalMark mark) {
        Optional<Metric> metric = slice.findMetric(all.name());
        String judgement = metric.map(own -> judgement(own, all)).orElse("");
        table.row(value.isEmpty() ? "(empty)" : value)
                .number(value(slice, all.name()))
                .markup(
                        "mark",
                        metric.map(own -> mark.of(
                                        new Estimate(
                                                MetricNames.title(own.name()) + " where it is " + value,
                                                own.value(),
                                                own.findInterval()),
                                        judgement))
                                .orElse("–"))
                .markup("", judgement.isEmpty() ? "–" : ComparisonSection.judged(judgement))
                .unbroken(metric.flatMap(Metric::findInterval).map(Words::ends).orElse("–"))
                .number(Figures.count(slice.rows()));
    }

    static String value(Evaluation slice, String metric) {
        return slice.findMetric(metric).map(own -> Figures.aligned(own.value())).orElse("–");
    }

    /** Slices in which a metric is undefined come last, as there is nothing to see of them. */
    static List<Map.Entry<String, Evaluation>> worstFirst(Map<String, Evaluation> slices, Metric all) {
        Comparator<Double> worse =
                Comparator.<Double>comparingDouble(all.direction()::asLoss).reversed();
        return slices.entrySet().stream()
                .sorted(Comparator.comparing(
                        slice -> slice.getValue().findMetric(all.name()).map(Metric::value),
                        Comparator.comparing(value -> value.orElse(null), Comparator.nullsLast(worse))))
                .toList();
    }

    /** Whether all of a slice's interval is better or worse than the value over all rows; empty if it has no interval. */
    static String judgement(Metric slice, Metric all) {
        return slice.findInterval()
                .map(interval -> {
                    // 0 too, if it is within: where closer to 0 is better, nothing of the interval is better than that.
                    double middle = Math.max(interval.low(), Math.min(0, interval.high()));
                    Direction direction = all.direction();
                    if (direction.isBetter(interval.low(), all.value())
                            && direction.isBetter(interval.high(), all.value())) {
                        return "better";
                    }
                    return direction.isBetter(all.value(), interval.low())
                                    && direction.isBetter(all.value(), interval.high())
                                    && direction.isBetter(all.value(), middle)
                            ? "worse"
                            : "undecided";
                })
                .orElse("");
    }
}
