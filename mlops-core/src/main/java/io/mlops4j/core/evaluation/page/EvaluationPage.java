package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Chart;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Palette;
import io.mlops4j.core.page.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Plot;
import java.util.Comparator;
import java.util.List;

/** An evaluation as a page: what is most important first, of bounded size. Stateless. */
public final class EvaluationPage {
    static final int MOST_WARNINGS = 40;
    private static final int MOST_PLOTS = 40;

    private static final String STYLE = """
            :root{--good:#14713f;--bad:#b3261e}
            @media screen and (prefers-color-scheme:dark){:root{--good:#63cc92;--bad:#f2857d}}
            .verdict{font-size:17px;margin:2px 0 0;max-width:70ch}.judged{white-space:nowrap;font-weight:600}.judged.better{color:var(--good)}.judged.worse{color:var(--bad)}
            .grid{grid-template-columns:repeat(auto-fill,minmax(min(340px,100%),1fr))}.card.wide{grid-column:1/-1}.card+.card{margin-top:0}
            svg.chart{max-width:520px}section.part{margin-top:28px}section.part>.card{margin-top:12px}.part h3{margin-bottom:2px}ul.notes{overflow-wrap:anywhere}
            @media print{section.part>h2{break-after:avoid}.grid{grid-template-columns:1fr 1fr}td,circle,rect,path{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
            """;

    private EvaluationPage() {}

    /** The page, which is well-formed XML too. */
    public static String html(Evaluation evaluation) {
        HtmlPage page = new HtmlPage("Evaluation: " + MetricNames.task(evaluation.task()))
                .style(Palette.STYLE)
                .style(Chart.STYLE)
                .style(Table.STYLE)
                .style(STYLE)
                .style(IntervalMark.STYLE)
                .style(ConfusionTable.STYLE)
                .style(HeatmapFigure.STYLE);
        verdict(page, evaluation);
        MetricSection.write(page, evaluation);
        warnings(page, evaluation.warnings());
        ComparisonSection.write(page, evaluation);
        plots(page, evaluation);
        SliceSection.write(page, evaluation);
        WeakSliceSection.write(page, evaluation);
        FairnessSection.write(page, evaluation);
        return page.html();
    }

    private static void verdict(HtmlPage page, Evaluation evaluation) {
        page.raw("<p class=\"verdict\">").text(Words.verdict(evaluation)).raw("</p>\n");
        evaluation
                .comparisons()
                .values()
                .forEach(comparison -> page.raw("<p>")
                        .text(Words.verdict(comparison, Units.several(evaluation)))
                        .raw("</p>\n"));
        page.raw("<ul class=\"figures\">");
        MetricNames.headline(evaluation).ifPresent(metric -> {
            page.raw("<li><b>").text(Figures.aligned(metric.value())).raw("</b>");
            page.text(MetricNames.title(metric.name())
                            + metric.findInterval()
                                    .map(interval -> ", " + Words.ends(interval))
                                    .orElse(""))
                    .raw("</li>");
        });
        figure(page, evaluation.rows(), Units.of(evaluation));
        int slices = evaluation.slices().values().stream()
                .mapToInt(values -> values.size())
                .sum();
        if (slices > 0) {
            figure(page, slices, slices == 1 ? "slice" : "slices");
        }
        evaluation
                .findWeakSlices()
                .ifPresent(found ->
                        figure(page, found.slices().size(), found.slices().size() == 1 ? "weak slice" : "weak slices"));
        if (!evaluation.warnings().isEmpty()) {
            int warnings = evaluation.warnings().size();
            figure(page, warnings, warnings == 1 ? "warning" : "warnings");
        }
        page.raw("</ul>\n");
    }

    private static void figure(HtmlPage page, long count, String what) {
        page.raw("<li><b>").text(Figures.count(count)).raw("</b>").text(what).raw("</li>");
    }

    private static void warnings(HtmlPage page, List<String> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Warnings</h2>\n<ul class=\"notes\">");
        warnings.stream()
                .limit(MOST_WARNINGS)
                .forEach(warning -> page.raw("<li>").text(warning).raw("</li>"));
        if (warnings.size() > MOST_WARNINGS) {
            page.raw("<li>")
                    .text(Words.leftOut(warnings.size(), MOST_WARNINGS, "warnings"))
                    .raw("</li>");
        }
        page.raw("</ul></section>\n");
    }

    private static void plots(HtmlPage page, Evaluation evaluation) {
        List<Plot> plots = evaluation.plots();
        if (plots.isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Figures</h2>\n<div class=\"grid\">\n");
        // Wide ones come last: between the others they would leave holes.
        plots.stream()
                .limit(MOST_PLOTS)
                .sorted(Comparator.comparing(PlotCard::isWide))
                .forEach(plot -> PlotCard.write(page, plot, evaluation));
        page.raw("</div>\n");
        note(page, Words.leftOut(plots.size(), MOST_PLOTS, "figures"));
        page.raw("</section>\n");
    }

    /** A sentence below what it is about; an empty one is not there. */
    static void note(HtmlPage page, String sentence) {
        if (!sentence.isEmpty()) {
            page.raw("<p class=\"soft small\">").text(sentence).raw("</p>\n");
        }
    }
}
