package io.mlops4j.core.monitoring.drift;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import io.mlops4j.internal.NearNames;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftComparison;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import io.mlops4j.monitoring.DriftTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Two datasets, held against each other column by column. */
public final class DatasetDrift implements DriftComparison {
    private static final double FALSE_ALARM_RATE = 0.01;

    private final Side reference;
    private final Side current;
    private final Map<String, DriftTest> ofColumns = new HashMap<>();
    private final Set<String> only = new HashSet<>();
    private final Set<String> without = new HashSet<>();
    private DriftTest test = DriftTest.auto();
    private double falseAlarmRate = FALSE_ALARM_RATE;

    /** One of the two. */
    private record Side(ReferenceInfo info, Optional<Schema> schema, Supplier<Table> rows) {
        static Side of(DatasetVersion version) {
            return new Side(
                    new ReferenceInfo(version.dataset() + " " + version.number(), version.digest(), version.rowCount()),
                    Optional.of(version.schema()),
                    version::read);
        }

        static Side of(Table table, String name) {
            return new Side(new ReferenceInfo(name, "", table.rowCount()), Optional.empty(), () -> table);
        }
    }

    private DatasetDrift(Side reference, Side current) {
        this.reference = reference;
        this.current = current;
    }

    /** A comparison of versions. */
    public static DriftComparison between(DatasetVersion reference, DatasetVersion current) {
        return new DatasetDrift(Side.of(reference), Side.of(current));
    }

    /** A comparison of rows in memory. */
    public static DriftComparison between(Table reference, Table current) {
        return new DatasetDrift(Side.of(reference, "reference"), Side.of(current, "current"));
    }

    @Override
    public DriftComparison drift(DriftTest other) {
        this.test = other;
        return this;
    }

    @Override
    public DriftComparison drift(String column, DriftTest other) {
        ofColumns.put(column, other);
        return this;
    }

    @Override
    public DriftComparison falseAlarmRate(double rate) {
        this.falseAlarmRate = Rates.checked(rate);
        return this;
    }

    @Override
    public DriftComparison columns(String... names) {
        only.addAll(List.of(names));
        return this;
    }

    @Override
    public DriftComparison without(String... names) {
        without.addAll(List.of(names));
        return this;
    }

    @Override
    public DriftReport compare() {
        Table before = reference.rows().get();
        Table after = current.rows().get();
        if (before.rowCount() == 0 || after.rowCount() == 0) {
            throw new InvalidInput("There is nothing to compare: "
                    + (before.rowCount() == 0 ? reference : current).info().name() + " has no rows.");
        }
        Set<String> named = new HashSet<>(only);
        named.addAll(without);
        named.addAll(ofColumns.keySet());
        for (String name : named) {
            if (before.findColumn(name).isEmpty()) {
                throw new InvalidInput("There is no column '" + name + "' in " + reference.info().name() + "."
                        + NearNames.sentence(name, before.names()));
            }
        }
        List<ComparedColumn> compared = new ArrayList<>();
        List<QualityIssue> quality = new ArrayList<>();
        for (Column column : before.columns()) {
            if ((only.isEmpty() || only.contains(column.name())) && !without.contains(column.name())) {
                pair(column, after, compared, quality);
            }
        }
        if (compared.isEmpty()) {
            throw new InvalidInput(reference.info().name() + " and " + current.info().name()
                    + " have no column in common that can be compared: " + before.names() + " and " + after.names()
                    + ".");
        }
        List<ColumnDrift> found = ComparedColumn.judge(compared, falseAlarmRate);
        List<String> warnings = new ArrayList<>();
        if (found.stream().noneMatch(c -> c.findThreshold().isPresent())) {
            warnings.add("No column was tested: there are too few rows, or the columns name rows, run with time or are text.");
        }
        return new DriftReport(
                current.info().name() + " against " + reference.info().name(),
                0,
                reference.info(),
                after.rowCount(),
                Optional.empty(),
                Optional.empty(),
                test,
                falseAlarmRate,
                Severities.order(found),
                quality,
                warnings);
    }

    private void pair(Column column, Table after, List<ComparedColumn> compared, List<QualityIssue> quality) {
        String name = column.name();
        Optional<Column> other = after.findColumn(name);
        if (other.isEmpty()) {
            quality.add(new QualityIssue(
                    name,
                    QualityKind.ABSENT,
                    after.rowCount(),
                    1,
                    0,
                    "Column '" + name + "' is not in " + current.info().name() + "."));
            return;
        }
        Column present = other.get();
        if (!ColumnKinds.alike(column.type(), present.type()) && present.missing() < present.rowCount()) {
            quality.add(new QualityIssue(
                    name,
                    QualityKind.TYPE,
                    after.rowCount(),
                    1,
                    0,
                    "Column '" + name + "' holds " + present.type() + " and held " + column.type()
                            + " in the reference, so it was not compared."));
            return;
        }
        Optional<DriftTest> own = Optional.ofNullable(ofColumns.get(name));
        compared.add(new ComparedColumn(
                column, present, ColumnKinds.of(column, reference.schema()), own.orElse(test), own.isPresent()));
        quality.addAll(ColumnQuality.of(column, present));
    }
}
