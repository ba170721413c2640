package io.mlops4j.core.serving.shadow;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.serving.LatencyQuantiles;
import io.mlops4j.serving.ShadowReport;
import io.mlops4j.serving.ShadowReport.Example;
import io.mlops4j.serving.ShadowReport.OutputComparison;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A shadow's report as a page. */
public final class ShadowPage {
    /** More of a tensor than this is not shown. */
    private static final int MOST_ELEMENTS = 40;

    private ShadowPage() {}

    /** The page. */
    public static String of(ShadowReport report) {
        HtmlPage page = new HtmlPage("Shadow " + report.shadow()).style(Table.STYLE);
        page.raw("<p>")
                .text(verdict(report))
                .raw("</p>\n<section class=\"part\"><h2>Requests</h2>\n<div class=\"card\">");
        Table counts = new Table(page, "Copies of requests to endpoint " + report.endpoint(), "")
                .column("What")
                .numbers("Requests");
        counts.row("Compared").number(Figures.count(report.compared()));
        counts.row("Beyond the tolerance").number(Figures.count(report.mismatches()));
        counts.row("Failed in the shadow").number(Figures.count(report.errors()));
        counts.row("Dropped").number(Figures.count(report.dropped()));
        counts.end();
        report.firstError()
                .ifPresent(error -> page.raw("<p>First failure: ").text(error).raw("</p>\n"));
        latencies(page, report);
        page.raw("</div></section>\n");
        outputs(page, report);
        examples(page, report);
        return page.html();
    }

    private static String verdict(ShadowReport report) {
        String served = report.served().isEmpty() ? "nothing yet" : String.join(", ", report.served());
        return report.shadow() + " got copies of requests that " + served + " answered: "
                + Figures.percent(report.mismatchRate()) + " of " + Figures.count(report.compared())
                + " compared answers differ by more than the tolerance.";
    }

    private static void latencies(HtmlPage page, ShadowReport report) {
        Table table = new Table(page, "Time in the model, of requests that both answered", "")
                .column("Version")
                .numbers("p50")
                .numbers("p90")
                .numbers("p99")
                .numbers("max");
        row(table, "Served", report.servedLatency());
        row(table, "Shadow", report.shadowLatency());
        table.end();
    }

    private static void row(Table table, String name, LatencyQuantiles latency) {
        table.row(name)
                .number(time(latency.p50()))
                .number(time(latency.p90()))
                .number(time(latency.p99()))
                .number(time(latency.max()));
    }

    private static String time(Duration time) {
        double micros = time.toNanos() / 1e3;
        return micros < 1_000
                ? String.format(Locale.ROOT, "%.1f \u00b5s", micros)
                : micros < 1_000_000
                        ? String.format(Locale.ROOT, "%.2f ms", micros / 1e3)
                        : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }

    private static void outputs(HtmlPage page, ShadowReport report) {
        if (report.outputs().isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Outputs</h2>\n<div class=\"card\">");
        Table table = new Table(page, "Each output of both", "")
                .column("Output")
                .numbers("Beyond the tolerance")
                .numbers("Largest difference")
                .numbers("Mean difference")
                .numbers("Rank agreement")
                .numbers("Distance of distributions");
        for (OutputComparison output : report.outputs()) {
            table.row(output.name())
                    .number(Figures.count(output.mismatches()))
                    .number(Figures.number(output.largestDifference()))
                    .number(Figures.number(output.meanDifference()))
                    .number(number(output.rankAgreement()))
                    .number(number(output.distributionDistance()));
        }
        table.end();
        page.raw(
                "<p class=\"soft small\">Differences are the shadow less the served answer. Rank agreement is Kendall's tau-b, 1 where both order the requests alike;"
                        + " the distance of distributions is Kolmogorov-Smirnov's for numbers, total variation for classes.</p>\n</div></section>\n");
    }

    private static String number(Optional<Double> value) {
        return value.map(Figures::number).orElse("\u2013");
    }

    private static void examples(HtmlPage page, ShadowReport report) {
        if (report.examples().isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Worst disagreements</h2>\n<div class=\"card\">");
        Table table = new Table(page, "Worst first; the difference is a multiple of the tolerance", "")
                .column("Prediction")
                .numbers("Difference")
                .column("Inputs")
                .column("Served")
                .column("Shadow");
        for (Example example : report.examples()) {
            table.row(example.predictionId())
                    .number(
                            Double.isInfinite(example.difference())
                                    ? "another class"
                                    : Figures.number(example.difference()))
                    .cell(text(example.inputs()))
                    .cell(text(example.served()))
                    .cell(text(example.shadow()));
        }
        table.end();
        page.raw("</div></section>\n");
    }

    private static String text(Tensors tensors) {
        return IntStream.range(0, tensors.size())
                .mapToObj(i -> tensors.name(i) + " " + text(tensors.value(i)))
                .collect(Collectors.joining("; "));
    }

    private static String text(Value value) {
        if (!(value instanceof Tensor tensor)) {
            return value.toString();
        }
        String elements = switch (tensor.type()) {
            case STRING -> Arrays.stream(tensor.strings()).limit(MOST_ELEMENTS).collect(Collectors.joining(", "));
            case BOOL -> Arrays.toString(tensor.booleans());
            default ->
                Arrays.stream(tensor.doubles())
                        .limit(MOST_ELEMENTS)
                        .mapToObj(Figures::number)
                        .collect(Collectors.joining(", "));
        };
        return "[" + elements + (tensor.size() > MOST_ELEMENTS ? ", \u2026" : "") + "]";
    }
}
