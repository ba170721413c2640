package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Chart;
import io.mlops4j.core.page.Chart.Spot;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Lines over two axes. Stateless. */
final class CurveFigure {
    static final int MOST_LINES = 12;
    private static final int MOST_REFERENCES = 3;
    private static final double NARROW = 0.2;

    private CurveFigure() {}

    static void write(HtmlPage page, Curve curve, String says) {
        List<Line> lines = shown(curve);
        List<Point> points = lines.stream()
                .flatMap(line -> line.points().stream())
                .filter(CurveFigure::isFinite)
                .toList();
        if (points.isEmpty()) {
            EvaluationPage.note(page, "There is no point to draw.");
            return;
        }
        double[] across = range(points, Point::x);
        double[] up = range(points, Point::y);
        Chart chart = Chart.over(across[0], across[1], up[0], up[1]).axes(curve.x(), curve.y());
        // References lie below the lines that are compared with them.
        lines.stream().filter(Line::reference).forEach(line -> chart.reference(line.name(), spots(line)));
        int number = 0;
        for (Line line : lines) {
            if (!line.reference()) {
                chart.line(number++, line.name(), spots(line));
            }
        }
        page.raw(chart.markup(curve.title(), PlotCard.joined(says, words(curve, lines))));
        EvaluationPage.note(page, Words.leftOut(curve.lines().size(), lines.size(), "lines"));
    }

    /** References are few, and what they are compared with must not push them out. */
    private static List<Line> shown(Curve curve) {
        List<Line> references = curve.lines().stream()
                .filter(Line::reference)
                .limit(MOST_REFERENCES)
                .toList();
        return Stream.concat(
                        curve.lines().stream().filter(line -> !line.reference()).limit(MOST_LINES), references.stream())
                .toList();
    }

    private static boolean isFinite(Point point) {
        return Double.isFinite(point.x()) && Double.isFinite(point.y());
    }

    private static List<Spot> spots(Line line) {
        return line.points().stream()
                .map(point -> new Spot(point.x(), point.y()))
                .toList();
    }

    /** Shares have the whole of [0, 1], unless they are so near each other that nothing could be told apart. */
    private static double[] range(List<Point> points, ToDoubleFunction<Point> along) {
        double low = points.stream().mapToDouble(along).min().orElse(0);
        double high = points.stream().mapToDouble(along).max().orElse(1);
        boolean share = low >= 0 && high <= 1 && high - low >= NARROW;
        return share ? new double[] {0, 1} : new double[] {low, high};
    }

    private static String words(Curve curve, List<Line> lines) {
        StringBuilder words = new StringBuilder();
        words.append(curve.y()).append(" by ").append(curve.x()).append(".");
        for (Line line : lines) {
            List<Point> points =
                    line.points().stream().filter(CurveFigure::isFinite).toList();
            words.append(line.reference() ? " Dashed for reference: " : " Line ")
                    .append(line.name())
                    .append(", ")
                    .append(Figures.count(points.size()))
                    .append(points.size() == 1 ? " point" : " points");
            if (!points.isEmpty()) {
                words.append(" from ")
                        .append(place(points.get(0)))
                        .append(" to ")
                        .append(place(points.get(points.size() - 1)));
            }
            words.append(".");
        }
        return words.toString();
    }

    private static String place(Point point) {
        return "(" + Figures.number(point.x()) + ", " + Figures.number(point.y()) + ")";
    }
}
