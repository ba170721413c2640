package io.mlops4j.core.monitoring.drift;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import io.mlops4j.internal.NearNames;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a stream is held against: the columns of a reference that are watched, cut into bins, once for all rows and once for each watched value of a column.
 *
 * @param info where it comes from
 * @param columns those that are watched, for all rows
 * @param segmentBy the column by whose values rows are watched too; empty if they are not
 * @param segments a group of the same columns, but for that one, for each value
 * @param unwatched what is not watched, with the reason
 */
public record StreamReference(
        ReferenceInfo info,
        List<ColumnReference> columns,
        Optional<String> segmentBy,
        List<Segment> segments,
        List<Unwatched> unwatched) {
    private static final int SEGMENTS = 10;

    /** Fewer rows of a value tell too little to hold anything against them. */
    private static final int SEGMENT_ROWS = 100;

    /** Copies the lists. */
    public StreamReference {
        columns = List.copyOf(columns);
        segments = List.copyOf(segments);
        unwatched = List.copyOf(unwatched);
    }

    /**
     * The rows of one value.
     *
     * @param value the value
     * @param columns the columns of its rows, named {@code income [grade=A]}
     */
    public record Segment(String value, List<ColumnReference> columns) {
        /** Copies the list. */
        public Segment {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column that is not watched.
     *
     * @param name the column
     * @param kind what it holds, which is why
     */
    public record Unwatched(String name, Kind kind) {}

    /** All columns: those of all rows, and then those of each segment. */
    public List<ColumnReference> all() {
        List<ColumnReference> all = new ArrayList<>(columns);
        segments.forEach(segment -> all.addAll(segment.columns()));
        return all;
    }

    /**
     * Cuts rows into bins.
     *
     * @param only the columns to watch; all if empty
     * @param without those not to watch
     * @param asked those that are watched whatever they hold
     * @param segmentBy the column by whose values rows are watched too
     * @throws InvalidInput if there are no rows, nothing to watch, or a name is no column
     */
    public static StreamReference of(
            ReferenceInfo info,
            Table rows,
            Optional<Schema> schema,
            Set<String> only,
            Set<String> without,
            Set<String> asked,
            Optional<String> segmentBy) {
        if (rows.rowCount() == 0) {
            throw new InvalidInput("The reference " + info.name() + " has no rows; there is nothing to hold a stream against.");
        }
        check(rows, info, only);
        check(rows, info, without);
        check(rows, info, asked);
        segmentBy.ifPresent(name -> check(rows, info, Set.of(name)));
        Predicate<Column> chosen =
                column -> (only.isEmpty() || only.contains(column.name())) && !without.contains(column.name());
        List<ColumnReference> watched = new ArrayList<>();
        List<Unwatched> unwatched = new ArrayList<>();
        List<Column> sources = new ArrayList<>();
        for (Column column : rows.columns()) {
            if (!chosen.test(column)) {
                continue;
            }
            Kind kind = ColumnKinds.of(column, schema);
            if (kind == Kind.NUMBER || kind == Kind.CATEGORY || asked.contains(column.name())) {
                watched.add(Binning.of(column, kind).reference(column));
                sources.add(column);
            } else {
                unwatched.add(new Unwatched(column.name(), kind));
            }
        }
        if (watched.isEmpty()) {
            throw new InvalidInput("The reference " + info.name() + " has no column to watch: of "
                    + rows.names() + " those that were not left out name rows, run with time or are text. Name one in"
                    + " drift(column, test) to watch it all the same.");
        }
        List<Segment> segments = segmentBy
                .map(name -> segments(name, rows, watched, sources))
                .orElse(List.of());
        return new StreamReference(info, watched, segmentBy, segments, unwatched);
    }

    private static void check(Table rows, ReferenceInfo info, Collection<String> names) {
        for (String name : names) {
            if (rows.findColumn(name).isEmpty()) {
                throw new InvalidInput("There is no column '" + name + "' in the reference " + info.name() + "."
                        + NearNames.sentence(name, rows.names()));
            }
        }
    }

    private static List<Segment> segments(
            String by, Table rows, List<ColumnReference> watched, List<Column> sources) {
        Column column = rows.column(by);
        Binning values = Binning.of(column, Kind.CATEGORY);
        long[] counts = values.count(column);
        List<Segment> segments = new ArrayList<>();
        for (int k = 0; k < values.labels().size() && segments.size() < SEGMENTS; k++) {
            if (counts[k] < SEGMENT_ROWS || values.bin(values.labels().get(k)) != k) {
                continue;
            }
            int[] of = new int[(int) counts[k]];
            int size = 0;
            for (int row = 0; row < rows.rowCount(); row++) {
                if (!column.isMissing(row) && values.bin(Binning.word(column, row)) == k) {
                    of[size++] = row;
                }
            }
            Table part = rows.select(of);
            String value = values.labels().get(k);
            List<ColumnReference> columns = new ArrayList<>();
            for (int i = 0; i < watched.size(); i++) {
                if (!sources.get(i).name().equals(by)) {
                    Column own = part.column(sources.get(i).name());
                    columns.add(watched.get(i)
                            .bins()
                            .reference(own)
                            .named(own.name() + " [" + by + "=" + value + "]"));
                }
            }
            segments.add(new Segment(value, columns));
        }
        return segments;
    }
}
