package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Heatmap;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import io.mlops4j.evaluation.Plot.Reliability;
import io.mlops4j.evaluation.Plot.ReliabilityBin;
import io.mlops4j.evaluation.Plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as SVG. */
final class Drawings {
    private static final int SHADES = 10;
    private static final int COLOURS = 8;

    private Drawings() {}

    /** Lines with a legend; what is there to compare with is thin and dashed. */
    static String of(Curve curve) {
        List<Point> all = new ArrayList<>();
        curve.lines().forEach(line -> all.addAll(line.points()));
        boolean unit = all.stream().allMatch(p -> p.x() >= 0 && p.x() <= 1 && p.y() >= 0 && p.y() <= 1);
        Frame frame = unit
                ? new Frame(0, 1, 0, 1)
                : new Frame(
                        all.stream().mapToDouble(Point::x).min().orElse(0),
                        all.stream().mapToDouble(Point::x).max().orElse(1),
                        all.stream().mapToDouble(Point::y).min().orElse(0),
                        all.stream().mapToDouble(Point::y).max().orElse(1));
        StringBuilder words = new StringBuilder(curve.title() + ": " + curve.y() + " over " + curve.x() + ".");
        curve.lines().stream()
                .filter(line -> !line.reference())
                .forEach(line -> words.append(' ').append(words(line)));
        StringBuilder svg = frame.open(words.toString(), curve.x(), curve.y());
        int number = 0;
        for (Line line : curve.lines()) {
            svg.append("<path class=\"l ").append(kind(line, number)).append("\" d=\"");
            char command = 'M';
            for (Point point : line.points()) {
                svg.append(command)
                        .append(Figures.at(frame.x(point.x())))
                        .append(' ')
                        .append(Figures.at(frame.y(point.y())));
                command = 'L';
            }
            svg.append("\"/>");
            number += line.reference() ? 0 : 1;
        }
        return svg.append("</svg>\n").append(legend(curve.lines())).toString();
    }

    private static String kind(Line line, int number) {
        return line.reference() ? "r" : "c" + number % COLOURS;
    }

    /** A line as a few of its points. */
    private static String words(Line line) {
        StringBuilder words = new StringBuilder(line.name());
        List<Point> points = line.points();
        String lead = ": ";
        for (int quarter = 0; quarter <= 4 && !points.isEmpty(); quarter++) {
            Point point = points.get((points.size() - 1) * quarter / 4);
            words.append(lead).append(Figures.number(point.y())).append(" at ").append(Figures.number(point.x()));
            lead = ", ";
        }
        return words.append('.').toString();
    }

    private static String legend(List<Line> lines) {
        StringBuilder legend = new StringBuilder("<p class=\"legend\">");
        int number = 0;
        for (Line line : lines) {
            legend.append("<span><svg viewBox=\"0 0 22 8\" aria-hidden=\"true\"><path class=\"l ")
                    .append(kind(line, number))
                    .append("\" d=\"M1 4H21\"/></svg>")
                    .append(HtmlPage.escape(line.name()))
                    .append("</span> ");
            number += line.reference() ? 0 : 1;
        }
        return legend.append("</p>\n").toString();
    }

    /** Bars from the floor; several kinds of rows lie over each other, each with an outline of its own. */
    static String of(Bars bars) {
        List<Double> edges = bars.edges();
        double most = 0;
        for (Series series : bars.series()) {
            for (double count : series.counts()) {
                most = Math.max(most, count);
            }
        }
        Frame frame = new Frame(edges.get(0), edges.get(edges.size() - 1), 0, most);
        StringBuilder words = new StringBuilder(bars.title() + ", a histogram.");
        bars.series().forEach(series -> words.append(' ').append(words(series, edges)));
        StringBuilder svg = frame.open(words.toString(), bars.x(), "rows");
        int number = 0;
        for (Series series : bars.series()) {
            svg.append("<path class=\"a c").append(number++ % COLOURS).append("\" d=\"M");
            svg.append(Figures.at(frame.x(edges.get(0)))).append(' ').append(Figures.at(frame.floor()));
            for (int i = 0; i < series.counts().size(); i++) {
                svg.append('V').append(Figures.at(frame.y(series.counts().get(i))));
                svg.append('H').append(Figures.at(frame.x(edges.get(i + 1))));
            }
            svg.append('V').append(Figures.at(frame.floor())).append("Z\"/>");
        }
        svg.append("</svg>\n");
        return bars.series().size() == 1
                ? svg.toString()
                : svg.append(legend(bars.series().stream()
                                .map(series -> new Line(series.name(), false, List.of()))
                                .toList()))
                        .toString();
    }

    private static String words(Series series, List<Double> edges) {
        int fullest = 0;
        double sum = 0;
        for (int i = 0; i < series.counts().size(); i++) {
            sum += series.counts().get(i);
            fullest = series.counts().get(i) > series.counts().get(fullest) ? i : fullest;
        }
        return series.name() + ": " + Figures.number(sum) + " rows, most of them between "
                + Figures.number(edges.get(fullest)) + " and " + Figures.number(edges.get(fullest + 1)) + ".";
    }

    /** What came true over what was predicted, with intervals; bars at the floor show how many rows a dot stands for. */
    static String of(Reliability reliability) {
        Frame frame = new Frame(0, 1, 0, 1);
        double most = reliability.bins().stream()
                .mapToDouble(ReliabilityBin::count)
                .max()
                .orElse(1);
        StringBuilder words =
                new StringBuilder(reliability.title() + ": the share that came true over the predicted probability.");
        for (ReliabilityBin bin : reliability.bins()) {
            words.append(' ')
                    .append(Figures.number(bin.observed()))
                    .append(" at ")
                    .append(Figures.number(bin.predicted()))
                    .append(" (")
                    .append(Figures.number(bin.count()))
                    .append(" rows).");
        }
        StringBuilder svg = frame.open(words.toString(), "predicted probability", "share that came true");
        svg.append("<path class=\"l r\" d=\"M")
                .append(Figures.at(frame.x(0)))
                .append(' ')
                .append(Figures.at(frame.y(0)));
        svg.append('L')
                .append(Figures.at(frame.x(1)))
                .append(' ')
                .append(Figures.at(frame.y(1)))
                .append("\"/>");
        for (ReliabilityBin bin : reliability.bins()) {
            String x = Figures.at(frame.x(bin.predicted()));
            svg.append("<path class=\"n\" d=\"M").append(x).append(' ').append(Figures.at(frame.floor()));
            svg.append('V')
                    .append(Figures.at(frame.y(0.12 * bin.count() / most)))
                    .append("\"/>");
            svg.append("<path class=\"l c0\" d=\"M")
                    .append(x)
                    .append(' ')
                    .append(Figures.at(frame.y(bin.interval().low())));
            svg.append('V').append(Figures.at(frame.y(bin.interval().high()))).append("\"/>");
            svg.append("<circle class=\"d\" r=\"3.5\" cx=\"").append(x).append("\" cy=\"");
            svg.append(Figures.at(frame.y(bin.observed()))).append("\"/>");
        }
        return svg.append("</svg>\n")
                .append(
                        "<p class=\"legend\">Dots: share that came true, with intervals. Bars: how many rows. Dashed: perfect.</p>\n")
                .toString();
    }

    /** Counts as shaded cells; where both axes are the same, with their diagonal. */
    static String of(Heatmap heatmap) {
        List<Double> xEdges = heatmap.xEdges();
        List<Double> yEdges = heatmap.yEdges();
        double lowX = xEdges.get(0);
        double highX = xEdges.get(xEdges.size() - 1);
        double lowY = yEdges.get(0);
        double highY = yEdges.get(yEdges.size() - 1);
        Frame frame = new Frame(lowX, highX, lowY, highY);
        double most = 0;
        int cells = 0;
        for (List<Double> row : heatmap.counts()) {
            for (double count : row) {
                most = Math.max(most, count);
                cells += count > 0 ? 1 : 0;
            }
        }
        StringBuilder svg = frame.open(
                String.format(
                        Locale.ROOT,
                        "%s: how many rows lie where, %s from %s to %s over %s from %s to %s; %d cells have rows, the fullest has %s.",
                        heatmap.title(),
                        heatmap.y(),
                        Figures.number(lowY),
                        Figures.number(highY),
                        heatmap.x(),
                        Figures.number(lowX),
                        Figures.number(highX),
                        cells,
                        Figures.number(most)),
                heatmap.x(),
                heatmap.y());
        // By logarithm: a scatter has few full cells and many of one row.
        double scale = Math.log1p(most);
        for (int shade = 1; shade <= SHADES; shade++) {
            StringBuilder cellsOfShade = new StringBuilder();
            for (int row = 0; row < heatmap.counts().size(); row++) {
                for (int column = 0; column < xEdges.size() - 1; column++) {
                    double count = heatmap.counts().get(row).get(column);
                    if (count > 0 && (int) Math.ceil(SHADES * Math.log1p(count) / scale) == shade) {
                        cellsOfShade
                                .append('M')
                                .append(Figures.at(frame.x(xEdges.get(column))))
                                .append(' ')
                                .append(Figures.at(frame.y(yEdges.get(row))))
                                .append('H')
                                .append(Figures.at(frame.x(xEdges.get(column + 1))))
                                .append('V')
                                .append(Figures.at(frame.y(yEdges.get(row + 1))))
                                .append('H')
                                .append(Figures.at(frame.x(xEdges.get(column))))
                                .append('Z');
                    }
                }
            }
            if (!cellsOfShade.isEmpty()) {
                svg.append("<path class=\"b\" fill-opacity=\"").append(Figures.at(shade / (double) SHADES));
                svg.append("\" d=\"").append(cellsOfShade).append("\"/>");
            }
        }
        boolean same = xEdges.equals(yEdges);
        double low = Math.max(lowX, lowY);
        double high = Math.min(highX, highY);
        boolean aroundZero = lowY < 0 && highY > 0;
        if (same || aroundZero) {
            svg.append("<path class=\"l r\" d=\"M")
                    .append(Figures.at(frame.x(same ? low : lowX)))
                    .append(' ');
            svg.append(Figures.at(frame.y(same ? low : 0)))
                    .append('L')
                    .append(Figures.at(frame.x(same ? high : highX)));
            svg.append(' ').append(Figures.at(frame.y(same ? high : 0))).append("\"/>");
        }
        return svg.append("</svg>\n")
                .append("<p class=\"legend\">The darker, the more rows.")
                .append(same ? " Dashed: equal." : aroundZero ? " Dashed: 0." : "")
                .append("</p>\n")
                .toString();
    }

    /** Whether a figure is drawn, and not a table. */
    static boolean isDrawn(Plot plot) {
        return !(plot instanceof Plot.Confusion);
    }

    static String of(Plot plot) {
        if (plot instanceof Curve curve) {
            return of(curve);
        } else if (plot instanceof Bars bars) {
            return of(bars);
        } else if (plot instanceof Reliability reliability) {
            return of(reliability);
        } else if (plot instanceof Heatmap heatmap) {
            return of(heatmap);
        }
        return "";
    }
}
