package io.mlops4j.core.page;

import static io.mlops4j.core.page.Figures.at;

/**
 * A drawing in the making, which says in words what it shows: its title is its name and its description what one would see. The classes
 * are those of the page's style sheet. For one thread.
 */
public final class Svg {
    private final StringBuilder shapes = new StringBuilder();
    private final int width;
    private final String classes;

    /** An empty drawing of a width in its own units. */
    public Svg(int width, String classes) {
        this.width = width;
        this.classes = classes;
    }

    /** A straight line. */
    public Svg line(String shape, double x1, double y1, double x2, double y2) {
        return path(shape, "M" + at(x1) + " " + at(y1) + "L" + at(x2) + " " + at(y2));
    }

    /** A path by its commands. */
    public Svg path(String shape, String commands) {
        open("path", shape).append(" d=\"").append(commands).append("\"/>");
        return this;
    }

    /** A box by its upper left corner. */
    public Svg box(String shape, double x, double y, double boxWidth, double boxHeight) {
        open("rect", shape, "x", x, "y", y, "width", boxWidth, "height", boxHeight)
                .append("/>");
        return this;
    }

    /** A dot. */
    public Svg dot(String shape, double x, double y, double radius) {
        open("circle", shape, "cx", x, "cy", y, "r", radius).append("/>");
        return this;
    }

    /** Text on a base line: class {@code e} lets it end, {@code mid} lets its middle lie at the place. */
    public Svg text(String shape, double x, double y, String text) {
        open("text", shape, "x", x, "y", y)
                .append('>')
                .append(HtmlPage.escape(text))
                .append("</text>");
        return this;
    }

    /** Begins an element of a class, with coordinates as pairs of a name and a number. */
    private StringBuilder open(String element, String shape, Object... coordinates) {
        shapes.append('<').append(element).append(" class=\"").append(shape).append('"');
        for (int i = 0; i < coordinates.length; i += 2) {
            shapes.append(' ').append(coordinates[i]).append("=\"");
            shapes.append(at((double) coordinates[i + 1])).append('"');
        }
        return shapes;
    }

    /** Begins shapes that belong together, and says what they are. */
    public Svg begin(String shape, String name) {
        shapes.append("<g class=\"")
                .append(shape)
                .append("\"><title>")
                .append(HtmlPage.escape(name))
                .append("</title>");
        return this;
    }

    /** Ends what {@link #begin} began. */
    public Svg end() {
        shapes.append("</g>");
        return this;
    }

    /** The drawing. */
    public String markup(double height, String title, String description) {
        return "<svg class=\"" + classes + "\" viewBox=\"0 0 " + width + " " + Math.round(height)
                + "\" role=\"img\"><title>" + HtmlPage.escape(title) + "</title><desc>"
                + HtmlPage.escape(description) + "</desc>" + shapes + "</svg>";
    }
}
