package io.mlops4j.examples;

import io.mlops4j.Mlops;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Tumours that were measured and then diagnosed: the Breast Cancer Wisconsin (Diagnostic) table of the UCI repository.
 *
 * @param measurements the names of the thirty measured columns, in the order of the values of a row
 * @param rows the tumours
 */
public record Tumours(List<String> measurements, List<Tumour> rows) {
    private static final String FILE = "tumours.csv";
    private static final long BENIGN = 1;

    public Tumours {
        measurements = List.copyOf(measurements);
        rows = List.copyOf(rows);
    }

    /**
     * One tumour.
     *
     * @param id its number in the table, from 1
     * @param values its measurements
     * @param malignant whether it was
     */
    public record Tumour(int id, List<Double> values, boolean malignant) {
        public Tumour {
            values = List.copyOf(values);
        }
    }

    /** All 569, as published. */
    public static Tumours published() {
        try (Mlops ml = Mlops.builder().inMemory().build()) {
            return of(ml.dataset("tumours").from(Source.csv(csv())).commit().read());
        }
    }

    /** The tumours of a table with the columns of the published one. */
    public static Tumours of(Table table) {
        List<String> measurements = table.names().subList(1, table.names().size() - 1);
        List<double[]> columns = measurements.stream().map(table::doubles).toList();
        long[] ids = table.longs("id");
        long[] targets = table.longs("target");
        List<Tumour> rows = IntStream.range(0, table.rowCount())
                .mapToObj(row -> new Tumour(
                        (int) ids[row],
                        columns.stream().map(column -> column[row]).toList(),
                        targets[row] != BENIGN))
                .toList();
        return new Tumours(measurements, rows);
    }

    /** The table as it lies in the jar: a header, {@code id}, the measurements, and {@code target}, 1 where benign. */
    public static InputStream csv() {
        return Objects.requireNonNull(Tumours.class.getResourceAsStream(FILE), FILE);
    }

    /** The seven of ten that a model may learn from. */
    public Tumours training() {
        return where(tumour -> tumour.id() % 10 < 7);
    }

    /** The three of ten that no model has seen. */
    public Tumours heldOut() {
        return where(tumour -> tumour.id() % 10 >= 7);
    }

    /** For each row 1 where the tumour is malignant and 0 where it is benign. */
    public int[] labels() {
        return rows.stream().mapToInt(tumour -> tumour.malignant() ? 1 : 0).toArray();
    }

    /** All measurements in one array, row after row, as a model's input tensor takes them. */
    public float[] flat() {
        float[] flat = new float[rows.size() * measurements.size()];
        int at = 0;
        for (Tumour tumour : rows) {
            for (double value : tumour.values()) {
                flat[at++] = (float) value;
            }
        }
        return flat;
    }

    private Tumours where(Predicate<Tumour> wanted) {
        return new Tumours(measurements, rows.stream().filter(wanted).toList());
    }
}
