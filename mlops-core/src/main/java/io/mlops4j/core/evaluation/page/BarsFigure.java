package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Chart;
import io.mlops4j.core.page.Chart.Spot;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * A histogram. Several kinds of rows are drawn as shares of their kind, as a rare one would not be seen beside a frequent one: side by side
 * up to three, as outlines if more. Stateless.
 */
final class BarsFigure {
    private static final int MOST_SERIES = 8;
    private static final int SIDE_BY_SIDE = 3;
    private static final int MOST_BINS = 120;

    private final List<Double> edges;
    private final List<Series> series;
    private final boolean shares;

    private BarsFigure(List<Double> edges, List<Series> series) {
        this.edges = edges;
        this.series = series;
        this.shares = series.size() > 1;
    }

    static void write(HtmlPage page, Bars bars) {
        List<Double> edges = Bins.drawable(bars.edges());
        List<Series> series = bars.series().stream().limit(MOST_SERIES).toList();
        if (edges.size() < 2 || series.isEmpty()) {
            EvaluationPage.note(page, "There is no bin to draw.");
            return;
        }
        page.raw(new BarsFigure(edges, series).draw(bars));
        EvaluationPage.note(page, Words.leftOut(bars.series().size(), MOST_SERIES, "kinds of rows"));
        EvaluationPage.note(page, Words.leftOut(bars.edges().size() - 1, MOST_BINS, "bins"));
    }

    private String draw(Bars bars) {
        double highest = 0;
        for (Series one : series) {
            for (int bin = 0; bin < bins(); bin++) {
                highest = Math.max(highest, height(one, bin));
            }
        }
        Chart chart = Chart.within(edges.get(0), edges.get(bins()), 0, highest == 0 ? 1 : highest)
                .axes(bars.x(), shares ? "Share of the rows of a kind" : "Rows");
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            String name = one.name() + " (" + Figures.number(total(one)) + ")";
            if (series.size() > SIDE_BY_SIDE) {
                chart.line(i, name, outline(one));
            } else {
                boxes(chart, i);
                chart.boxes(i, name);
            }
        }
        return chart.markup(bars.title(), words(bars));
    }

    private int bins() {
        return Math.min(edges.size() - 1, MOST_BINS);
    }

    private double height(Series one, int bin) {
        double count = one.counts().get(bin);
        double total = total(one);
        return !shares ? count : total > 0 ? count / total : 0;
    }

    private static double total(Series one) {
        return one.counts().stream().mapToDouble(Double::doubleValue).sum();
    }

    private void boxes(Chart chart, int number) {
        for (int bin = 0; bin < bins(); bin++) {
            double height = height(series.get(number), bin);
            if (height > 0) {
                double width = (edges.get(bin + 1) - edges.get(bin)) * 0.92;
                double left = edges.get(bin) + width * 0.04 + width * number / series.size();
                chart.box(number, left, left + width / series.size(), 0, height);
            }
        }
    }

    private List<Spot> outline(Series one) {
        List<Spot> spots = new ArrayList<>();
        for (int bin = 0; bin < bins(); bin++) {
            spots.add(new Spot(edges.get(bin), height(one, bin)));
            spots.add(new Spot(edges.get(bin + 1), height(one, bin)));
        }
        return spots;
    }

    private String words(Bars bars) {
        StringBuilder words = new StringBuilder("Rows by ")
                .append(bars.x())
                .append(", ")
                .append(bins())
                .append(" bins from ")
                .append(Figures.number(edges.get(0)))
                .append(" to ")
                .append(Figures.number(edges.get(bins())))
                .append(".");
        for (Series one : series) {
            int most = 0;
            for (int bin = 1; bin < bins(); bin++) {
                most = one.counts().get(bin) > one.counts().get(most) ? bin : most;
            }
            words.append(" ")
                    .append(one.name())
                    .append(": ")
                    .append(Figures.number(total(one)))
                    .append(" rows, most of them between ")
                    .append(Figures.number(edges.get(most)))
                    .append(" and ")
                    .append(Figures.number(edges.get(most + 1)))
                    .append(".");
        }
        return words.toString();
    }
}
