package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.monitoring.page.MonitorHistory.VersionChange;
import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Svg;
import java.util.List;

/** Lines of cells over the windows, the darker the worse. Stateless. */
final class HeatFigure {
    static final String STYLE = """
            svg.heat{margin:6px 0 0;min-width:820px}svg.heat text{font-size:12px}svg.heat path[class^=t]{shape-rendering:crispEdges}
            svg.heat [class^=t]{fill:none;stroke-width:16}svg.heat .between{stroke:var(--card);fill:none}svg .t1{stroke:var(--bar);stroke-opacity:.12}svg .t2{stroke:var(--bar);stroke-opacity:.32}svg .t3{stroke:var(--bar2);stroke-opacity:.5}
            svg .t4{stroke:var(--bar2);stroke-opacity:.85}svg .t5{stroke:var(--bad);stroke-opacity:.75}svg .t6{stroke:var(--bad)}svg .t0{stroke:var(--soft);stroke-opacity:.6}svg.heat .t0{stroke-width:3}
            @media print{svg.heat{min-width:0}.scroll{overflow:visible}}
            .key .h1{background:color-mix(in srgb,var(--bar) 12%,transparent)}.key .h2{background:color-mix(in srgb,var(--bar) 30%,transparent)}.key .h3{background:color-mix(in srgb,var(--bar2) 50%,transparent)}
            .key .h4{background:color-mix(in srgb,var(--bar2) 80%,transparent)}.key .h5{background:var(--bad)}.key .h0{background:color-mix(in srgb,var(--soft) 28%,transparent);height:4px;vertical-align:middle}
            """;

    /** Cells along. */
    static final int MOST = 60;

    static final int WIDTH = 1040;
    static final int LEFT = 210;
    static final int RIGHT = 1036;
    private static final int SHADES = 6;
    private static final int LINE = 18;
    private static final int LONGEST = 32;
    private static final int LONGEST_LABEL = 18;
    private static final double LETTER = 7;

    private HeatFigure() {}

    /**
     * A line.
     *
     * @param name what it is of
     * @param shades for each place from 1, all is well, to 6; 0 where too little is known, -1 for nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(String name, int[] shades) {}

    static String of(WindowAxis axis, List<Line> lines, List<VersionChange> changes, String title, String says) {
        Svg svg = new Svg(WIDTH, "heat");
        double top = labels(svg, axis, changes);
        for (int shade = 0; shade <= SHADES; shade++) {
            Pen cells = new Pen();
            for (int row = 0; row < lines.size(); row++) {
                cells(cells, axis, lines.get(row).shades(), shade, top + row * LINE + LINE / 2.0);
            }
            if (!cells.isEmpty()) {
                svg.path("t" + shade, cells.toString());
            }
        }
        for (int row = 0; row < lines.size(); row++) {
            svg.text(
                    "e i",
                    LEFT - 8,
                    top + row * LINE + 13.0,
                    Words.shortened(lines.get(row).name(), LONGEST));
        }
        double bottom = top + lines.size() * LINE;
        Pen between = new Pen();
        for (int k = 1; k < axis.places(); k++) {
            between.move(axis.from() + axis.width() * k, top).to(bottom);
        }
        if (!between.isEmpty()) {
            svg.path("between", between.toString());
        }
        axis.marks(svg, changes, top - (top > 0 ? 4 : 0), bottom);
        svg.text("", LEFT, bottom + 14, Words.at(axis.windows().get(0).from()));
        svg.text(
                "e",
                RIGHT,
                bottom + 14,
                Words.at(axis.windows().get(axis.windows().size() - 1).to()));
        return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + title + "\">"
                + svg.markup(bottom + 20, title, says) + "</div>";
    }

    /** Says above the cells which version began to serve, as far as there is room; answers how high that is. */
    private static double labels(Svg svg, WindowAxis axis, List<VersionChange> changes) {
        double free = LEFT;
        for (VersionChange change : axis.within(changes)) {
            double x = axis.at(change.at());
            String says = Words.shortened(change.version().isEmpty() ? change.what() : change.version(), LONGEST_LABEL);
            double room = says.length() * LETTER + LETTER;
            if (x >= free && x + room <= RIGHT) {
                svg.text("", x + 3, 11, says);
                free = x + room;
            }
        }
        return axis.within(changes).isEmpty() ? 0 : LINE;
    }

    /** The cells of one shade in a line, neighbours as one stroke as thick as a line; it is a thin one where too little is known. */
    private static void cells(Pen pen, WindowAxis axis, int[] shades, int shade, double middle) {
        int k = 0;
        while (k < shades.length) {
            int to = k + 1;
            if (shades[k] == shade) {
                while (to < shades.length && shades[to] == shade) {
                    to++;
                }
                pen.move(axis.from() + axis.width() * k, middle).across(axis.from() + axis.width() * to);
            }
            k = to;
        }
    }
}
