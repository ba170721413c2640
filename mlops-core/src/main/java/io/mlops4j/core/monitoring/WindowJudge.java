package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.drift.ColumnReference;
import io.mlops4j.core.monitoring.drift.StreamJudge;
import io.mlops4j.core.monitoring.drift.StreamQuality;
import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.monitoring.record.StreamCounts;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.monitoring.WindowSummary.ColumnSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is found in the counts of a window. Immutable. */
final class WindowJudge {
    private final String monitor;
    private final StreamReference reference;
    private final MonitorSettings settings;
    private final List<ColumnReference> columns;
    private final StreamJudge judge;

    WindowJudge(String monitor, StreamReference reference, MonitorSettings settings) {
        this.monitor = monitor;
        this.reference = reference;
        this.settings = settings;
        this.columns = reference.all();
        this.judge = new StreamJudge(columns, this::test, rate());
    }

    /** The rate is shared between what a window is held against. */
    private double rate() {
        return settings.falseAlarmRate() / (1 + settings.against().size());
    }

    private DriftTest test(String column) {
        DriftTest own = settings.tests().get(column);
        int segment = column.indexOf(" [");
        return own != null
                ? own
                : segment > 0
                        ? settings.tests().getOrDefault(column.substring(0, segment), settings.test())
                        : settings.test();
    }

    StreamReference reference() {
        return reference;
    }

    List<ColumnReference> columns() {
        return columns;
    }

    StreamJudge.Seen nothingSeen() {
        return judge.nothingSeen();
    }

    void look(StreamCounts counts, StreamJudge.Seen seen) {
        judge.look(counts.counts(), seen);
    }

    /**
     * What is found.
     *
     * @param number of the window
     * @param counts its counts
     * @param seen what looks have shown; the last of them was at these counts
     * @param others the counts of what it is held against too, by name
     * @param since since when columns have drifted
     */
    DriftReport report(
            long number,
            Instant from,
            Instant to,
            StreamCounts counts,
            StreamJudge.Seen seen,
            Map<String, StreamCounts> others,
            Map<String, Instant> since) {
        List<ColumnDrift> found = new ArrayList<>(
                judge.judge(counts.counts(), counts.numbers(columns), seen, counts.unseenCategories(), since, from));
        List<String> warnings = new ArrayList<>();
        others.forEach((name, rows) -> {
            List<ColumnReference> recent = rows.asReference(reference.columns(), " [against " + name + "]");
            StreamJudge other = new StreamJudge(recent, this::test, rate());
            StreamJudge.Seen once = other.nothingSeen();
            StreamCounts base = counts.of(recent.size());
            other.look(base.counts(), once);
            found.addAll(other.judge(base.counts(), base.numbers(recent), once, base.unseenCategories(), since, from));
        });
        reference
                .unwatched()
                .forEach(column -> warnings.add("Column '" + column.name() + "' is not watched: it "
                        + switch (column.kind()) {
                            case IDENTIFIER -> "names rows.";
                            case TIME -> "runs with time.";
                            default -> "is text that is not of a set of words.";
                        }));
        List<QualityIssue> quality =
                StreamQuality.of(reference.columns(), counts.counts(), counts.rows(), counts.repeated());
        return new DriftReport(
                monitor,
                number,
                reference.info(),
                counts.rows(),
                Optional.of(from),
                Optional.of(to),
                settings.test(),
                settings.falseAlarmRate(),
                StreamJudge.ordered(found),
                quality,
                warnings);
    }

    static WindowSummary summary(DriftReport report) {
        Map<String, ColumnSummary> columns = new LinkedHashMap<>();
        for (ColumnDrift column : report.columns()) {
            if (column.verdict() != Verdict.NOT_TESTED) {
                columns.put(
                        column.name(),
                        new ColumnSummary(
                                column.verdict(),
                                column.findStatistic(),
                                column.findThreshold(),
                                column.effect()
                                        .map(effect -> OptionalDouble.of(effect.value()))
                                        .orElse(OptionalDouble.empty())));
            }
        }
        return new WindowSummary(
                report.window(),
                report.from().orElse(Instant.EPOCH),
                report.to().orElse(Instant.EPOCH),
                report.rows(),
                report.driftedColumns().stream().map(ColumnDrift::name).toList(),
                columns);
    }
}
