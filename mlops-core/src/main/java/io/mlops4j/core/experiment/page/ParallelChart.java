package io.mlops4j.core.experiment.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.experiment.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parallel coordinates in SVG: a line a run, through an axis for each parameter and one for a metric. */
final class ParallelChart {
    private static final int APART = 120;
    private static final int LEFT = 60;
    private static final int TOP = 34;
    private static final int BOTTOM = 190;
    private static final int LONGEST = 19;
    /** From this ratio on, numbers above 0 are drawn by their magnitude. */
    private static final double MAGNITUDES = 50;

    private ParallelChart() {}

    static String of(List<Run> runs, List<String> params, String metric) {
        List<Axis> axes = new ArrayList<>();
        for (String param : params) {
            axes.add(axis(
                    param,
                    runs.stream()
                            .map(run -> Optional.ofNullable(run.params().get(param)))
                            .toList()));
        }
        axes.add(axis(
                metric,
                runs.stream()
                        .map(run -> Optional.ofNullable(run.metrics().get(metric))
                                .map(series -> String.valueOf(series.last())))
                        .toList()));
        int width = LEFT * 2 + APART * (axes.size() - 1);
        StringBuilder svg = new StringBuilder(
                "<svg class=\"wide\" style=\"max-width:" + width * 3 / 2 + "px\" viewBox=\"0 0 " + width
                        + " 210\" role=\"img\" aria-label=\""
                        + HtmlPage.escape("A line for each run through " + String.join(", ", params) + " and " + metric)
                        + "\">");
        for (int run = 0; run < runs.size(); run++) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < axes.size(); i++) {
                path.append(i == 0 ? "M" : "L")
                        .append(LEFT + i * APART)
                        .append(' ')
                        .append(Figures.at(y(axes.get(i).places().get(run))));
            }
            svg.append("<path class=\"run ")
                    .append(RunColours.of(run))
                    .append("\" d=\"")
                    .append(path)
                    .append("\"><title>")
                    .append(HtmlPage.escape(runs.get(run).name()))
                    .append("</title></path>");
        }
        for (int i = 0; i < axes.size(); i++) {
            draw(svg, axes.get(i), LEFT + i * APART);
        }
        numbers(svg, axes.get(0));
        return svg.append("</svg>\n").toString();
    }

    /** Which runs begin where, beside the first axis. */
    private static void numbers(StringBuilder svg, Axis first) {
        TreeMap<Double, String> runs = new TreeMap<>();
        for (int run = 0; run < first.places().size(); run++) {
            runs.merge(first.places().get(run), String.valueOf(run + 1), (some, more) -> some + " " + more);
        }
        runs.forEach((place, numbers) -> text(svg, LEFT - 6, y(place) + 4, "end", numbers));
    }

    /** A place below 0 is that of a run that lacks the value. */
    private static double y(double place) {
        return place < 0 ? BOTTOM + 14 : BOTTOM - place * (BOTTOM - TOP);
    }

    private static void draw(StringBuilder svg, Axis axis, int x) {
        svg.append("<path class=\"g\" d=\"M")
                .append(x)
                .append(' ')
                .append(TOP)
                .append('V')
                .append(BOTTOM)
                .append("\"/>");
        text(svg, x, 12, "middle", axis.name());
        axis.ticks().forEach((label, place) -> text(svg, x + 6, y(place) + 4, "start", label));
        if (axis.places().stream().anyMatch(place -> place < 0)) {
            text(svg, x + 6, BOTTOM + 18, "start", "not set");
        }
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        String shown = text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…"
                : text;
        svg.append("<text text-anchor=\"")
                .append(anchor)
                .append("\" x=\"")
                .append(Figures.at(x))
                .append("\" y=\"")
                .append(Figures.at(y))
                .append("\">")
                .append(HtmlPage.escape(shown))
                .append("</text>");
    }

    private static Axis axis(String name, List<Optional<String>> values) {
        List<Optional<Double>> numbers = values.stream()
                .map(value -> value.flatMap(ParallelChart::number))
                .toList();
        boolean allNumbers = true;
        for (int i = 0; i < values.size(); i++) {
            allNumbers &= values.get(i).isEmpty() || numbers.get(i).isPresent();
        }
        return allNumbers && numbers.stream().anyMatch(Optional::isPresent)
                ? numbers(name, numbers)
                : words(name, values);
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Axis numbers(String name, List<Optional<Double>> values) {
        double least =
                values.stream().flatMap(Optional::stream).min(Double::compare).orElse(0.0);
        double greatest =
                values.stream().flatMap(Optional::stream).max(Double::compare).orElse(0.0);
        boolean log = least > 0 && greatest / least >= MAGNITUDES;
        List<Double> places = values.stream()
                .map(value ->
                        value.map(number -> place(number, least, greatest, log)).orElse(-1.0))
                .toList();
        Map<String, Double> ticks = least == greatest
                ? Map.of(Figures.number(least), 0.5)
                : Map.of(Figures.number(least), 0.0, Figures.number(greatest), 1.0);
        return new Axis(name + (log ? " (log)" : ""), places, ticks);
    }

    private static double place(double value, double least, double greatest, boolean log) {
        if (least == greatest) {
            return 0.5;
        }
        return log
                ? Math.log(value / least) / Math.log(greatest / least)
                : (value / 2 - least / 2) / (greatest / 2 - least / 2);
    }

    private static Axis words(String name, List<Optional<String>> values) {
        List<String> words = List.copyOf(
                new TreeSet<>(values.stream().flatMap(Optional::stream).toList()));
        Map<String, Double> ticks = new TreeMap<>();
        for (int i = 0; i < words.size(); i++) {
            ticks.put(words.get(i), words.size() == 1 ? 0.5 : (double) i / (words.size() - 1));
        }
        return new Axis(
                name,
                values.stream()
                        .map(value ->
                                value.map(word -> ticks.getOrDefault(word, 0.5)).orElse(-1.0))
                        .toList(),
                ticks);
    }

    /** An axis: for each run where it crosses, from 0 below to 1 above, and what is written where. */
    private record Axis(String name, List<Double> places, Map<String, Double> ticks) {}
}
