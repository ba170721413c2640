package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.evaluation.page.IntervalMark.Estimate;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.util.List;
import java.util.Optional;

/** All metrics. Those between 0 and 1 share a scale; the others are in units of their own, and would only share one by accident. Stateless. */
final class MetricSection {
    static final int MOST = 120;

    private MetricSection() {}

    static void write(HtmlPage page, Evaluation evaluation) {
        List<Metric> metrics =
                evaluation.metrics().values().stream().limit(MOST).toList();
        if (metrics.isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Metrics</h2>\n<div class=\"card\">");
        List<Metric> shares =
                metrics.stream().filter(metric -> estimate(metric).isShare()).toList();
        table(page, "Metrics between 0 and 1", shares, true);
        table(
                page,
                "Metrics in units of their own, each on its own scale",
                metrics.stream().filter(metric -> !shares.contains(metric)).toList(),
                false);
        EvaluationPage.note(page, Words.leftOut(evaluation.metrics().size(), metrics.size(), "metrics"));
        page.raw("</div></section>\n");
    }

    private static void table(HtmlPage page, String caption, List<Metric> metrics, boolean oneScale) {
        IntervalMark shared = IntervalMark.ofShares();
        Table table = new Table(page, caption, "")
                .column("Metric")
                .numbers("Value")
                .column(oneScale ? "On a scale from " + shared.range() : "On its own scale")
                .column("Interval")
                .column("Better is")
                .column("Method");
        for (Metric metric : metrics) {
            Estimate estimate = estimate(metric);
            IntervalMark mark =
                    oneScale ? shared : IntervalMark.over(List.of(estimate).stream(), Optional.of(0.0), "zero");
            table.row(MetricNames.title(metric.name()))
                    .number(Figures.aligned(metric.value()))
                    .markup(
                            "mark",
                            mark.of(estimate, "")
                                    + (oneScale || !Double.isFinite(metric.value())
                                            ? ""
                                            : "<span class=\"soft small\">" + HtmlPage.escape(mark.range())
                                                    + "</span>"))
                    .unbroken(metric.findInterval().map(Words::ends).orElse("–"))
                    .cell(Words.better(metric.direction()))
                    .cell(metric.findInterval().map(Interval::method).orElse("–"));
        }
        table.end();
    }

    static Estimate estimate(Metric metric) {
        return new Estimate(MetricNames.title(metric.name()), metric.value(), metric.findInterval());
    }
}
