package io.mlops4j.core.data.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.data.Histogram;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A histogram in SVG, with what it shows in words for those who cannot see it. Stateless. */
final class HistogramChart {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 96;
    private static final int BASE = 78;

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
        bars(svg, scaled(shares, greatest(shares)));
        return axis(svg, low, high, label).append("</svg>\n").toString();
    }

    private static StringBuilder start(String what) {
        return new StringBuilder("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(HtmlPage.escape(what))
                .append("\">");
    }

    /** One outline in whole steps, as wide as there are bins and stretched to the drawing: a tenth of the bytes of single bars. */
    private static void bars(StringBuilder svg, double[] heights) {
        svg.append("<path class=\"b\" transform=\"matrix(")
                .append(String.format(Locale.ROOT, "%.4f", (double) WIDTH / heights.length))
                .append(" 0 0 1 0 ")
                .append(BASE)
                .append(")\" d=\"M0 0");
        long at = 0;
        for (double height : heights) {
            long top = height == 0 ? 0 : Math.max(1, Math.round(height * (BASE - 4)));
            if (top != at) {
                svg.append('v').append(at - top);
            }
            svg.append("h1");
            at = top;
        }
        svg.append("V0z\"/>");
    }

    private static StringBuilder axis(StringBuilder svg, double low, double high, DoubleFunction<String> label) {
        return svg.append("<path class=\"x\" d=\"M0 78.5H320\"/><text y=\"92\">")
                .append(HtmlPage.escape(label.apply(low)))
                .append("</text><text class=\"e\" x=\"320\" y=\"92\">")
                .append(HtmlPage.escape(label.apply(high)))
                .append("</text>");
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
