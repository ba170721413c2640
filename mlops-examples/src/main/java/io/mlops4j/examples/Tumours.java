package io.mlops4j.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Tumours that were measured and then diagnosed: the Breast Cancer Wisconsin (Diagnostic) table of the UCI repository.
 *
 * @param measurements the names of the thirty measured columns, in the order of the values of a row
 * @param rows the tumours
 */
public record Tumours(List<String> measurements, List<Tumour> rows) {
    private static final String FILE = "tumours.csv";
    private static final String BENIGN = "1";

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
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(csv(), StandardCharsets.UTF_8))) {
            List<String> header =
                    List.of(Objects.requireNonNull(lines.readLine()).split(",", -1));
            List<Tumour> rows = lines.lines().map(Tumours::parse).toList();
            return new Tumours(header.subList(1, header.size() - 1), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static Tumour parse(String line) {
        String[] cells = line.split(",", -1);
        List<Double> values = new ArrayList<>(cells.length - 2);
        for (int i = 1; i < cells.length - 1; i++) {
            values.add(Double.valueOf(cells[i]));
        }
        return new Tumour(Integer.parseInt(cells[0]), values, !cells[cells.length - 1].equals(BENIGN));
    }
}
