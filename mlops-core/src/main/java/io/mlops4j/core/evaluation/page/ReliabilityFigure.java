package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Chart;
import io.mlops4j.core.page.Chart.Spot;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Svg;
import io.mlops4j.evaluation.Plot.Reliability;
import io.mlops4j.evaluation.Plot.ReliabilityBin;
import java.util.List;

/** Predicted probabilities beside what came true, with how many rows each dot is of in bars below. Stateless. */
final class ReliabilityFigure {
    private static final int MOST_BINS = 60;
    private static final double STRIP = 306;
    private static final double STRIP_HEIGHT = 36;

    private ReliabilityFigure() {}

    static void write(HtmlPage page, Reliability reliability, String says) {
        List<ReliabilityBin> bins = reliability.bins().stream().limit(MOST_BINS).toList();
        if (bins.isEmpty()) {
            EvaluationPage.note(page, "There is no bin to draw.");
            return;
        }
        Chart chart = Chart.over(0, 1, 0, 1).axes("Predicted probability", "Share that came true");
        chart.reference("As predicted", List.of(new Spot(0, 0), new Spot(1, 1)));
        Svg svg = chart.svg();
        double most = bins.stream().mapToDouble(ReliabilityBin::count).max().orElse(1);
        for (ReliabilityBin bin : bins) {
            double x = chart.x().at(bin.predicted());
            svg.begin("r0", words(bin));
            svg.line(
                    "l",
                    x,
                    chart.y().at(bin.interval().low()),
                    x,
                    chart.y().at(bin.interval().high()));
            svg.dot("f0", x, chart.y().at(bin.observed()), 3.5);
            double height = Math.max(1, bin.count() / most * STRIP_HEIGHT);
            svg.box("f1", x - 4, STRIP - height, 8, height).end();
        }
        svg.line("a", chart.x().from(), STRIP, chart.x().to(), STRIP);
        svg.text(
                "",
                chart.x().from(),
                STRIP + 15,
                "Rows of each dot, at most " + Figures.number(most) + "; dashed: as predicted");
        page.raw(svg.markup(STRIP + 22, reliability.title(), PlotCard.joined(says, words(bins))));
        EvaluationPage.note(page, Words.leftOut(reliability.bins().size(), MOST_BINS, "bins"));
    }

    private static String words(ReliabilityBin bin) {
        return "Predicted " + Figures.number(bin.predicted()) + ", came true " + Figures.number(bin.observed()) + " ("
                + Words.ends(bin.interval()) + "), " + Figures.number(bin.count()) + " rows";
    }

    private static String words(List<ReliabilityBin> bins) {
        ReliabilityBin farthest = bins.get(0);
        long within = 0;
        for (ReliabilityBin bin : bins) {
            farthest = distance(bin) > distance(farthest) ? bin : farthest;
            within += bin.interval().contains(bin.predicted()) ? 1 : 0;
        }
        return bins.size() + (bins.size() == 1 ? " bin" : " bins") + " of predicted probabilities; in " + within
                + " of them the prediction lies within the interval of what came true. The farthest: "
                + words(farthest) + ".";
    }

    private static double distance(ReliabilityBin bin) {
        return Math.abs(bin.predicted() - bin.observed());
    }
}
