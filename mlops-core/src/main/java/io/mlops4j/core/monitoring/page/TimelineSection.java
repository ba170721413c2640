package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.monitoring.page.MonitorHistory.VersionChange;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.monitoring.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Columns over the windows: all at once as a heat map, and the most severe one by one. Stateless. */
final class TimelineSection {
    private static final int MOST_LINES = 40;
    private static final int MOST_TRENDS = 9;
    private static final int MOST_CHANGES = 20;
    private static final double ALERT_WITHOUT = 5;
    private static final int LONGEST_WHY = 200;

    private TimelineSection() {}

    static void write(HtmlPage page, MonitorHistory history, List<ColumnHistory> columns) {
        page.raw("<section class=\"part\"><h2>Columns over time</h2>\n");
        page.raw(
                "<p class=\"key\"><span><i class=\"h1\"></i>far below</span><span><i class=\"h2\"></i>half of what counts</span>"
                        + "<span><i class=\"h3\"></i>large, not evident</span><span><i class=\"h4\"></i>drifted</span>"
                        + "<span><i class=\"h5\"></i>drifted, as far as for an alert</span><span><i class=\"h0\"></i>too few rows</span>");
        WindowAxis wide = WindowAxis.of(history.windows(), HeatFigure.MOST, HeatFigure.LEFT, HeatFigure.RIGHT);
        if (!wide.within(history.changes()).isEmpty()) {
            page.raw("<span><i class=\"m\"></i>another version serves</span>");
        }
        page.raw("</p>\n<div class=\"card\">");
        List<HeatFigure.Line> lines = new ArrayList<>();
        for (ColumnHistory column : columns.subList(0, Math.min(MOST_LINES, columns.size()))) {
            lines.add(new HeatFigure.Line(column.name(), shades(column, wide)));
        }
        long drifted = columns.stream().filter(column -> column.drifted() > 0).count();
        page.raw(HeatFigure.of(
                wide,
                lines,
                history.changes(),
                "Columns by windows",
                Words.columns(columns.size()) + " over "
                        + Figures.count(history.windows().size()) + " windows; " + drifted
                        + " had drifted in at least one."));
        together(page, wide, columns.size() - lines.size());
        page.raw("</div>\n");
        changes(page, wide.within(history.changes()));
        trends(page, history, columns);
        page.raw("</section>\n");
    }

    private static void together(HtmlPage page, WindowAxis axis, int left) {
        String sentence = (axis.together() > 1 ? "Each cell is the worst of " + axis.together() + " windows. " : "")
                + (left > 0
                        ? Words.columns(left) + " of less change " + (left == 1 ? "is" : "are") + " not drawn."
                        : "");
        if (!sentence.isEmpty()) {
            PageStyle.note(page, sentence.strip());
        }
    }

    private static int[] shades(ColumnHistory column, WindowAxis axis) {
        ColumnHistory.Course course = column.course(axis);
        double counts =
                Double.isNaN(column.report()) ? Math.max(column.greatest(), Double.MIN_NORMAL) : column.report();
        double alert = Double.isNaN(column.alert()) ? ALERT_WITHOUT * counts : column.alert();
        int[] shades = new int[axis.places()];
        for (int k = 0; k < shades.length; k++) {
            double value = course.values()[k];
            if (Double.isNaN(value)) {
                shades[k] = course.few()[k] ? 0 : -1;
            } else if (course.bad()[k]) {
                shades[k] = value >= 2 * alert ? 6 : value >= alert ? 5 : 4;
            } else {
                shades[k] = value >= counts ? 3 : value >= counts / 2 ? 2 : 1;
            }
        }
        return shades;
    }

    private static void changes(HtmlPage page, List<VersionChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        page.raw("<div class=\"card\">");
        Table table = new Table(page, "What served", "")
                .column("From")
                .column("Version")
                .column("How")
                .column("Why");
        for (VersionChange change : changes.subList(Math.max(0, changes.size() - MOST_CHANGES), changes.size())) {
            table.row(Words.at(change.at()))
                    .cell(change.version().isEmpty() ? Words.NONE : change.version())
                    .cell(change.what())
                    .cell(Words.shortened(change.why(), LONGEST_WHY));
        }
        table.end();
        page.raw("</div>\n");
    }

    private static void trends(HtmlPage page, MonitorHistory history, List<ColumnHistory> columns) {
        List<ColumnHistory> shown = columns.subList(0, Math.min(MOST_TRENDS, columns.size()));
        if (shown.isEmpty()) {
            return;
        }
        page.raw(
                "<div class=\"card\"><p class=\"key\"><span><i class=\"l1\"></i>counts from</span><span><i class=\"l2\"></i>alerts from</span>"
                        + "<span><i class=\"d\"></i>drifted</span><span><i class=\"g\"></i>too few rows</span></p><div class=\"trends\">\n");
        WindowAxis axis = WindowAxis.of(history.windows(), TrendFigure.MOST, TrendFigure.LEFT, TrendFigure.RIGHT);
        for (ColumnHistory column : shown) {
            ColumnHistory.Course course = column.course(axis);
            double most = Math.max(column.greatest(), column.report());
            // A limit far above all numbers would make a flat line of them.
            boolean alert = column.alert() <= 4 * Math.max(column.greatest(), column.report());
            TrendFigure figure = new TrendFigure(
                    column.name(),
                    says(column, course),
                    axis,
                    true,
                    DoubleStream.concat(
                            Arrays.stream(course.values()),
                            DoubleStream.of(0, most, alert ? column.alert() : Double.NaN)));
            if (Double.isFinite(column.report())) {
                figure.limit("limit", column.report());
            }
            if (alert) {
                figure.limit("limit2", column.alert());
            }
            page.raw(figure.line("t", course.values())
                    .marked(course.values(), course.bad(), course.few())
                    .markup(history.changes(), column.measure()));
        }
        page.raw("</div>");
        if (columns.size() > shown.size()) {
            PageStyle.note(page, "The " + shown.size() + " columns that changed most.");
        }
        page.raw("</div>\n");
    }

    private static String says(ColumnHistory column, ColumnHistory.Course course) {
        long few = 0;
        for (boolean each : course.few()) {
            few += each ? 1 : 0;
        }
        return "The effect over the windows: at most " + Words.number(column.greatest()) + ", drifted in "
                + Figures.count(column.drifted()) + " windows"
                + (column.last() == Verdict.DRIFTED ? " and in the last" : "")
                + (few > 0 ? "; too few rows in places." : ".");
    }
}
