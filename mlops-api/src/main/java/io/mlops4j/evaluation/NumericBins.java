package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Bins of numbers to slice by, each with its lower edge. */
final class NumericBins {
    static final String MISSING = "missing";
    private static final int QUARTERS = 4;

    private final double[] edges;

    private NumericBins(double[] edges) {
        this.edges = edges;
    }

    /** Bins at these edges, or at the quartiles of the values. */
    static NumericBins of(String column, double[] values, double... edges) {
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
                throw new InvalidInput("The edges " + Arrays.toString(edges) + " of slices by '" + column
                        + "' are not finite numbers that ascend.");
            }
        }
        return new NumericBins(edges.length == 0 ? quartiles(values) : edges.clone());
    }

    /** The values of a column as slices: numbers in bins, all else as text. */
    static List<String> labels(Column column) {
        if (column.type() == ColumnType.REAL || column.type() == ColumnType.INTEGER) {
            double[] values = column.doubles();
            return of(column.name(), values).labels(values);
        }
        String[] texts = column.strings();
        List<String> labels = new ArrayList<>(texts.length);
        for (int row = 0; row < texts.length; row++) {
            labels.add(column.isMissing(row) ? MISSING : texts[row]);
        }
        return labels;
    }

    /** The bin of each value. */
    List<String> labels(double[] values) {
        String[] names = names();
        List<String> labels = new ArrayList<>(values.length);
        for (double value : values) {
            if (Double.isNaN(value)) {
                labels.add(MISSING);
                continue;
            }
            int at = Arrays.binarySearch(edges, value);
            labels.add(names[at >= 0 ? at + 1 : -at - 1]);
        }
        return labels;
    }

    private String[] names() {
        String[] names = new String[edges.length + 1];
        if (edges.length == 0) {
            names[0] = "all";
            return names;
        }
        names[0] = "< " + number(edges[0]);
        for (int i = 1; i < edges.length; i++) {
            names[i] = number(edges[i - 1]) + " – " + number(edges[i]);
        }
        names[edges.length] = "≥ " + number(edges[edges.length - 1]);
        return names;
    }

    private static String number(double edge) {
        return edge == Math.rint(edge) && Math.abs(edge) < 1e15 ? Long.toString((long) edge) : Double.toString(edge);
    }

    /** Three values that about a quarter of the rows each lie below, fewer where they are equal. */
    private static double[] quartiles(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new double[0];
        }
        return IntStream.range(1, QUARTERS)
                .mapToDouble(q -> sorted[(int) ((long) sorted.length * q / QUARTERS)])
                .distinct()
                .filter(edge -> edge > sorted[0])
                .toArray();
    }
}
