package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.SliceSearchResult;
import io.mlops4j.evaluation.WeakSlice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of slices: those of each column, the worst first, and those that a search found. */
final class SliceTables {
    private static final int MOST = 30;

    private final HtmlPage page;
    private final Evaluation evaluation;
    private final List<Metric> shown;

    SliceTables(HtmlPage page, Evaluation evaluation) {
        this.page = page;
        this.evaluation = evaluation;
        this.shown = Wording.keyMetrics(evaluation);
    }

    void write() {
        if (evaluation.slices().isEmpty() || shown.isEmpty()) {
            return;
        }
        page.raw("<h2>Slices</h2>\n");
        evaluation.slices().forEach(this::column);
    }

    private void column(String column, Map<String, Evaluation> values) {
        Metric main = shown.get(0);
        List<Map.Entry<String, Evaluation>> order = values.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> badness(entry.getValue(), main)))
                .limit(MOST)
                .toList();
        Whiskers whiskers = new Whiskers();
        whiskers.reach(main.value(), main.findInterval());
        order.forEach(entry -> entry.getValue()
                .findMetric(main.name())
                .ifPresent(metric -> whiskers.reach(metric.value(), metric.findInterval())));
        page.raw("<div class=\"scroll\"><table class=\"t\"><caption>")
                .text(column)
                .raw("</caption><thead><tr><th scope=\"col\">")
                .text(column)
                .raw("</th><th class=\"n\" scope=\"col\">rows</th>");
        shown.forEach(metric ->
                page.raw("<th class=\"n\" scope=\"col\">").text(metric.name()).raw("</th>"));
        page.raw("<th scope=\"col\">").text(main.name() + ", dashed: all rows").raw("</th></tr></thead><tbody>\n");
        order.forEach(entry -> row(entry.getKey(), entry.getValue(), main, whiskers));
        page.raw("</tbody></table></div>\n");
        if (values.size() > order.size()) {
            page.raw("<p class=\"soft small\">")
                    .text("The worst " + order.size() + " of " + values.size() + " by " + main.name() + "; "
                            + (values.size() - order.size()) + " more are in the JSON.")
                    .raw("</p>\n");
        }
    }

    private static double badness(Evaluation slice, Metric main) {
        Optional<Metric> metric = slice.findMetric(main.name());
        if (metric.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double value = metric.get().value();
        return main.direction() == Direction.HIGHER_IS_BETTER ? value : -value;
    }

    private void row(String value, Evaluation slice, Metric main, Whiskers whiskers) {
        page.raw("<tr><th scope=\"row\">")
                .text(value.isEmpty() ? "(empty)" : value)
                .raw("</th><td class=\"n\">" + Figures.count(slice.rows()) + "</td>");
        for (Metric metric : shown) {
            page.raw("<td class=\"n\">")
                    .text(slice.findMetric(metric.name())
                            .map(m -> Figures.number(m.value()))
                            .orElse("–"))
                    .raw("</td>");
        }
        page.raw("<td>")
                .raw(slice.findMetric(main.name())
                        .map(metric -> whiskers.draw(metric.value(), metric.findInterval(), main.value()))
                        .orElse("–"))
                .raw("</td></tr>\n");
    }

    /** What a search found. */
    void weak(SliceSearchResult found) {
        page.raw("<h2>Where it does worst</h2>\n<p>")
                .text("Of " + Figures.count(found.examined()) + " slices, compared by " + found.loss()
                        + " (overall " + Figures.number(found.overall()) + "), "
                        + (found.slices().isEmpty()
                                ? "none is worse than the rest beyond chance."
                                : "these are worse than the rest beyond chance:"))
                .raw("</p>\n");
        if (found.slices().isEmpty()) {
            return;
        }
        page.raw(
                        "<div class=\"scroll\"><table class=\"t\"><caption>the worst slices</caption><thead><tr><th scope=\"col\">rows where</th>")
                .raw("<th class=\"n\" scope=\"col\">rows</th><th class=\"n\" scope=\"col\">their loss</th>")
                .raw("<th class=\"n\" scope=\"col\">the others’</th><th class=\"n\" scope=\"col\">effect</th>")
                .raw("<th class=\"n\" scope=\"col\">p, corrected</th></tr></thead><tbody>\n");
        for (WeakSlice slice : found.slices()) {
            page.raw("<tr><th scope=\"row\">")
                    .text(slice.describe())
                    .raw("</th><td class=\"n\">" + Figures.count(slice.rows()) + "</td><td class=\"n\">")
                    .text(Figures.number(slice.loss()))
                    .raw("</td><td class=\"n\">")
                    .text(Figures.number(slice.rest()))
                    .raw("</td><td class=\"n\">")
                    .text(Figures.number(slice.effect()))
                    .raw("</td><td class=\"n\">")
                    .text(Wording.pValue(slice.pValue()))
                    .raw("</td></tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }
}
