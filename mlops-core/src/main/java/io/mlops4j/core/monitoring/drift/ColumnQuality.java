package io.mlops4j.core.monitoring.drift;

import io.mlops4j.data.Column;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import io.mlops4j.stats.Categorical;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wrong with the values of a column beside how they are spread, from counts. A share that chance could have brought is not told: what is told happens without any change in one of a
 * thousand columns.
 */
final class ColumnQuality {
    private static final double LEVEL = 0.001;

    /** Shares that differ by less are not worth a line, however many rows tell them apart. */
    private static final double LEAST = 0.001;

    private ColumnQuality() {}

    /** The issues of a column of two tables. */
    static List<QualityIssue> of(Column reference, Column current) {
        Kind kind = ColumnKinds.of(reference, Optional.empty());
        Binning binning = Binning.of(reference, kind);
        List<QualityIssue> issues = of(binning.reference(reference), binning.count(current));
        // Keys, times and texts are new by nature.
        return kind == Kind.NUMBER || kind == Kind.CATEGORY
                ? issues
                : issues.stream()
                        .filter(issue -> issue.kind() == QualityKind.MISSING)
                        .toList();
    }

    /** The issues of counts over a reference's bins. */
    static List<QualityIssue> of(ColumnReference reference, long[] fine) {
        List<QualityIssue> issues = new ArrayList<>();
        long rows = (long) BinEffect.sum(fine);
        long before = reference.rows();
        String name = reference.name();
        for (int k = reference.inner(); k < fine.length; k++) {
            String what = reference.bins().beside().get(k - reference.inner());
            if (fine[k] == 0 || !moreThanChance(fine[k], rows, reference.counts()[k], before)) {
                continue;
            }
            double share = (double) fine[k] / rows;
            double expected = (double) reference.counts()[k] / before;
            switch (what) {
                case ColumnReference.MISSING ->
                    issues.add(issue(name, QualityKind.MISSING, fine[k], share, expected, "values are missing"));
                case ColumnReference.NEW -> {
                    // A number between those of the reference is no surprise.
                    if (reference.kind() != Kind.NUMBER) {
                        issues.add(issue(
                                name,
                                QualityKind.UNSEEN_CATEGORY,
                                fine[k],
                                share,
                                expected,
                                "values are unlike all of the reference"));
                    }
                }
                case ColumnReference.MISTYPED ->
                    issues.add(issue(
                            name, QualityKind.TYPE, fine[k], share, expected, "values are not of the column's type"));
                case ColumnReference.BELOW ->
                    issues.add(issue(
                            name,
                            QualityKind.RANGE,
                            fine[k],
                            share,
                            expected,
                            "numbers lie below all of the reference"));
                default ->
                    issues.add(issue(
                            name,
                            QualityKind.RANGE,
                            fine[k],
                            share,
                            expected,
                            "numbers lie above all of the reference"));
            }
        }
        stuck(reference, fine, rows, issues);
        return issues;
    }

    /** A column that varied and has one value only, though one in a hundred rows at least was another before. */
    private static void stuck(ColumnReference reference, long[] fine, long rows, List<QualityIssue> issues) {
        long most = 0;
        int at = 0;
        for (int k = 0; k < reference.inner(); k++) {
            if (fine[k] > most) {
                most = fine[k];
                at = k;
            }
        }
        boolean single = reference.bins().edges().isEmpty()
                || reference.bins().edges().get(at + 1) == Math.nextUp(reference.bins().edges().get(at));
        double before = (double) reference.counts()[Math.min(at, reference.counts().length - 1)] / reference.rows();
        if (single && most == rows && rows * Math.log(Math.max(before, Double.MIN_NORMAL)) < Math.log(LEVEL)) {
            issues.add(new QualityIssue(
                    reference.name(),
                    QualityKind.STUCK,
                    rows,
                    1,
                    before,
                    "Column '" + reference.name() + "' is '" + reference.bins().labels().get(at) + "' in all " + rows
                            + " rows, and was in " + percent(before) + " of the reference."));
        }
    }

    private static boolean moreThanChance(long count, long rows, long before, long rowsBefore) {
        double share = (double) count / rows;
        double expected = (double) before / rowsBefore;
        return share - expected >= LEAST
                && Categorical.fisherExact(new long[] {count, rows - count}, new long[] {before, rowsBefore - before})
                                .pValue()
                        <= LEVEL;
    }

    private static QualityIssue issue(
            String name, QualityKind kind, long count, double share, double expected, String what) {
        return new QualityIssue(
                name,
                kind,
                count,
                share,
                expected,
                "In column '" + name + "' " + count + " " + what + " (" + percent(share) + "; in the reference "
                        + percent(expected) + ").");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < 0.0005 ? "%.3f %%" : "%.1f %%", share * 100);
    }
}
