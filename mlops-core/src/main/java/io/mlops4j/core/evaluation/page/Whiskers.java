package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.evaluation.Interval;
import java.util.Optional;

/** Estimates as dots with their intervals as lines, on one scale for a column of a table. */
final class Whiskers {
    private static final int WIDTH = 140;
    private static final int MARGIN = 5;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /** Makes room for a number. */
    void reach(double value) {
        if (Double.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    /** Makes room for an estimate with its interval. */
    void reach(double value, Optional<Interval> interval) {
        reach(value);
        interval.ifPresent(i -> {
            reach(i.low());
            reach(i.high());
        });
    }

    private double x(double value) {
        double share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
        return MARGIN + Math.max(0, Math.min(1, share)) * (WIDTH - 2 * MARGIN);
    }

    /** A drawing that repeats what the cells beside it say, and so is passed over by readers of the page. */
    String draw(double value, Optional<Interval> interval, double mark) {
        StringBuilder svg = new StringBuilder("<svg class=\"w\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(" 16\" aria-hidden=\"true\"><path class=\"x\" d=\"M0 8H")
                .append(WIDTH)
                .append("\"/>");
        if (Double.isFinite(mark)) {
            svg.append("<path class=\"l r\" d=\"M").append(Figures.at(x(mark))).append(" 0V16\"/>");
        }
        interval.ifPresent(i -> svg.append("<path class=\"l c0\" d=\"M")
                .append(Figures.at(x(i.low())))
                .append(" 8H")
                .append(Figures.at(x(i.high())))
                .append("\"/>"));
        if (Double.isFinite(value)) {
            svg.append("<circle class=\"d\" r=\"3.5\" cy=\"8\" cx=\"")
                    .append(Figures.at(x(value)))
                    .append("\"/>");
        }
        return svg.append("</svg>").toString();
    }
}
