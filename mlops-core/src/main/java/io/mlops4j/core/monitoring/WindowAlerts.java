package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.alert.Verdict;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.DriftTest.Auto;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a window's report says to alerts: of each topic and part of the rows what is wrong, or that nothing is. */
final class WindowAlerts {
    private WindowAlerts() {}

    static List<Verdict> of(DriftReport report) {
        AlertWindow window = new AlertWindow(
                report.window(),
                report.from().orElse(Instant.EPOCH),
                report.to().orElse(Instant.EPOCH),
                report.rows());
        Map<String, List<AlertFinding>> inputs = new LinkedHashMap<>();
        inputs.put("", new ArrayList<>());
        List<AlertFinding> outputs = new ArrayList<>();
        for (ColumnDrift column : report.columns()) {
            int at = column.name().indexOf(" [");
            String where =
                    at < 0 ? "" : column.name().substring(at + 2, column.name().length() - 1);
            List<AlertFinding> findings = inputs.computeIfAbsent(where, w -> new ArrayList<>());
            if (column.alarming()) {
                String subject = at < 0 ? column.name() : column.name().substring(0, at);
                (Outputs.isOutput(subject) && at < 0 ? outputs : findings).add(finding(subject, column, report.test()));
            }
        }
        List<Verdict> verdicts = new ArrayList<>();
        inputs.forEach((where, findings) -> verdicts.add(Verdict.of(AlertTopic.DRIFT, where, window, findings)));
        verdicts.add(Verdict.of(AlertTopic.PREDICTION_DRIFT, "", window, outputs));
        verdicts.add(Verdict.of(
                AlertTopic.DATA_QUALITY,
                "",
                window,
                report.quality().stream().map(WindowAlerts::finding).toList()));
        return verdicts;
    }

    private static AlertFinding finding(String subject, ColumnDrift column, DriftTest test) {
        if (test instanceof Auto auto && column.findLogEvidence().isPresent()) {
            String measure = auto.measure().name().toLowerCase(Locale.ROOT);
            double size = column.effect().map(ColumnDrift.Effect::value).orElse(0.0);
            return AlertFinding.above(subject, measure, size, auto.alert()).detail(detail(column));
        }
        double threshold = column.findThreshold().orElse(0);
        return column.findPValue().isPresent()
                ? AlertFinding.below(subject, column.test() + " p-value", column.pValue(), threshold)
                        .detail(detail(column))
                : AlertFinding.above(subject, column.test(), column.statistic(), threshold)
                        .detail(detail(column));
    }

    private static String detail(ColumnDrift column) {
        StringBuilder text = new StringBuilder();
        column.reference()
                .moments()
                .ifPresent(before -> column.current()
                        .moments()
                        .ifPresent(now -> text.append(String.format(
                                Locale.ROOT, "mean %.4g, was %.4g in the reference; ", now.mean(), before.mean()))));
        text.append(column.test());
        column.findPValue().ifPresent(p -> text.append(String.format(Locale.ROOT, ", p %.2g", p)));
        return text.toString();
    }

    private static AlertFinding finding(QualityIssue issue) {
        String subject = issue.column().isEmpty() ? "rows" : issue.column();
        return AlertFinding.above(
                        subject, issue.kind().name().toLowerCase(Locale.ROOT), issue.share(), issue.expected())
                .detail(issue.message());
    }
}
