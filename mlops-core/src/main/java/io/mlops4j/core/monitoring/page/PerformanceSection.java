package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.monitoring.page.MonitorHistory.PerformancePoint;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.monitoring.WindowSummary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** How well the model did over the windows, by labels and as estimated without them; absent where neither is known. Stateless. */
final class PerformanceSection {
    static final int MOST = 6;

    private PerformanceSection() {}

    static void write(HtmlPage page, MonitorHistory history) {
        WindowAxis axis = WindowAxis.of(history.windows(), TrendFigure.MOST, TrendFigure.LEFT, TrendFigure.RIGHT);
        Map<String, List<PerformancePoint>> metrics = metrics(history);
        if (metrics.isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Performance</h2>\n<div class=\"card\"><div class=\"trends\">\n");
        metrics.entrySet().stream()
                .limit(MOST)
                .forEach(metric -> page.raw(figure(history, axis, metric.getKey(), metric.getValue())));
        page.raw("</div>");
        PageStyle.note(
                page,
                "Solid lines are by labels, dashed ones estimated without them; the shade is the interval."
                        + (axis.together() > 1 ? " Each point is the mean of " + axis.together() + " windows." : "")
                        + (metrics.size() > MOST ? " The first " + MOST + " of " + metrics.size() + " metrics." : ""));
        page.raw("</div></section>\n");
    }

    /** The points of each metric that lie in the windows of the page, in the order in which metrics were measured. */
    static Map<String, List<PerformancePoint>> metrics(MonitorHistory history) {
        Set<Long> windows =
                history.windows().stream().map(WindowSummary::number).collect(Collectors.toSet());
        return history.performance().stream()
                .filter(point -> windows.contains(point.window()) && Double.isFinite(point.value()))
                .collect(Collectors.groupingBy(PerformancePoint::metric, LinkedHashMap::new, Collectors.toList()));
    }

    private static String figure(
            MonitorHistory history, WindowAxis axis, String metric, List<PerformancePoint> points) {
        List<PerformancePoint> known =
                points.stream().filter(point -> !point.estimated()).toList();
        List<PerformancePoint> estimated =
                points.stream().filter(PerformancePoint::estimated).toList();
        double[] values = values(axis, known);
        double[] guesses = values(axis, estimated);
        TrendFigure figure = new TrendFigure(
                metric,
                known.size() + " windows by labels, " + estimated.size() + " estimated; the last is "
                        + Words.number(points.get(points.size() - 1).value()) + ".",
                axis,
                false,
                points.stream().flatMapToDouble(point -> DoubleStream.of(point.value(), point.low(), point.high())));
        for (List<PerformancePoint> each : List.of(estimated, known)) {
            figure.band(mean(axis, each, PerformancePoint::low), mean(axis, each, PerformancePoint::high));
        }
        figure.line("t est", guesses).line("t", values);
        // What is known says more than what was estimated.
        PerformancePoint last = known.isEmpty() ? points.get(points.size() - 1) : known.get(known.size() - 1);
        return figure.markup(history.changes(), Words.number(last.value()) + (last.estimated() ? " estimated" : ""));
    }

    private static double[] values(WindowAxis axis, List<PerformancePoint> points) {
        return mean(axis, points, PerformancePoint::value);
    }

    private static double[] mean(
            WindowAxis axis, List<PerformancePoint> points, ToDoubleFunction<PerformancePoint> of) {
        double[] sums = new double[axis.places()];
        int[] counts = new int[axis.places()];
        for (PerformancePoint point : points) {
            double value = of.applyAsDouble(point);
            if (Double.isFinite(value)) {
                sums[axis.place(point.window())] += value;
                counts[axis.place(point.window())]++;
            }
        }
        Arrays.setAll(sums, k -> counts[k] == 0 ? Double.NaN : sums[k] / counts[k]);
        return sums;
    }
}
