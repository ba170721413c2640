package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.page.MonitorHistory.PerformancePoint;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.monitoring.AlertState;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.WindowSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The history of a monitor as a page: how each column went over the windows, alerts, data quality, performance, and the latest window in full. Stateless. */
public final class MonitorPage {
    /** So many of the latest windows are listed as data; drawings take in all. */
    private static final int MOST_LISTED = 60;

    private MonitorPage() {}

    /** The page, which is well-formed XML too. */
    public static String of(MonitorHistory history) {
        return history.latest()
                .map(latest -> DriftPage.fitted(latest, drawn -> page(history, latest, drawn)))
                .orElseGet(() -> empty(history));
    }

    private static HtmlPage begin(MonitorHistory history) {
        return PageStyle.page("Monitor: " + history.monitor()).style(TrendFigure.STYLE + HeatFigure.STYLE);
    }

    private static String empty(MonitorHistory history) {
        HtmlPage page = begin(history);
        page.raw("<p class=\"verdict\">No window was closed in this time.</p>\n");
        AlertSection.write(page, history.alerts());
        return page.html();
    }

    private static String page(MonitorHistory history, DriftReport latest, SortedMap<Integer, String> drawn) {
        HtmlPage page = begin(history);
        List<ColumnHistory> columns = ColumnHistory.of(history);
        verdict(page, history, latest);
        TimelineSection.write(page, history, columns);
        AlertSection.write(page, history.alerts());
        PerformanceSection.write(page, history);
        QualityTimeline.write(page, history);
        page.raw("<section class=\"part\"><h2>The latest window</h2>\n");
        ReportSections.held(page, latest);
        ReportSections.figures(page, latest);
        page.raw("</section>\n");
        ReportSections.table(page, latest, drawn.keySet());
        DriftPage.columns(page, latest, drawn);
        ReportSections.quality(page, latest);
        ReportSections.methods(page, latest, settings(history));
        page.raw(PageJson.element("monitor", json(history)));
        return page.raw(PageJson.element("report", PageJson.of(latest))).html();
    }

    private static void verdict(HtmlPage page, MonitorHistory history, DriftReport latest) {
        page.raw("<p class=\"verdict\">")
                .text("Window " + Figures.count(latest.window()) + ": " + DriftPage.verdict(latest))
                .raw("</p>\n");
        List<WindowSummary> windows = history.windows();
        long rows = windows.stream().mapToLong(WindowSummary::rows).sum();
        page.raw("<p>")
                .text(Figures.count(windows.size()) + (windows.size() == 1 ? " window" : " windows") + " from "
                        + Words.at(windows.get(0).from()) + " to "
                        + Words.at(windows.get(windows.size() - 1).to()) + " UTC, each of " + history.window()
                        + history.endpoint()
                                .map(name -> ", on endpoint " + name)
                                .orElse("")
                        + history.changes().stream()
                                .filter(change -> !change.version().isEmpty())
                                .reduce((first, second) -> second)
                                .map(change -> ", which serves " + change.version())
                                .orElse("")
                        + ".");
        page.raw("</p>\n<ul class=\"figures\">");
        long drifted =
                windows.stream().filter(window -> !window.drifted().isEmpty()).count();
        PageStyle.figure(page, Figures.count(drifted) + " of " + Figures.count(windows.size()), "windows with drift");
        long open = history.alerts().stream()
                .filter(alert -> alert.state() != AlertState.RESOLVED)
                .count();
        PageStyle.figure(page, Figures.count(open), open == 1 ? "alert that is not over" : "alerts that are not over");
        PageStyle.figure(page, Figures.count(rows), "rows in these windows");
        page.raw("</ul>\n");
    }

    private static List<String> settings(MonitorHistory history) {
        List<String> settings = new ArrayList<>();
        settings.add("Windows of " + history.window() + ".");
        new TreeMap<>(history.tests())
                .forEach((column, test) -> settings.add("Column " + column + ": " + test.describe() + "."));
        return settings;
    }

    private static ObjectNode json(MonitorHistory history) {
        ObjectNode json = Json.object();
        json.put("monitor", history.monitor());
        history.endpoint().ifPresent(name -> json.put("endpoint", name));
        json.put("window", history.window());
        json.put("windowCount", history.windows().size());
        ArrayNode windows = json.putArray("windows");
        List<WindowSummary> all = history.windows();
        for (WindowSummary window : all.subList(Math.max(0, all.size() - MOST_LISTED), all.size())) {
            ObjectNode one = windows.addObject();
            one.put("number", window.number());
            one.put("from", window.from().toString());
            one.put("to", window.to().toString());
            one.put("rows", window.rows());
            one.put("drifted", window.drifted().size());
        }
        ArrayNode changes = json.putArray("versions");
        history.changes()
                .forEach(change -> changes.addObject()
                        .put("at", change.at().toString())
                        .put("version", change.version())
                        .put("what", change.what())
                        .put("why", change.why()));
        performance(json, history);
        return json;
    }

    /** Each metric that is drawn, as window, value and the ends of its interval if it has one. */
    private static void performance(ObjectNode json, MonitorHistory history) {
        List<WindowSummary> all = history.windows();
        long first = all.get(Math.max(0, all.size() - MOST_LISTED)).number();
        ArrayNode metrics = json.putArray("performance");
        PerformanceSection.metrics(history).entrySet().stream()
                .limit(PerformanceSection.MOST)
                .forEach(metric -> {
                    ObjectNode one = metrics.addObject();
                    one.put("metric", metric.getKey());
                    ArrayNode labelled = one.putArray("labelled");
                    ArrayNode estimated = one.putArray("estimated");
                    metric.getValue().stream()
                            .filter(point -> point.window() >= first)
                            .forEach(point -> point(point.estimated() ? estimated : labelled, point));
                });
    }

    private static void point(ArrayNode points, PerformancePoint point) {
        ArrayNode numbers = points.addArray().add(point.window()).add(PageJson.number(point.value()));
        if (Double.isFinite(point.low()) && Double.isFinite(point.high())) {
            numbers.add(PageJson.number(point.low())).add(PageJson.number(point.high()));
        }
    }
}
