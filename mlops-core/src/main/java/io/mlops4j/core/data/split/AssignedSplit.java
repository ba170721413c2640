package io.mlops4j.core.data.split;

import io.mlops4j.data.Split;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.Table;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A split whose rows have their parts. Thread-safe: a table that two threads ask for at once is made once. */
public final class AssignedSplit implements Split {
    private final SplitSource source;
    private final SplitSpec spec;
    private final Assignment assignment;
    private final String name;
    private final Map<Part, Table> tables = new EnumMap<>(Part.class);

    /**
     * A split of some rows.
     *
     * @param name the name under which it is saved; empty if it is not
     */
    public AssignedSplit(SplitSource source, SplitSpec spec, Assignment assignment, String name) {
        this.source = source;
        this.spec = spec;
        this.assignment = assignment;
        this.name = name;
    }

    @Override
    public Table part(Part part) {
        synchronized (tables) {
            return tables.computeIfAbsent(part, p -> table().select(assignment.rows(p)));
        }
    }

    @Override
    public int[] rows(Part part) {
        return assignment.rows(part);
    }

    @Override
    public Optional<Part> findPart(int row) {
        return assignment.part(row);
    }

    @Override
    public int rowCount(Part part) {
        return assignment.count(part);
    }

    @Override
    public int leftOut() {
        return assignment.leftOut();
    }

    @Override
    public Table table() {
        return source.table();
    }

    @Override
    public SplitSpec spec() {
        return spec;
    }

    @Override
    public Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    @Override
    public String digest() {
        return assignment.digest();
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("Split ");
        name().ifPresent(n -> text.append('\'').append(n).append("' "));
        text.append("of the ")
                .append(assignment.rowCount())
                .append(" rows of ")
                .append(source.describe())
                .append(", ")
                .append(method());
        if (!spec.keyedBy().isEmpty()) {
            text.append(", keyed by ").append(String.join(", ", spec.keyedBy()));
        }
        if (!spec.extending().isEmpty()) {
            text.append(", extending the split ").append(spec.extending(), 0, 12);
        }
        spec.shares()
                .forEach((part, share) -> text.append(String.format(
                        Locale.ROOT,
                        "%n%-10s %,11d rows  %.4f (wanted %.4f)",
                        part.label(),
                        rowCount(part),
                        (double) rowCount(part) / assignment.rowCount(),
                        share)));
        if (leftOut() > 0) {
            text.append(String.format(Locale.ROOT, "%n%-10s %,11d rows", "in no part", leftOut()));
        }
        return text.toString();
    }

    private String method() {
        SplitSpec.Method method = spec.method();
        if (method instanceof SplitSpec.ByTime time) {
            return "by time of " + time.column()
                    + (time.gap().equals(Duration.ZERO) ? "" : " with a gap of " + time.gap());
        }
        String seed = ", seed " + spec.seed();
        if (method instanceof SplitSpec.Stratified stratified) {
            return "stratified by "
                    + String.join(
                            ", ",
                            stratified.strata().stream()
                                    .map(SplitSpec.Stratum::column)
                                    .toList())
                    + groups(stratified.groupedBy()) + seed;
        }
        return "by hash" + groups(((SplitSpec.ByHash) method).groupedBy()) + seed;
    }

    private static String groups(List<String> columns) {
        return columns.isEmpty() ? "" : ", grouped by " + String.join(", ", columns);
    }

    @Override
    public String toString() {
        return describe();
    }
}
