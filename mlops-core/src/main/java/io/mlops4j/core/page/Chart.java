package io.mlops4j.core.page;

import static io.mlops4j.core.page.Figures.at;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing over two axes in the making, with ticks, what the axes say, and a legend below where there are several marks to tell apart.
 * Marks differ by colour and by dashes too, so that one who sees no colour can tell them apart. For one thread.
 */
public final class Chart {
    /** The rules for {@link HtmlPage#style}, beside those of {@link Palette}. */
    public static final String STYLE = """
            svg .g{stroke:var(--line);fill:none}svg .a{stroke:var(--soft);fill:none}svg .mid{text-anchor:middle}
            svg .l{fill:none;stroke:var(--run);stroke-width:1.8;stroke-linejoin:round}svg .d1{stroke-dasharray:7 3}svg .d2{stroke-dasharray:2 2.5}
            svg .d3{stroke-dasharray:9 3 2 3}svg .ref{fill:none;stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 4}
            svg .f0{fill:var(--run)}svg .f1{fill:var(--run);fill-opacity:.15;stroke:var(--run);stroke-width:1}
            svg .f2{fill:var(--run);fill-opacity:.5;stroke:var(--run);stroke-width:1;stroke-dasharray:2 1.5}svg .ink{fill:var(--ink)}
            """;

    private static final String REFERENCE = "ref";
    private static final int WIDTH = 360;
    private static final int LEFT = 46;
    private static final int RIGHT = 348;
    private static final int TOP = 26;
    private static final int BOTTOM = 216;
    private static final int LEGEND = 266;
    private static final int ENTRY = 17;
    private static final int TICKS = 5;
    private static final int LONGEST = 44;
    private static final int FEW_ENTRIES = 5;

    private final Svg svg = new Svg(WIDTH, "chart");
    private final Scale x;
    private final Scale y;
    private final List<Entry> legend = new ArrayList<>();

    private Chart(Scale x, Scale y) {
        this.x = x;
        this.y = y;
    }

    /** A chart of given values along both axes, the ends of which are rounded. */
    public static Chart over(double lowX, double highX, double lowY, double highY) {
        return new Chart(Scale.around(lowX, highX, LEFT, RIGHT, TICKS), Scale.around(lowY, highY, BOTTOM, TOP, TICKS));
    }

    /** A chart whose horizontal axis ends where it is said to. */
    public static Chart within(double lowX, double highX, double lowY, double highY) {
        return new Chart(new Scale(lowX, highX, LEFT, RIGHT), Scale.around(lowY, highY, BOTTOM, TOP, TICKS));
    }

    /** Where values lie along the horizontal axis. */
    public Scale x() {
        return x;
    }

    /** Where values lie along the vertical axis. */
    public Scale y() {
        return y;
    }

    /** Draws both axes; call it before the marks, which lie above. */
    public Chart axes(String acrossSays, String upSays) {
        for (double tick : y.ticks(TICKS)) {
            svg.line("g", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("e", LEFT - 5, y.at(tick) + 4, Figures.number(tick));
        }
        for (double tick : x.ticks(TICKS)) {
            svg.line("a", x.at(tick), BOTTOM, x.at(tick), BOTTOM + 4);
            svg.text("mid", x.at(tick), BOTTOM + 17, Figures.number(tick));
        }
        svg.line("a", LEFT, BOTTOM, RIGHT, BOTTOM);
        svg.text("ink", 2, 12, shortened(upSays, LONGEST));
        svg.text("ink e", RIGHT, BOTTOM + 33, shortened(acrossSays, LONGEST));
        return this;
    }

    /** Draws a line through points; one that is no finite number parts it. The same number is always the same colour and dashes. */
    public Chart line(int number, String name, List<Spot> spots) {
        return line("l r" + number % Palette.COLOURS + " d" + number % 4, name, spots);
    }

    /** Draws a line that is there to compare with: thin, dashed and grey. */
    public Chart reference(String name, List<Spot> spots) {
        return line(REFERENCE, name, spots);
    }

    private Chart line(String shape, String name, List<Spot> spots) {
        svg.begin("", name).path(shape, commands(spots)).end();
        legend.add(shape.equals(REFERENCE) ? legend.size() : lines(), new Entry(shape, name, true));
        return this;
    }

    /** What is compared comes before its references in the legend, though it lies above them. */
    private int lines() {
        return (int) legend.stream()
                .takeWhile(entry -> !entry.shape().equals(REFERENCE))
                .count();
    }

    private String commands(List<Spot> spots) {
        StringBuilder commands = new StringBuilder();
        boolean broken = true;
        for (Spot spot : Thinned.of(spots)) {
            boolean finite = Double.isFinite(spot.x()) && Double.isFinite(spot.y());
            if (finite) {
                commands.append(broken ? 'M' : 'L')
                        .append(at(x.at(spot.x())))
                        .append(' ')
                        .append(at(y.at(spot.y())));
            }
            broken = !finite;
        }
        return commands.toString();
    }

    /** Draws a box between values, filled as the marks of this number are: filled, outlined, dashed. */
    public Chart box(int number, double fromX, double toX, double fromY, double toY) {
        double top = y.at(Math.max(fromY, toY));
        double left = x.at(fromX);
        svg.box(fill(number), left, top, x.at(toX) - left, y.at(Math.min(fromY, toY)) - top);
        return this;
    }

    private static String fill(int number) {
        return "f" + number % 3 + " r" + number % Palette.COLOURS;
    }

    /** Says in the legend what the boxes of a number are. */
    public Chart boxes(int number, String name) {
        legend.add(new Entry(fill(number), name, false));
        return this;
    }

    /** What else is to be drawn, in coordinates. */
    public Svg svg() {
        return svg;
    }

    /** The drawing, with what it shows in words. */
    public String markup(String title, String description) {
        if (legend.size() < 2) {
            return svg.markup(LEGEND - ENTRY / 2.0, title, description);
        }
        int columns = legend.size() > FEW_ENTRIES ? 2 : 1;
        int rows = (legend.size() + columns - 1) / columns;
        for (int i = 0; i < legend.size(); i++) {
            Entry entry = legend.get(i);
            double left = 2 + (i / rows) * RIGHT / 2.0;
            double base = LEGEND + 6 + (i % rows) * ENTRY;
            svg.begin("", entry.name());
            if (entry.isLine()) {
                svg.line(entry.shape(), left, base - 4, left + 26, base - 4);
            } else {
                svg.box(entry.shape(), left + 6, base - 9, 14, 9);
            }
            svg.text("ink", left + 33, base, shortened(entry.name(), columns == 1 ? LONGEST : LONGEST / 2 + 2))
                    .end();
        }
        return svg.markup(LEGEND + 4 + rows * ENTRY, title, description);
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /**
     * A point.
     *
     * @param x along the horizontal axis
     * @param y along the vertical axis
     */
    public record Spot(double x, double y) {}

    private record Entry(String shape, String name, boolean isLine) {}
}
