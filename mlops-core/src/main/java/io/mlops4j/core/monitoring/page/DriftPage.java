package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Svg;
import io.mlops4j.core.page.Table;
import io.mlops4j.monitoring.ColumnDistribution;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import java.util.List;

/** A drift report as a page. */
public final class DriftPage {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 150;

    private DriftPage() {}

    /** The page. */
    public static String of(DriftReport report) {
        HtmlPage page = new HtmlPage("Drift: " + report.title()).style(Table.STYLE);
        page.raw("<p>").text(report.toString()).raw("</p>\n<section class=\"part\"><h2>Columns</h2>\n<div class=\"card\">");
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

    private static String overlay(ColumnDrift column) {
        Svg svg = new Svg(WIDTH, "chart");
        bars(svg, column.reference(), "f0 r0");
        bars(svg, column.current(), "f1 r1");
        return svg.markup(
                HEIGHT, "Reference and current values of " + column.name(), "Shares of the rows over the bins.");
    }

    private static void bars(Svg svg, ColumnDistribution distribution, String shape) {
        List<Long> counts = distribution.counts();
        double total = Math.max(1, distribution.total());
        double width = (double) WIDTH / Math.max(1, counts.size());
        for (int k = 0; k < counts.size(); k++) {
            double height = HEIGHT * counts.get(k) / total;
            svg.box(shape, k * width, HEIGHT - height, width, height);
        }
    }
}
