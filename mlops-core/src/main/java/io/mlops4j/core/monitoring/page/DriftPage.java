package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Chart;
import io.mlops4j.core.page.Chart.Spot;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Palette;
import io.mlops4j.core.page.Table;
import io.mlops4j.monitoring.ColumnDistribution;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A drift report as a page. */
public final class DriftPage {
    private DriftPage() {}

    /** The page. */
    public static String of(DriftReport report) {
        HtmlPage page = new HtmlPage("Drift: " + report.title()).style(Palette.STYLE + Chart.STYLE + Table.STYLE);
        page.raw("<p>")
                .text(report.toString())
                .raw("</p>\n<section class=\"part\"><h2>Columns</h2>\n<div class=\"card\">");
        Table table = new Table(page, "What became of each column, the most severe first", "")
                .column("Column")
                .column("Verdict")
                .numbers("Effect")
                .column("Test")
                .numbers("p-value");
        for (ColumnDrift column : report.columns()) {
            table.row(column.name())
                    .cell(column.verdict().name())
                    .number(column.effect().map(e -> Figures.number(e.value())).orElse("\u2013"))
                    .cell(column.test())
                    .number(column.findPValue().isPresent() ? Figures.number(column.pValue()) : "\u2013");
        }
        table.end();
        page.raw("</div></section>\n");
        for (ColumnDrift column : report.columns()) {
            page.raw("<section class=\"part\"><h2>").text(column.name()).raw("</h2>\n<div class=\"card\">");
            page.raw(overlay(column)).raw("</div></section>\n");
        }
        return page.html();
    }

    /** The reference as bars, what was held against it as a line of steps, over the bins of the reference. */
    private static String overlay(ColumnDrift column) {
        List<Double> before = shares(column.reference());
        List<Double> now = shares(column.current());
        double most = Stream.concat(before.stream(), now.stream())
                .mapToDouble(share -> share)
                .max()
                .orElse(1);
        Chart chart = Chart.within(0, Math.max(1, before.size()), 0, Math.max(0.01, most))
                .axes("bin of the reference", "share of the rows");
        List<Spot> steps = new ArrayList<>();
        for (int k = 0; k < before.size(); k++) {
            chart.box(0, k, k + 1.0, 0, before.get(k));
            steps.add(new Spot(k, now.get(k)));
            steps.add(new Spot(k + 1.0, now.get(k)));
        }
        return chart.boxes(0, "reference")
                .line(1, "current", steps)
                .markup("Reference and current values of " + column.name(), "Shares of the rows over the bins.");
    }

    private static List<Double> shares(ColumnDistribution distribution) {
        double total = Math.max(1, distribution.total());
        return distribution.counts().stream().map(count -> count / total).toList();
    }
}
