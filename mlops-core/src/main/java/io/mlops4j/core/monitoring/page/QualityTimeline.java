package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.monitoring.page.MonitorHistory.QualityShare;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.monitoring.WindowSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was wrong with the data, over the windows. Stateless. */
final class QualityTimeline {
    private static final int MOST_LINES = 20;

    /** Shares from which on a cell is darker by a shade. */
    private static final double[] STEPS = {0.01, 0.05, 0.2, 0.5};

    private QualityTimeline() {}

    static void write(HtmlPage page, MonitorHistory history) {
        Map<String, int[]> lines = new TreeMap<>();
        Map<String, Double> greatest = new TreeMap<>();
        WindowAxis axis = WindowAxis.of(history.windows(), HeatFigure.MOST, HeatFigure.LEFT, HeatFigure.RIGHT);
        for (int k = 0; k < axis.places(); k++) {
            for (WindowSummary window : axis.at(k)) {
                for (QualityShare share : history.quality().getOrDefault(window.number(), List.of())) {
                    String name =
                            ReportSections.kind(share.kind()) + (share.column().isEmpty() ? "" : ": " + share.column());
                    int[] shades = lines.computeIfAbsent(name, each -> seen(history, axis));
                    shades[k] = Math.max(shades[k], shade(share.share()));
                    greatest.merge(name, share.share(), Math::max);
                }
            }
        }
        page.raw("<section class=\"part\"><h2>Data quality over time</h2>\n");
        if (lines.isEmpty()) {
            page.raw("<div class=\"card\"><p>Nothing was found wrong with the data itself.</p></div></section>\n");
            return;
        }
        page.raw(
                "<p class=\"key\"><span><i class=\"h1\"></i>nothing found</span><span><i class=\"h2\"></i>below 1\u202F% of the rows</span>"
                        + "<span><i class=\"h3\"></i>to 5\u202F%</span><span><i class=\"h4\"></i>to 20\u202F%</span><span><i class=\"h5\"></i>more</span></p>\n<div class=\"card\">");
        List<HeatFigure.Line> shown = new ArrayList<>();
        greatest.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LINES)
                .forEach(entry ->
                        shown.add(new HeatFigure.Line(entry.getKey(), lines.getOrDefault(entry.getKey(), new int[0]))));
        page.raw(HeatFigure.of(
                axis,
                shown,
                history.changes(),
                "Data quality by windows",
                lines.size() + " kinds of trouble over the windows; the most frequent first."));
        if (lines.size() > shown.size()) {
            PageStyle.note(page, (lines.size() - shown.size()) + " more are not drawn.");
        }
        page.raw("</div></section>\n");
    }

    /** A place where some window was looked at says so; others are empty. */
    private static int[] seen(MonitorHistory history, WindowAxis axis) {
        int[] shades = new int[axis.places()];
        Arrays.setAll(
                shades,
                k -> axis.at(k).stream().anyMatch(window -> history.quality().containsKey(window.number())) ? 1 : -1);
        return shades;
    }

    private static int shade(double share) {
        int shade = 2;
        for (double step : STEPS) {
            shade += share >= step ? 1 : 0;
        }
        return shade;
    }
}
