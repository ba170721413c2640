package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import java.math.BigDecimal;
import java.math.MathContext;

/** The axes of a drawing and the way from numbers to its coordinates. */
final class Frame {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 270;
    private static final int LEFT = 52;
    private static final int RIGHT = 350;
    private static final int TOP = 12;
    private static final int BOTTOM = 226;
    private static final int TICKS = 5;

    private final double lowX;
    private final double highX;
    private final double lowY;
    private final double highY;

    Frame(double lowX, double highX, double lowY, double highY) {
        this.lowX = lowX;
        this.highX = highX > lowX ? highX : lowX + 1;
        this.lowY = lowY;
        this.highY = highY > lowY ? highY : lowY + 1;
    }

    double x(double value) {
        return LEFT + (value / 2 - lowX / 2) / (highX / 2 - lowX / 2) * (RIGHT - LEFT);
    }

    double y(double value) {
        return BOTTOM - (value / 2 - lowY / 2) / (highY / 2 - lowY / 2) * (BOTTOM - TOP);
    }

    /** The lower edge of what is drawn. */
    double floor() {
        return BOTTOM;
    }

    /** Opens a drawing that says in words what it shows, and draws the axes. */
    StringBuilder open(String words, String nameX, String nameY) {
        StringBuilder svg = new StringBuilder()
                .append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(HtmlPage.escape(words))
                .append("\">");
        double stepX = step(lowX, highX);
        for (double tick = Math.ceil(lowX / stepX) * stepX; tick <= highX + stepX / 1e6; tick += stepX) {
            String at = Figures.at(x(tick));
            svg.append("<path class=\"g\" d=\"M")
                    .append(at)
                    .append(' ')
                    .append(TOP)
                    .append('V')
                    .append(BOTTOM);
            svg.append("\"/><text class=\"m\" x=\"")
                    .append(at)
                    .append("\" y=\"")
                    .append(BOTTOM + 15)
                    .append("\">");
            svg.append(label(tick, stepX)).append("</text>");
        }
        double stepY = step(lowY, highY);
        for (double tick = Math.ceil(lowY / stepY) * stepY; tick <= highY + stepY / 1e6; tick += stepY) {
            double at = y(tick);
            svg.append("<path class=\"g\" d=\"M")
                    .append(LEFT)
                    .append(' ')
                    .append(Figures.at(at))
                    .append('H')
                    .append(RIGHT);
            svg.append("\"/><text class=\"e\" x=\"")
                    .append(LEFT - 5)
                    .append("\" y=\"")
                    .append(Figures.at(at + 4))
                    .append("\">");
            svg.append(label(tick, stepY)).append("</text>");
        }
        svg.append("<text class=\"m\" x=\"")
                .append((LEFT + RIGHT) / 2)
                .append("\" y=\"")
                .append(BOTTOM + 34)
                .append("\">");
        svg.append(HtmlPage.escape(nameX)).append("</text>");
        int middle = (TOP + BOTTOM) / 2;
        svg.append("<text class=\"m\" transform=\"translate(11 ").append(middle).append(") rotate(-90)\">");
        return svg.append(HtmlPage.escape(nameY)).append("</text>");
    }

    /** A step of 1, 2 or 5 times a power of ten. */
    private static double step(double low, double high) {
        double rough = (high / 2 - low / 2) / TICKS * 2;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digits = rough / power;
        return (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10) * power;
    }

    /** Without the dust of binary fractions. */
    private static String label(double tick, double step) {
        double clean = Math.abs(tick) < step / 1e6
                ? 0
                : new BigDecimal(tick).round(new MathContext(6)).doubleValue();
        return Figures.number(clean);
    }
}
