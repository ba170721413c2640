package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.monitoring.page.MonitorHistory.VersionChange;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Scale;
import io.mlops4j.core.page.Svg;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** A number over the windows, as one of many small drawings alike. For one thread. */
final class TrendFigure {
    static final String STYLE = """
            .trends{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(300px,100%),1fr));gap:14px 24px}.trends h3{font-size:13px;display:flex;gap:8px;justify-content:space-between}
            .trends{margin-top:10px}.trends h3 .soft{font-weight:400}svg .mark{stroke:var(--ink);stroke-dasharray:2 3;fill:none}svg .limit{stroke:var(--warn);stroke-dasharray:5 3;fill:none}
            svg .limit2{stroke:var(--bad);stroke-dasharray:5 3;fill:none}svg .t{fill:none;stroke:var(--bar);stroke-width:1.6;stroke-linejoin:round}svg .t.est{stroke-dasharray:4 3}
            svg .bad{stroke:var(--bad);stroke-width:7;stroke-linecap:round;fill:none}svg .point{stroke:var(--bar);stroke-width:4;stroke-linecap:round;fill:none}
            svg .gap{stroke:var(--soft);stroke-width:3;fill:none;stroke-opacity:.5}svg .iv{fill:var(--bar);fill-opacity:.18}
            .key .m{width:0;height:12px;border-left:1.5px dashed var(--ink);border-radius:0}.key .l1{height:0;border-top:2px dashed var(--warn);border-radius:0;vertical-align:middle}
            .key .l2{height:0;border-top:2px dashed var(--bad);border-radius:0;vertical-align:middle}.key .d{width:8px;height:8px;border-radius:50%;background:var(--bad)}.key .g{height:3px;background:var(--soft);opacity:.5;vertical-align:middle}
            """;

    static final int LEFT = 40;
    static final int RIGHT = 334;
    static final int MOST = 80;
    private static final int TOP = 8;
    private static final int BOTTOM = 84;
    private static final int HEIGHT = 102;

    private final String name;
    private final String says;
    private final WindowAxis axis;
    private final Svg svg = new Svg(Frame.WIDTH, "f");
    private final Scale up;

    /**
     * Begins a drawing of numbers.
     *
     * @param name what it is of
     * @param says what it shows in words
     * @param axis the windows
     * @param fromZero whether the scale begins at zero
     * @param numbers all that are to be seen; those that are not finite are passed over
     */
    TrendFigure(String name, String says, WindowAxis axis, boolean fromZero, DoubleStream numbers) {
        this.name = name;
        this.says = says;
        this.axis = axis;
        double[] finite = numbers.filter(Double::isFinite).toArray();
        double high = Arrays.stream(finite).max().orElse(1);
        double low = fromZero
                ? Math.min(0, Arrays.stream(finite).min().orElse(0))
                : Arrays.stream(finite).min().orElse(0);
        this.up = Scale.around(low, high, BOTTOM, TOP, 3);
        Pen grid = new Pen();
        for (double tick : up.ticks(3)) {
            grid.move(LEFT, up.at(tick)).across(RIGHT);
            svg.text("e", LEFT - 4, up.at(tick) + 4, Words.number(tick));
        }
        svg.path("v", grid.toString());
    }

    TrendFigure limit(String kind, double value) {
        svg.path(kind, new Pen().move(LEFT, up.at(value)).across(RIGHT).toString());
        return this;
    }

    /** Fills between two lines, where both are finite. */
    TrendFigure band(double[] low, double[] high) {
        Pen band = new Pen();
        double half = axis.width() / 2;
        for (int k = 0; k < low.length; k++) {
            if (Double.isFinite(low[k]) && Double.isFinite(high[k])) {
                band.box(axis.middle(k) - half, up.at(high[k]), axis.middle(k) + half, up.at(low[k]));
            }
        }
        if (!band.isEmpty()) {
            svg.path("iv", band.toString());
        }
        return this;
    }

    /** Draws a line through one number a place; where there is none it is parted. */
    TrendFigure line(String kind, double[] values) {
        Pen line = new Pen();
        Pen alone = new Pen();
        for (int k = 0; k < values.length; k++) {
            boolean here = Double.isFinite(values[k]);
            boolean before = k > 0 && Double.isFinite(values[k - 1]);
            boolean after = k + 1 < values.length && Double.isFinite(values[k + 1]);
            if (here && before) {
                line.line(axis.middle(k), up.at(values[k]));
            } else if (here && after) {
                line.move(axis.middle(k), up.at(values[k]));
            } else if (here) {
                alone.dot(axis.middle(k), up.at(values[k]));
            }
        }
        if (!line.isEmpty()) {
            svg.path(kind, line.toString());
        }
        if (!alone.isEmpty()) {
            svg.path("point", alone.toString());
        }
        return this;
    }

    /** Marks places that are bad, and those without enough rows, which have no number. */
    TrendFigure marked(double[] values, boolean[] bad, boolean[] few) {
        Pen dots = new Pen();
        Pen gaps = new Pen();
        double half = axis.width() / 2;
        for (int k = 0; k < values.length; k++) {
            if (bad[k] && Double.isFinite(values[k])) {
                dots.dot(axis.middle(k), up.at(values[k]));
            }
            if (few[k]) {
                gaps.move(axis.middle(k) - half, BOTTOM).across(axis.middle(k) + half);
            }
        }
        if (!gaps.isEmpty()) {
            svg.path("gap", gaps.toString());
        }
        if (!dots.isEmpty()) {
            svg.path("bad", dots.toString());
        }
        return this;
    }

    String markup(List<VersionChange> changes, String right) {
        axis.marks(svg, changes, TOP, BOTTOM);
        svg.path("z", new Pen().move(LEFT, BOTTOM).across(RIGHT).toString());
        svg.text("", LEFT, BOTTOM + 15, Words.at(axis.windows().get(0).from()));
        svg.text(
                "e",
                RIGHT,
                BOTTOM + 15,
                Words.at(axis.windows().get(axis.windows().size() - 1).to()));
        return "<figure><h3><span>" + HtmlPage.escape(name) + "</span><span class=\"soft\">" + HtmlPage.escape(right)
                + "</span></h3>" + svg.markup(HEIGHT, name, says) + "</figure>";
    }
}
