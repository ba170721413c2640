package io.mlops4j.core.data.page;

import io.mlops4j.data.Histogram;
import java.util.List;
import java.util.function.DoubleFunction;

/** A histogram in SVG, with what it shows in words for those who cannot see it. Stateless. */
final class HistogramChart {
    private static final double WIDTH = 320;
    private static final double HEIGHT = 96;
    private static final double BASE = 78;

    private HistogramChart() {}

    /** The bars of a histogram, the least and greatest value below. */
    static String of(String name, Histogram histogram, DoubleFunction<String> label) {
        double low = histogram.edges().get(0);
        double high = histogram.edges().get(histogram.edges().size() - 1);
        StringBuilder svg =
                start("Histogram of " + name + ": " + histogram.counts().size() + " bins from "
                        + label.apply(low) + " to " + label.apply(high) + ", the fullest with "
                        + Figures.count(most(histogram.counts())) + " values");
        double[] shares = shares(histogram);
        bars(svg, scaled(shares, greatest(shares)), "var(--bar)", 1);
        return axis(svg, low, high, label).append("</svg>\n").toString();
    }

    private static StringBuilder start(String what) {
        return new StringBuilder("<svg viewBox=\"0 0 ")
                .append(Figures.at(WIDTH))
                .append(' ')
                .append(Figures.at(HEIGHT))
                .append("\" role=\"img\" aria-label=\"")
                .append(HtmlPage.escape(what))
                .append("\">");
    }

    private static void bars(StringBuilder svg, double[] heights, String color, double opacity) {
        double width = WIDTH / heights.length;
        double gap = heights.length > 40 ? 0.5 : 1.5;
        svg.append("<path fill=\"")
                .append(color)
                .append("\" fill-opacity=\"")
                .append(opacity)
                .append("\" d=\"");
        for (int i = 0; i < heights.length; i++) {
            if (heights[i] > 0) {
                double height = Math.max(1, heights[i] * (BASE - 4));
                svg.append('M')
                        .append(Figures.at(i * width + gap / 2))
                        .append(' ')
                        .append(Figures.at(BASE))
                        .append('v')
                        .append(Figures.at(-height))
                        .append('h')
                        .append(Figures.at(Math.max(0.5, width - gap)))
                        .append('V')
                        .append(Figures.at(BASE))
                        .append('z');
            }
        }
        svg.append("\"/>");
    }

    private static StringBuilder axis(StringBuilder svg, double low, double high, DoubleFunction<String> label) {
        svg.append("<path stroke=\"var(--line)\" d=\"M0 ")
                .append(Figures.at(BASE + 0.5))
                .append("H320\"/>");
        svg.append("<text x=\"0\" y=\"92\">")
                .append(HtmlPage.escape(label.apply(low)))
                .append("</text>");
        svg.append("<text x=\"320\" y=\"92\" text-anchor=\"end\">")
                .append(HtmlPage.escape(label.apply(high)))
                .append("</text>");
        return svg;
    }

    private static double[] shares(Histogram histogram) {
        double total = histogram.counts().stream().mapToLong(count -> count).sum();
        return histogram.counts().stream()
                .mapToDouble(count -> total == 0 ? 0 : count / total)
                .toArray();
    }

    private static double[] scaled(double[] shares, double most) {
        double[] heights = new double[shares.length];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = most == 0 ? 0 : shares[i] / most;
        }
        return heights;
    }

    private static double greatest(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    private static long most(List<Long> counts) {
        return counts.stream().mapToLong(count -> count).max().orElse(0);
    }
}
