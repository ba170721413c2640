package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertState;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The alerts of a monitor, those that are not over first. Stateless. */
final class AlertSection {
    private static final int MOST = 25;
    private static final int MOST_SUBJECTS = 4;

    private AlertSection() {}

    static void write(HtmlPage page, List<Alert> alerts) {
        page.raw("<section class=\"part\"><h2>Alerts</h2>\n<div class=\"card\">");
        if (alerts.isEmpty()) {
            page.raw("<p>There were none.</p>");
        }
        Table table = new Table(
                        page, "Those that are not over first, then the latest; the worst finding of each", "verdicts")
                .column("What")
                .column("State")
                .column("Severity")
                .column("Columns")
                .column("Found")
                .column("Since")
                .numbers("Last window");
        List<Alert> shown = alerts.stream()
                .sorted(Comparator.<Alert, Boolean>comparing(alert -> alert.state() == AlertState.RESOLVED)
                        .thenComparing(Alert::severity, Comparator.reverseOrder())
                        .thenComparing(Alert::openedAt, Comparator.reverseOrder())
                        .thenComparing(Alert::id))
                .limit(MOST)
                .toList();
        for (Alert alert : shown) {
            table.row(alert.topic().title() + (alert.where().isEmpty() ? "" : ", " + alert.where()))
                    .markup("", PageStyle.pill(alert.state().name(), lower(alert.state())))
                    .markup("", PageStyle.pill(alert.severity().name(), lower(alert.severity())))
                    .cell(subjects(alert.findings()))
                    .cell(alert.findings().get(0).test() + " " + Words.number(alert.value()) + ", limit "
                            + Words.number(alert.threshold()))
                    .unbroken(Words.at(alert.since()))
                    .number(Figures.count(alert.window().number()));
        }
        table.end();
        if (alerts.size() > shown.size()) {
            PageStyle.note(page, Figures.count((long) alerts.size() - shown.size()) + " more are not listed.");
        }
        page.raw("</div></section>\n");
    }

    private static String subjects(List<AlertFinding> findings) {
        return findings.stream()
                        .limit(MOST_SUBJECTS)
                        .map(finding -> Words.shortened(finding.subject()))
                        .collect(Collectors.joining(", "))
                + (findings.size() > MOST_SUBJECTS ? " and " + (findings.size() - MOST_SUBJECTS) + " more" : "");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
