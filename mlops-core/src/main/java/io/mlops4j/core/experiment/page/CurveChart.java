package io.mlops4j.core.experiment.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunComparison.Curves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The curves of one metric in SVG, each with the number of its run at its end. */
final class CurveChart {
    private static final int LEFT = 60;
    private static final int RIGHT = 330;
    private static final int TOP = 10;
    private static final int BOTTOM = 160;
    private static final double LABEL_APART = 12;

    private final StringBuilder svg = new StringBuilder();
    private double leastStep = Double.POSITIVE_INFINITY;
    private double greatestStep = Double.NEGATIVE_INFINITY;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    private CurveChart() {}

    /** Whether there is more to draw than a point a run. */
    static boolean isWorthwhile(Curves curves) {
        return curves.points().values().stream()
                .anyMatch(points -> points.stream().filter(CurveChart::isFinite).count() > 1);
    }

    private static boolean isFinite(MetricPoint point) {
        return Double.isFinite(point.value());
    }

    static String of(Curves curves, List<Run> runs) {
        return new CurveChart().draw(curves, runs);
    }

    private String draw(Curves curves, List<Run> runs) {
        curves.points().values().forEach(points -> points.forEach(this::reach));
        svg.append("<svg viewBox=\"0 0 360 184\" role=\"img\" aria-label=\"")
                .append(HtmlPage.escape(
                        "Curves of " + curves.name() + " of " + curves.points().size()
                                + " runs, between " + Figures.number(least) + " and " + Figures.number(greatest)
                                + ", from step " + Figures.count((long) leastStep) + " to "
                                + Figures.count((long) greatestStep)))
                .append("\">");
        axes();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<MetricPoint> points = curves.points().getOrDefault(runs.get(i).id(), List.of());
            if (points.stream().anyMatch(CurveChart::isFinite)) {
                labels.add(curve(i, runs.get(i), Thinning.of(points)));
            }
        }
        labels(labels);
        return svg.append("</svg>\n").toString();
    }

    private void reach(MetricPoint point) {
        if (isFinite(point)) {
            leastStep = Math.min(leastStep, (double) point.step());
            greatestStep = Math.max(greatestStep, (double) point.step());
            least = Math.min(least, point.value());
            greatest = Math.max(greatest, point.value());
        }
    }

    private void axes() {
        for (int i = 0; i <= 2; i++) {
            double value = least / 2 * (2 - i) + greatest / 2 * i;
            double y = y(value);
            if (greatest > least || i == 1) {
                svg.append("<path class=\"g\" d=\"M")
                        .append(LEFT)
                        .append(' ')
                        .append(Figures.at(y))
                        .append('H')
                        .append(RIGHT)
                        .append("\"/><text class=\"e\" x=\"")
                        .append(LEFT - 5)
                        .append("\" y=\"")
                        .append(Figures.at(y + 4))
                        .append("\">")
                        .append(HtmlPage.escape(Figures.number(value)))
                        .append("</text>");
            }
        }
        svg.append("<text x=\"")
                .append(LEFT)
                .append("\" y=\"178\">step ")
                .append(Figures.count((long) leastStep))
                .append("</text><text class=\"e\" x=\"")
                .append(RIGHT)
                .append("\" y=\"178\">")
                .append(Figures.count((long) greatestStep))
                .append("</text>");
    }

    private double x(MetricPoint point) {
        double share = greatestStep > leastStep ? (point.step() - leastStep) / (greatestStep - leastStep) : 0.5;
        return LEFT + share * (RIGHT - LEFT);
    }

    /** Halves are subtracted, as the difference of two large numbers may be infinite. */
    private double y(double value) {
        double share = greatest > least ? (value / 2 - least / 2) / (greatest / 2 - least / 2) : 0.5;
        return BOTTOM - share * (BOTTOM - TOP);
    }

    private Label curve(int index, Run run, List<MetricPoint> points) {
        StringBuilder path = new StringBuilder();
        MetricPoint last = points.get(0);
        boolean broken = true;
        for (MetricPoint point : points) {
            if (isFinite(point)) {
                path.append(broken ? 'M' : 'L')
                        .append(Figures.at(x(point)))
                        .append(' ')
                        .append(Figures.at(y(point.value())));
                last = point;
            }
            broken = !isFinite(point);
        }
        svg.append("<g class=\"")
                .append(RunColours.of(index))
                .append("\"><title>")
                .append(HtmlPage.escape(run.name()))
                .append("</title><path class=\"run ")
                .append(RunColours.of(index))
                .append("\" d=\"")
                .append(path)
                .append("\"/><circle class=\"run\" r=\"2.5\" cx=\"")
                .append(Figures.at(x(last)))
                .append("\" cy=\"")
                .append(Figures.at(y(last.value())))
                .append("\"/></g>");
        return new Label(index, x(last), y(last.value()));
    }

    /** Those that would cover each other are moved down, and all of them up again if the last would leave the drawing. */
    private void labels(List<Label> labels) {
        labels.sort(Comparator.comparingDouble(Label::y));
        double[] at = new double[labels.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = i == 0 ? labels.get(i).y() : Math.max(labels.get(i).y(), at[i - 1] + LABEL_APART);
        }
        double over = at.length == 0 ? 0 : Math.max(0, at[at.length - 1] - BOTTOM);
        for (int i = 0; i < at.length; i++) {
            Label label = labels.get(i);
            svg.append("<text class=\"run ")
                    .append(RunColours.of(label.run()))
                    .append("\" x=\"")
                    .append(Figures.at(label.x() + 6))
                    .append("\" y=\"")
                    .append(Figures.at(at[i] - over + 4))
                    .append("\">")
                    .append(label.run() + 1)
                    .append("</text>");
        }
    }

    /** Where the curve of a run ends. */
    private record Label(int run, double x, double y) {}
}
