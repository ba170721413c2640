package io.mlops4j.core.evaluation.page;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Confusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An evaluation as a page. Stateless. */
public final class EvaluationPage {
    /** Three hues that differ in lightness too, and dashes, so that no line is told by its colour alone. */
    private static final String STYLE = """
            caption{text-align:left;font-weight:600;color:var(--ink);padding:14px 0 4px}
            svg .g{stroke:var(--line);fill:none}svg .m{text-anchor:middle}
            svg .l{fill:none;stroke-width:2;stroke-linejoin:round;stroke:var(--ink)}
            svg .r{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 3}
            svg .n{stroke:var(--bar);stroke-width:6;opacity:.35}
            svg .d{fill:var(--bar)}
            svg .a{fill-opacity:.3;stroke-width:1.5}
            svg .c0{stroke:var(--bar)}svg .a.c0{fill:var(--bar)}
            svg .c1{stroke:var(--bar2);stroke-dasharray:7 3}svg .a.c1{fill:var(--bar2);stroke-dasharray:none}
            svg .c2{stroke:var(--ink);stroke-dasharray:2 2}svg .a.c2{fill:var(--ink)}
            svg .c3{stroke:var(--bar);stroke-dasharray:10 3 2 3}svg .c4{stroke:var(--bar2);stroke-dasharray:3 3}
            svg .c5{stroke:var(--ink);stroke-dasharray:9 4}svg .c6{stroke:var(--bar);stroke-dasharray:5 2}svg .c7{stroke:var(--bar2)}
            svg.w{width:140px;height:16px;margin:2px 0;display:block}
            .legend{font-size:12px;color:var(--soft);margin:0}
            .legend span{white-space:nowrap;margin-right:12px}
            .legend svg{display:inline-block;width:22px;height:8px;margin:0 5px 0 0}
            .t td,.t th{padding-right:16px}
            .matrix{width:auto}.matrix td,.matrix th{padding:5px 10px}
            .verdict{font-weight:600}
            @media print{.grid{grid-template-columns:1fr 1fr}h2{break-after:avoid}table{break-inside:avoid}}
            """;

    private final HtmlPage page;
    private final Evaluation evaluation;

    private EvaluationPage(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.page = new HtmlPage(title(evaluation)).style(STYLE);
    }

    private static String title(Evaluation evaluation) {
        String task = evaluation.task();
        return (task.isEmpty() ? "" : task.substring(0, 1).toUpperCase(Locale.ROOT) + task.substring(1))
                + " evaluation";
    }

    /** The page. */
    public static String html(Evaluation evaluation) {
        return new EvaluationPage(evaluation).write();
    }

    private String write() {
        page.raw("<p class=\"soft\">").text(Wording.subject(evaluation)).raw("</p>\n");
        headline();
        warnings();
        evaluation.comparisons().values().forEach(this::comparison);
        metrics();
        plots();
        SliceTables slices = new SliceTables(page, evaluation);
        evaluation.findWeakSlices().ifPresent(slices::weak);
        slices.write();
        fairness();
        return page.html();
    }

    private void headline() {
        List<Metric> key = Wording.keyMetrics(evaluation);
        if (key.isEmpty()) {
            return;
        }
        page.raw("<ul class=\"figures\">");
        for (Metric metric : key) {
            page.raw("<li><b>")
                    .text(Figures.number(metric.value()))
                    .raw("</b>")
                    .text(metric.name())
                    .raw("<br/><span class=\"soft small\">")
                    .text(Wording.interval(metric))
                    .raw("</span></li>");
        }
        page.raw("</ul>\n");
    }

    private void warnings() {
        if (!evaluation.warnings().isEmpty()) {
            page.raw("<h2>To bear in mind</h2>\n<ul class=\"notes\">");
            evaluation
                    .warnings()
                    .forEach(warning -> page.raw("<li>").text(warning).raw("</li>"));
            page.raw("</ul>\n");
        }
    }

    private void comparison(Comparison comparison) {
        Whiskers whiskers = new Whiskers();
        whiskers.reach(0);
        page.raw("<h2>")
                .text("Compared with " + comparison.baseline())
                .raw("</h2>\n<p class=\"soft small\">")
                .text("On the same " + Figures.count(comparison.rows())
                        + " rows. Undecided means that the interval of the difference holds 0.")
                .raw("</p>\n<div class=\"scroll\"><table class=\"t\"><caption>")
                .text("differences from " + comparison.baseline())
                .raw(
                        "</caption><thead><tr><th scope=\"col\">metric</th><th class=\"n\" scope=\"col\">this</th><th class=\"n\" scope=\"col\">")
                .text(comparison.baseline())
                .raw(
                        "</th><th class=\"n\" scope=\"col\">difference</th><th scope=\"col\">interval</th><th scope=\"col\">verdict</th>")
                .raw(
                        "<th class=\"n\" scope=\"col\">p</th><th scope=\"col\">effect</th><th scope=\"col\">by</th></tr></thead><tbody>\n");
        comparison.differences().forEach(this::difference);
        page.raw("</tbody></table></div>\n");
    }

    private void difference(Difference difference) {
        page.raw("<tr><th scope=\"row\">")
                .text(difference.metric())
                .raw("</th><td class=\"n\">")
                .text(Figures.number(difference.value()))
                .raw("</td><td class=\"n\">")
                .text(Figures.number(difference.baseline()))
                .raw("</td><td class=\"n\">")
                .text(Figures.number(difference.difference()))
                .raw("</td><td>")
                .text(Wording.interval(difference.interval()))
                .raw("</td><td class=\"verdict\">")
                .text(Wording.verdict(difference))
                .raw("</td><td class=\"n\">")
                .text(Wording.pValue(difference.pValue()))
                .raw("</td><td>")
                .text(difference
                        .effect()
                        .map(effect -> effect.name() + " " + Figures.number(effect.value()) + " "
                                + Wording.interval(effect.interval()))
                        .orElse("–"))
                .raw("</td><td>")
                .text(difference.test())
                .raw("</td></tr>\n");
    }

    private void metrics() {
        if (evaluation.metrics().isEmpty()) {
            return;
        }
        page.raw(
                        "<h2>Metrics</h2>\n<div class=\"scroll\"><table class=\"t\"><caption>all metrics, over all rows</caption><thead><tr>")
                .raw(
                        "<th scope=\"col\">metric</th><th class=\"n\" scope=\"col\">value</th><th scope=\"col\">interval</th>")
                .raw(
                        "<th scope=\"col\">0 to 1</th><th scope=\"col\">better</th><th scope=\"col\">interval by</th></tr></thead><tbody>\n");
        Whiskers unit = new Whiskers();
        unit.reach(0);
        unit.reach(1);
        for (Metric metric : evaluation.metrics().values()) {
            boolean inside = metric.value() >= 0 && metric.value() <= 1;
            page.raw("<tr><th scope=\"row\">")
                    .text(metric.name())
                    .raw("</th><td class=\"n\">")
                    .text(Figures.number(metric.value()))
                    .raw("</td><td>")
                    .text(Wording.interval(metric))
                    .raw("</td><td>")
                    .raw(inside ? unit.draw(metric.value(), metric.findInterval(), Double.NaN) : "")
                    .raw("</td><td>")
                    .text(metric.direction() == Direction.HIGHER_IS_BETTER ? "higher" : "lower")
                    .raw("</td><td>")
                    .text(metric.findInterval()
                            .map(interval -> interval.method())
                            .orElse("–"))
                    .raw("</td></tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }

    private void plots() {
        for (Plot plot : evaluation.plots()) {
            if (plot instanceof Confusion confusion) {
                page.raw("<h2>").text(confusion.title()).raw("</h2>\n");
                ConfusionTable.write(page, confusion);
            }
        }
        List<Plot> drawn = evaluation.plots().stream().filter(Drawings::isDrawn).toList();
        if (drawn.isEmpty()) {
            return;
        }
        page.raw("<h2>Figures</h2>\n<div class=\"grid\">\n");
        for (Plot plot : drawn) {
            page.raw("<section class=\"card\"><h3>")
                    .text(plot.title())
                    .raw("</h3>")
                    .raw(Drawings.of(plot))
                    .raw("</section>\n");
        }
        page.raw("</div>\n");
    }

    private void fairness() {
        List<Fairness> compared = new ArrayList<>();
        for (String column : evaluation.slices().keySet()) {
            fairness(column).filter(FairnessTables::isShown).ifPresent(compared::add);
        }
        if (!compared.isEmpty()) {
            page.raw("<h2>Fairness</h2>\n");
            compared.forEach(fairness -> FairnessTables.write(page, fairness));
        }
    }

    private Optional<Fairness> fairness(String column) {
        if (!evaluation.task().equals("binary")) {
            return Optional.empty();
        }
        try {
            return Optional.of(evaluation.fairness(column));
        } catch (InvalidInput e) {
            // The slices of this column are not groups that can be compared, and the tables above show them.
            return Optional.empty();
        }
    }
}
