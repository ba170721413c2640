package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.Correction;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The parts of a report that both pages have. Stateless. */
final class ReportSections {
    private static final int DIGEST = 12;

    /** The columns that a monitor makes of what a model answers. */
    private static final Set<String> ANSWERS = Set.of("prediction", "confidence");

    private ReportSections() {}

    static boolean isAnswer(DriftReport report, ColumnDrift column) {
        return report.window() > 0 && ANSWERS.contains(column.name());
    }

    /** What was held against what, and by which rule. */
    static void held(HtmlPage page, DriftReport report) {
        StringBuilder held = new StringBuilder();
        if (report.window() > 0) {
            held.append("Window ").append(Figures.count(report.window())).append(": ");
        }
        held.append(Figures.count(report.rows())).append(report.rows() == 1 ? " row" : " rows");
        report.from()
                .ifPresent(from -> report.to()
                        .ifPresent(to -> held.append(" from ")
                                .append(Words.at(from))
                                .append(" to ")
                                .append(Words.at(to))
                                .append(" UTC")));
        held.append(" against ")
                .append(report.reference().name())
                .append(" (")
                .append(Figures.count(report.reference().rows()))
                .append(" rows");
        String digest = report.reference().digest();
        if (!digest.isEmpty()) {
            held.append(", digest ")
                    .append(digest, 0, Math.min(DIGEST, digest.length()))
                    .append('\u2026');
        }
        page.raw("<p>").text(held.append(").").toString()).raw("</p>\n");
        PageStyle.note(page, rule(report));
    }

    static String rule(DriftReport report) {
        if (!(report.test() instanceof DriftTest.Auto auto)) {
            return "Test: " + report.test().describe() + ", not corrected over the columns.";
        }
        return "Test: evident at a false alarm rate of " + Figures.percent(report.falseAlarmRate())
                + " over all columns" + (isStream(report) ? " and looks" : "") + " (correction: "
                + correction(report, auto)
                + "), and an effect of " + auto.measure().title() + " of at least " + Words.number(auto.report())
                + "; alerts from " + Words.number(auto.alert()) + ".";
    }

    private static boolean isStream(DriftReport report) {
        return report.window() > 0;
    }

    private static String correction(DriftReport report, DriftTest.Auto auto) {
        return isStream(report)
                ? "e-BH"
                : auto.correction() == Correction.NONE
                        ? "none"
                        : auto.correction().title();
    }

    /** How many columns were judged how. */
    static void figures(HtmlPage page, DriftReport report) {
        page.raw("<ul class=\"figures\">");
        long tested = count(report, Verdict.DRIFTED) + count(report, Verdict.STABLE);
        PageStyle.figure(
                page,
                Figures.count(count(report, Verdict.DRIFTED)) + " of " + Figures.count(tested),
                "tested columns drifted");
        long alarming = report.columns().stream().filter(ColumnDrift::alarming).count();
        PageStyle.figure(page, Figures.count(alarming), "large enough for an alert");
        long few = count(report, Verdict.INSUFFICIENT_DATA);
        if (few > 0) {
            PageStyle.figure(page, Figures.count(few), "with too few rows");
        }
        PageStyle.figure(
                page,
                Figures.count(report.quality().size()),
                report.quality().size() == 1 ? "finding on data quality" : "findings on data quality");
        PageStyle.figure(page, Figures.count(report.rows()), "rows");
        page.raw("</ul>\n");
    }

    private static long count(DriftReport report, Verdict verdict) {
        return report.columns().stream()
                .filter(column -> column.verdict() == verdict)
                .count();
    }

    /** All columns, the most severe first; those that are drawn below can be gone to. */
    static void table(HtmlPage page, DriftReport report, Set<Integer> drawn) {
        page.raw("<section class=\"part\"><h2>Columns</h2>\n");
        PageStyle.key(page);
        page.raw("<div class=\"card long\">");
        boolean since =
                report.columns().stream().anyMatch(column -> column.since().isPresent());
        double greatest = report.columns().stream()
                .filter(column -> column.verdict() == Verdict.DRIFTED || column.verdict() == Verdict.STABLE)
                .mapToDouble(
                        column -> column.effect().map(ColumnDrift.Effect::value).orElse(0.0))
                .max()
                .orElse(0);
        Table table = new Table(
                        page,
                        "The most severe first. The effect is how large a change is, with its 95\u202F% interval; the evidence how sure it is that there is one",
                        "verdicts")
                .column("Column")
                .column("Verdict")
                .column("Effect")
                .column("Reference and current")
                .numbers("Least effect")
                .numbers("Evidence")
                .numbers("Needed");
        if (since) {
            table.column("First alarm");
        }
        for (int k = 0; k < report.columns().size(); k++) {
            ColumnDrift column = report.columns().get(k);
            if (drawn.contains(k)) {
                table.row(column.name(), ColumnCard.id(k));
            } else {
                table.row(column.name());
            }
            table.markup("", PageStyle.pill(column.verdict().name(), Words.verdict(column.verdict())))
                    .markup("", effect(column, greatest))
                    .markup("k", column.verdict() == Verdict.NOT_TESTED ? "" : MiniFigure.of(Pair.of(column)))
                    .number(column.effect().isPresent() ? Words.least(report.test()) : Words.NONE)
                    .number(Words.evidence(column))
                    .number(Words.needed(column));
            if (since) {
                table.unbroken(column.since().map(Words::at).orElse(Words.NONE));
            }
        }
        table.end();
        page.raw("</div></section>\n");
    }

    private static String effect(ColumnDrift column, double greatest) {
        if (column.effect().isEmpty()) {
            return Words.NONE;
        }
        ColumnDrift.Effect effect = column.effect().get();
        long width = greatest > 0 ? Math.round(100 * Math.min(1, effect.value() / greatest)) : 0;
        return "<b>" + Words.number(effect.value()) + "</b> " + Words.measure(effect.measure())
                + effect.interval()
                        .map(interval -> "<small>" + Words.number(interval.low()) + " to "
                                + Words.number(interval.high()) + "</small>")
                        .orElse("")
                + (width > 0 ? "<span class=\"effect\"><i style=\"width:" + width + "%\"></i></span>" : "");
    }

    /** What is wrong with the data itself. */
    static void quality(HtmlPage page, DriftReport report) {
        page.raw("<section class=\"part\"><h2>Data quality</h2>\n<div class=\"card\">");
        if (report.quality().isEmpty()) {
            page.raw("<p>Nothing was found wrong with the data itself.</p>");
        }
        Table table = new Table(page, "Beside the distributions", "")
                .column("Column")
                .column("What")
                .numbers("Rows")
                .numbers("Share")
                .numbers("Reference")
                .column("In words");
        for (QualityIssue issue : report.quality()) {
            table.row(issue.column().isEmpty() ? "rows" : issue.column())
                    .unbroken(kind(issue.kind()))
                    .number(Figures.count(issue.rows()))
                    .number(Figures.percent(issue.share()))
                    .number(Figures.percent(issue.expected()))
                    .cell(issue.message());
        }
        table.end();
        page.raw("</div></section>\n");
    }

    static String kind(DriftReport.QualityKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What was asked for, how it was measured, and what to know when reading it. */
    static void methods(HtmlPage page, DriftReport report, List<String> more) {
        page.raw("<section class=\"part\"><h2>Methods and settings</h2>\n<div class=\"card\"><dl class=\"set\">");
        setting(page, "Rule", rule(report));
        setting(
                page,
                "Reference",
                report.reference().name() + ", "
                        + Figures.count(report.reference().rows()) + " rows"
                        + (report.reference().digest().isEmpty()
                                ? ""
                                : ", digest " + report.reference().digest()));
        setting(
                page,
                "Evidence",
                isStream(report)
                        ? "E is the ratio of two Dirichlet-multinomial likelihoods of the window's counts over the reference's bins; it holds at every look, and 1 / E is a p-value."
                        : "p-values of two samples, corrected over the columns where the rule says so.");
        setting(
                page,
                "Effect",
                "On at most ten bins of about equally many reference rows, or on the categories, less what chance has."
                        + " What makes most of the change is by its share of the population stability index on these bins.");
        setting(
                page,
                "Pictures",
                "Histograms over equal widths, from bins of the reference; values within a bin are taken to be spread evenly. The grey band is \u00b11.358 \u221a(1/n + 1/m),"
                        + " which the whole line of a column that has not changed stays in 95 times in 100.");
        more.forEach(sentence -> setting(page, "Settings", sentence));
        report.warnings().forEach(warning -> setting(page, "Note", warning));
        page.raw("</dl></div></section>\n");
    }

    private static void setting(HtmlPage page, String what, String says) {
        page.raw("<dt>").text(what).raw("</dt><dd>").text(says).raw("</dd>");
    }
}
