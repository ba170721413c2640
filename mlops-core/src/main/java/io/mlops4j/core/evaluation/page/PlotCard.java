package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Heatmap;
import io.mlops4j.evaluation.Plot.Reliability;

/** A figure in its frame, with the metric that says most about it. Stateless. */
final class PlotCard {
    private static final int FEW_CLASSES = 4;

    private PlotCard() {}

    static void write(HtmlPage page, Plot plot, Evaluation evaluation) {
        String says =
                MetricNames.of(plot.name(), evaluation).map(PlotCard::sentence).orElse("");
        page.raw(isWide(plot) ? "<section class=\"card wide\"><h3>" : "<section class=\"card\"><h3>")
                .text(plot.title())
                .raw("</h3>");
        EvaluationPage.note(page, says);
        if (plot instanceof Curve curve) {
            CurveFigure.write(page, curve, says);
        } else if (plot instanceof Bars bars) {
            BarsFigure.write(page, bars);
        } else if (plot instanceof Confusion confusion) {
            ConfusionTable.write(page, confusion);
        } else if (plot instanceof Reliability reliability) {
            ReliabilityFigure.write(page, reliability, says);
        } else if (plot instanceof Heatmap heatmap) {
            HeatmapFigure.write(page, heatmap, says);
        }
        page.raw("</section>\n");
    }

    static boolean isWide(Plot plot) {
        return plot instanceof Confusion confusion && confusion.classes().size() > FEW_CLASSES;
    }

    private static String sentence(Metric metric) {
        return MetricNames.title(metric.name()) + " " + Figures.aligned(metric.value())
                + metric.findInterval()
                        .map(interval -> " (" + Words.ends(interval) + ")")
                        .orElse("")
                + ".";
    }

    /** Two sentences of which the first may be missing. */
    static String joined(String first, String second) {
        return first.isEmpty() ? second : first + " " + second;
    }
}
