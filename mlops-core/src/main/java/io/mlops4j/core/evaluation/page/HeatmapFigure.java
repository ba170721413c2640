package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Chart;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Scale;
import io.mlops4j.evaluation.Plot.Heatmap;
import java.util.ArrayList;
import java.util.List;

/** Counts over two axes, the darker the more; shades go by the square root, or few cells would hide all others. Stateless. */
final class HeatmapFigure {
    static final String STYLE = """
            svg path[class^=h]{shape-rendering:crispEdges}svg .diagonal{stroke:var(--ink);stroke-dasharray:4 3;fill:none}\
            svg .h1{fill:var(--bar);fill-opacity:.12}svg .h2{fill:var(--bar);fill-opacity:.27}svg .h3{fill:var(--bar);fill-opacity:.42}\
            svg .h4{fill:var(--bar);fill-opacity:.57}svg .h5{fill:var(--bar);fill-opacity:.72}svg .h6{fill:var(--bar);fill-opacity:.86}svg .h7{fill:var(--bar)}
            """;

    private static final int SHADES = 7;
    private static final int MOST_CELLS = 40;

    private HeatmapFigure() {}

    static void write(HtmlPage page, Heatmap heatmap, String says) {
        List<Double> across = Bins.drawable(heatmap.xEdges());
        List<Double> up = Bins.drawable(heatmap.yEdges());
        if (across.size() < 2 || up.size() < 2) {
            EvaluationPage.note(page, "There is no cell to draw.");
            return;
        }
        Grid grid = new Grid(across, up, heatmap.counts()).coarse();
        Chart chart =
                Chart.over(first(across), last(across), first(up), last(up)).axes(heatmap.x(), heatmap.y());
        double most = grid.most();
        for (int shade = 1; shade <= SHADES; shade++) {
            String cells = cells(chart, grid, shade, most);
            if (!cells.isEmpty()) {
                chart.svg().path("h" + shade, cells);
            }
        }
        if (heatmap.name().equals("actual_predicted")) {
            diagonal(chart, across, up);
        }
        page.raw(chart.markup(heatmap.title(), PlotCard.joined(says, words(heatmap, grid))));
        EvaluationPage.note(page, "The darkest cell has " + Figures.number(most) + (most == 1 ? " row." : " rows."));
    }

    /** Where both axes say the same. */
    private static void diagonal(Chart chart, List<Double> across, List<Double> up) {
        double low = Math.max(first(across), first(up));
        double high = Math.min(last(across), last(up));
        if (low < high) {
            Scale x = chart.x();
            Scale y = chart.y();
            chart.svg().line("diagonal", x.at(low), y.at(low), x.at(high), y.at(high));
        }
    }

    private static double first(List<Double> edges) {
        return edges.get(0);
    }

    private static double last(List<Double> edges) {
        return edges.get(edges.size() - 1);
    }

    /** The cells of one shade as one path, neighbours in a row as one box: thousands of shapes would make a page heavy. */
    private static String cells(Chart chart, Grid grid, int shade, double most) {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < grid.counts().size(); row++) {
            List<Double> counts = grid.counts().get(row);
            double bottom = chart.y().at(grid.up().get(row));
            double top = chart.y().at(grid.up().get(row + 1));
            int from = 0;
            while (from < counts.size()) {
                int to = from + 1;
                if (shade(counts.get(from), most) == shade) {
                    while (to < counts.size() && shade(counts.get(to), most) == shade) {
                        to++;
                    }
                    double left = chart.x().at(grid.across().get(from));
                    path.append('M')
                            .append(Figures.at(left))
                            .append(' ')
                            .append(Figures.at(top))
                            .append('H')
                            .append(Figures.at(chart.x().at(grid.across().get(to))))
                            .append('V')
                            .append(Figures.at(bottom))
                            .append('H')
                            .append(Figures.at(left))
                            .append('z');
                }
                from = to;
            }
        }
        return path.toString();
    }

    private static int shade(double count, double most) {
        return count > 0 ? Math.max(1, (int) Math.ceil(Math.sqrt(count / most) * SHADES)) : 0;
    }

    private static String words(Heatmap heatmap, Grid grid) {
        double total = 0;
        int row = 0;
        int column = 0;
        for (int i = 0; i < grid.counts().size(); i++) {
            for (int j = 0; j < grid.counts().get(i).size(); j++) {
                double count = grid.counts().get(i).get(j);
                total += count;
                if (count > grid.counts().get(row).get(column)) {
                    row = i;
                    column = j;
                }
            }
        }
        return heatmap.y() + " by " + heatmap.x() + ": " + Figures.number(total) + " rows in "
                + grid.counts().size() + " by " + (grid.across().size() - 1) + " cells, most of them where "
                + heatmap.x() + " is between " + Figures.number(grid.across().get(column)) + " and "
                + Figures.number(grid.across().get(column + 1)) + " and " + heatmap.y() + " between "
                + Figures.number(grid.up().get(row)) + " and "
                + Figures.number(grid.up().get(row + 1)) + ".";
    }

    private record Grid(List<Double> across, List<Double> up, List<List<Double>> counts) {
        double most() {
            return counts.stream()
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }

        /** Neighbouring cells together, so that at most 40 are drawn along each axis. */
        Grid coarse() {
            int wide = (across.size() - 1 + MOST_CELLS - 1) / MOST_CELLS;
            int high = (up.size() - 1 + MOST_CELLS - 1) / MOST_CELLS;
            List<Double> newAcross = every(across, wide);
            List<Double> newUp = every(up, high);
            List<List<Double>> sums = new ArrayList<>();
            for (int row = 0; row < newUp.size() - 1; row++) {
                double[] sum = new double[newAcross.size() - 1];
                for (int i = row * high; i < Math.min((row + 1) * high, counts.size()); i++) {
                    for (int j = 0; j < counts.get(i).size(); j++) {
                        sum[j / wide] += counts.get(i).get(j);
                    }
                }
                List<Double> cells = new ArrayList<>();
                for (double count : sum) {
                    cells.add(count);
                }
                sums.add(cells);
            }
            return new Grid(newAcross, newUp, sums);
        }

        private static List<Double> every(List<Double> edges, int step) {
            List<Double> kept = new ArrayList<>();
            for (int i = 0; i < edges.size() - 1; i += step) {
                kept.add(edges.get(i));
            }
            kept.add(edges.get(edges.size() - 1));
            return kept;
        }
    }
}
