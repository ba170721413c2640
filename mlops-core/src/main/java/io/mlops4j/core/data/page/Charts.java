package io.mlops4j.core.data.page;

import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnShift.Bin;
import java.util.List;
import java.util.Locale;

/** Distributions before and after, as SVG. */
final class Charts {
    private static final int WIDTH = 540;
    private static final int HEIGHT = 160;
    private static final int FOOT = 20;
    private static final int LABEL = 150;
    private static final int BAR = 9;
    private static final int STEP = 28;
    private static final int LONGEST_LABEL = 20;

    private Charts() {}

    /** Intervals: the earlier version filled, the later one as a line over it. */
    static void overlay(StringBuilder html, ColumnShift shift) {
        List<Bin> bins = shift.bins();
        Scale scale = Scale.of(bins);
        double width = (double) WIDTH / bins.size();
        begin(html, shift, HEIGHT + FOOT);
        StringBuilder line = new StringBuilder("M0 " + HEIGHT);
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            double top = HEIGHT - scale.before(bin) * (HEIGHT - 8);
            html.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"o\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">",
                    i * width,
                    top,
                    width - 1,
                    HEIGHT - top));
            tooltip(html, bin);
            html.append("</rect>");
            line.append(String.format(
                    Locale.ROOT, "V%.1fH%.1f", HEIGHT - scale.after(bin) * (HEIGHT - 8), (i + 1) * width));
        }
        html.append("<path class=\"l\" d=\"")
                .append(line)
                .append('V')
                .append(HEIGHT)
                .append("\"/>")
                .append(String.format("<path class=\"x\" d=\"M0 %dH%d\"/>", HEIGHT, WIDTH));
        String first = bins.get(0).label();
        String last = bins.get(bins.size() - 1).label();
        text(html, 0, HEIGHT + 15, "start", first.startsWith("[") ? first.substring(1, first.indexOf(',')) : first);
        if (last.contains(", ")) {
            text(html, WIDTH, HEIGHT + 15, "end", last.substring(last.indexOf(", ") + 2, last.length() - 1));
        }
        html.append("</svg>");
    }

    /** Values: two bars each. */
    static void bars(StringBuilder html, ColumnShift shift) {
        List<Bin> bins = shift.bins();
        Scale scale = Scale.of(bins);
        begin(html, shift, bins.size() * STEP);
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            int y = i * STEP + 3;
            text(html, LABEL - 8, y + BAR + 4, "end", shortened(bin.label()));
            bar(html, "b", y, scale.before(bin), bin);
            bar(html, "f", y + BAR + 1, scale.after(bin), bin);
        }
        html.append("</svg>");
    }

    private static void bar(StringBuilder html, String style, int y, double share, Bin bin) {
        html.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\">",
                style,
                LABEL,
                y,
                share * (WIDTH - LABEL),
                BAR));
        tooltip(html, bin);
        html.append("</rect>");
    }

    private static void begin(StringBuilder html, ColumnShift shift, int height) {
        html.append(String.format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH, height))
                .append(Markup.escape("Distribution of " + shift.name() + " before and after"))
                .append("\">");
    }

    private static void tooltip(StringBuilder html, Bin bin) {
        html.append("<title>")
                .append(Markup.escape(bin.label()))
                .append(String.format(Locale.ROOT, ": %,d before, %,d after</title>", bin.before(), bin.after()));
    }

    private static void text(StringBuilder html, int x, int y, String anchor, String text) {
        html.append(String.format("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, y, anchor))
                .append(Markup.escape(text))
                .append("</text>");
    }

    private static String shortened(String label) {
        int[] points = label.codePoints().limit(LONGEST_LABEL + 1L).toArray();
        return points.length <= LONGEST_LABEL ? label : new String(points, 0, LONGEST_LABEL - 1) + "…";
    }

    /** Shares of each side, so that the greatest of all is 1. */
    private record Scale(double rowsBefore, double rowsAfter, double greatest) {
        static Scale of(List<Bin> bins) {
            double before = Math.max(1, bins.stream().mapToLong(Bin::before).sum());
            double after = Math.max(1, bins.stream().mapToLong(Bin::after).sum());
            double greatest = bins.stream()
                    .mapToDouble(bin -> Math.max(bin.before() / before, bin.after() / after))
                    .max()
                    .orElse(1);
            return new Scale(before, after, greatest);
        }

        double before(Bin bin) {
            return bin.before() / rowsBefore / greatest;
        }

        double after(Bin bin) {
            return bin.after() / rowsAfter / greatest;
        }
    }
}
