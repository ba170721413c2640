package io.mlops4j.core.monitoring.drift;

import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the data of a window, from its counts. */
public final class StreamQuality {
    /** Fewer repetitions are what a caller's retries make. */
    private static final double REPEATED = 0.05;

    private StreamQuality() {}

    /**
     * The issues.
     *
     * @param columns of all rows
     * @param counts theirs; those of segments may follow
     * @param rows how many
     * @param repeated how many were the same as one shortly before
     */
    public static List<QualityIssue> of(List<ColumnReference> columns, long[][] counts, long rows, long repeated) {
        List<QualityIssue> issues = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            ColumnReference column = columns.get(c);
            long missing = counts[c][counts[c].length - 1];
            long missingBefore = column.counts()[column.counts().length - 1];
            if (rows > 0 && missing == rows && missingBefore < column.rows()) {
                issues.add(new QualityIssue(
                        column.name(),
                        QualityKind.ABSENT,
                        rows,
                        1,
                        (double) missingBefore / column.rows(),
                        "Column '" + column.name() + "' did not come in any of " + rows + " rows."));
            } else if (rows > 0) {
                issues.addAll(ColumnQuality.of(column, counts[c]));
            }
        }
        // Rows of few unlike values repeat each other without a defect: only where two columns at least have many is
        // anything said.
        double share = rows == 0 ? 0 : (double) repeated / rows;
        boolean rich = columns.stream().filter(column -> column.inner() > 20).count() >= 2;
        if (share > REPEATED && rich) {
            issues.add(new QualityIssue(
                    "",
                    QualityKind.DUPLICATED_ROWS,
                    repeated,
                    share,
                    0,
                    repeated + " of " + rows + " rows are the same as one shortly before."));
        }
        return issues;
    }
}
