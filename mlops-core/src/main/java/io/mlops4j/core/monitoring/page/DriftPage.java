package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A drift report as a page: the verdict, all columns in a table, and as many of them in full as a page has room for, the most severe first. Stateless. */
public final class DriftPage {
    /** A page of a hundred columns is smaller than 150 KB; what is beyond is for the table's own lines. */
    static final int MOST_BYTES = 148_000;

    /** So many are drawn whatever the size. */
    private static final int LEAST_DRAWN = 2;

    /** A link in the table to a column that is drawn. */
    private static final int LINK = 24;

    private DriftPage() {}

    /** The page, which is well-formed XML too. */
    public static String of(DriftReport report) {
        return fitted(report, drawn -> {
            HtmlPage page = PageStyle.page("Drift: " + report.title());
            page.raw("<p class=\"verdict\">").text(verdict(report)).raw("</p>\n");
            ReportSections.held(page, report);
            ReportSections.figures(page, report);
            ReportSections.table(page, report, drawn.keySet());
            columns(page, report, drawn);
            ReportSections.quality(page, report);
            ReportSections.methods(page, report, List.of());
            return page.raw(PageJson.element("report", PageJson.of(report))).html();
        });
    }

    /** What makes a page of the columns that are drawn on it. */
    interface Layout {
        String page(SortedMap<Integer, String> drawn);
    }

    /** The page with as many columns in full as fit. */
    static String fitted(DriftReport report, Layout layout) {
        int room = MOST_BYTES - bytes(layout.page(new TreeMap<>()));
        SortedMap<Integer, String> drawn = new TreeMap<>();
        for (int k : order(report)) {
            String card = ColumnCard.of(report.columns().get(k), k);
            room -= bytes(card) + LINK;
            if (room < 0 && drawn.size() >= LEAST_DRAWN) {
                break;
            }
            drawn.put(k, card);
        }
        return layout.page(drawn);
    }

    /** Answers of the model come first, then the most severe. What was not tested has no picture of its own. */
    private static List<Integer> order(DriftReport report) {
        return IntStream.range(0, report.columns().size())
                .boxed()
                .filter(k -> report.columns().get(k).verdict() != Verdict.NOT_TESTED)
                .sorted(Comparator.comparing(
                        k -> !ReportSections.isAnswer(report, report.columns().get(k))))
                .toList();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static String verdict(DriftReport report) {
        List<ColumnDrift> drifted = report.driftedColumns();
        if (drifted.isEmpty()) {
            boolean tested = report.columns().stream().anyMatch(column -> column.verdict() == Verdict.STABLE);
            return tested ? "No column has drifted." : "No column could be judged.";
        }
        List<String> names = drifted.stream()
                .limit(8)
                .map(ColumnDrift::name)
                .map(Words::shortened)
                .toList();
        return Words.columns(drifted.size())
                + (drifted.size() == 1 ? " has drifted: " : " have drifted: ")
                + String.join(", ", names)
                + (drifted.size() > names.size() ? " and " + (drifted.size() - names.size()) + " more." : ".");
    }

    /** The columns that are drawn, those that the model answers by themselves. */
    static void columns(HtmlPage page, DriftReport report, SortedMap<Integer, String> drawn) {
        List<String> answers = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        drawn.forEach((k, card) -> {
            Consumer<String> to =
                    ReportSections.isAnswer(report, report.columns().get(k)) ? answers::add : inputs::add;
            to.accept(card);
        });
        section(page, "What the model answers", answers);
        section(page, "Columns in full", inputs);
        long left = report.columns().stream()
                        .filter(column -> column.verdict() != Verdict.NOT_TESTED)
                        .count()
                - drawn.size();
        if (left > 0) {
            PageStyle.note(
                    page,
                    Figures.count(left) + (left == 1 ? " more column is" : " more columns are")
                            + " in the table only, so that the page stays small; toJson() has all of their bins.");
        }
    }

    private static void section(HtmlPage page, String title, List<String> cards) {
        if (!cards.isEmpty()) {
            page.raw("<section class=\"part\"><h2>").text(title).raw("</h2>\n");
            PageStyle.key(page);
            cards.forEach(page::raw);
            page.raw("</section>\n");
        }
    }
}
