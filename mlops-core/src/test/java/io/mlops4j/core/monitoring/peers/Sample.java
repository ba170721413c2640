package io.mlops4j.core.monitoring.peers;

import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Rows of independent standard normal numbers, or of the equal parts of the normal distribution that they fall into, as categories 0 to k − 1. */
final class Sample {
    /** Stands for no categories. */
    static final int NUMBERS = 0;

    private final int categories;
    private final List<double[]> columns;
    private final List<double[]> sorted = new ArrayList<>();

    private Sample(int categories, List<double[]> columns) {
        this.categories = categories;
        this.columns = columns;
        for (double[] column : columns) {
            double[] copy = column.clone();
            if (categories == NUMBERS) {
                Arrays.sort(copy);
            }
            sorted.add(copy);
        }
    }

    /** One column of numbers. */
    static Sample numbers(double... values) {
        return new Sample(NUMBERS, List.of(values));
    }

    /** One column of categories. */
    static Sample categories(int count, double... values) {
        return new Sample(count, List.of(values));
    }

    /** Draws rows; the first column's mean is moved by a number of standard deviations, before it becomes a category. */
    static Sample drawn(int rows, int columns, int categories, double shift, SplittableRandom random) {
        double[] edges = edges(categories);
        List<double[]> drawn = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            double move = c == 0 ? shift : 0;
            double[] column = DoubleStream.generate(() -> random.nextGaussian() + move)
                    .limit(rows)
                    .toArray();
            drawn.add(categories == NUMBERS ? column : coded(column, edges));
        }
        return new Sample(categories, drawn);
    }

    private static double[] edges(int categories) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double[] edges = new double[Math.max(0, categories - 1)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = normal.inverseCumulativeProbability((i + 1.0) / categories);
        }
        return edges;
    }

    private static double[] coded(double[] values, double[] edges) {
        return Arrays.stream(values)
                .map(value -> {
                    int at = Arrays.binarySearch(edges, value);
                    return at < 0 ? -at - 1 : at;
                })
                .toArray();
    }

    boolean isNumbers() {
        return categories == NUMBERS;
    }

    int categories() {
        return categories;
    }

    int columns() {
        return columns.size();
    }

    int rows() {
        return columns.get(0).length;
    }

    /** In the order of the rows; not to be written to. */
    double[] values(int column) {
        return columns.get(column);
    }

    /** Rising, of numbers; not to be written to. */
    double[] sorted(int column) {
        return sorted.get(column);
    }

    /** How many rows each category has. */
    long[] counts(int column) {
        long[] counts = new long[categories];
        for (double value : columns.get(column)) {
            counts[(int) value]++;
        }
        return counts;
    }

    /** The same as a table with the columns c0, c1, …, for rules that take one. */
    Table table() {
        Table.Builder table = Table.builder();
        for (int c = 0; c < columns.size(); c++) {
            if (isNumbers()) {
                table.doubles("c" + c, columns.get(c));
            } else {
                table.categories(
                        "c" + c,
                        Arrays.stream(columns.get(c))
                                .mapToObj(x -> "k" + (int) x)
                                .toArray(String[]::new));
            }
        }
        return table.build();
    }
}
