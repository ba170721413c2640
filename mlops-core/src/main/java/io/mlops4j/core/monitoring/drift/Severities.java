package io.mlops4j.core.monitoring.drift;

import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.Verdict;
import java.util.Comparator;
import java.util.List;

/** The order in which findings are told: what has drifted first, by the size of the change. */
final class Severities {
    private static final Comparator<ColumnDrift> ORDER = Comparator.<ColumnDrift>comparingInt(
                    column -> rank(column.verdict()))
            .thenComparing(column -> -column.effect().map(ColumnDrift.Effect::value).orElse(-1.0))
            .thenComparing(column -> column.findPValue().orElse(2))
            .thenComparing(ColumnDrift::name);

    private Severities() {}

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case DRIFTED -> 0;
            case STABLE -> 1;
            case INSUFFICIENT_DATA -> 2;
            case NOT_TESTED -> 3;
        };
    }

    static List<ColumnDrift> order(List<ColumnDrift> columns) {
        return columns.stream().sorted(ORDER).toList();
    }
}
