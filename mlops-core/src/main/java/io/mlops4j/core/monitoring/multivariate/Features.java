package io.mlops4j.core.monitoring.multivariate;

import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The columns that two tables have in common, the rows of the first before those of the second, in steps for trees and as numbers for distances. */
final class Features {
    private static final int RANGES = 32;
    private static final int WORDS = 30;

    private final int rows;
    private final List<Feature> steps = new ArrayList<>();
    private final List<double[]> numbers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Features(int rows) {
        this.rows = rows;
    }

    static Features of(Table first, Table second) {
        Features features = new Features(first.rowCount() + second.rowCount());
        List<String> lone = new ArrayList<>();
        for (String name : first.names()) {
            if (second.findColumn(name).isPresent()) {
                features.add(first.column(name), second.column(name));
            } else {
                lone.add(name);
            }
        }
        second.names().stream().filter(name -> first.findColumn(name).isEmpty()).forEach(lone::add);
        if (!lone.isEmpty()) {
            features.notes.add("Only one table has the columns " + lone + ".");
        }
        return features;
    }

    private void add(Column first, Column second) {
        ColumnType type = first.type();
        boolean words = type.isText() && second.type().isText();
        boolean flags = type == ColumnType.BOOLEAN && second.type() == ColumnType.BOOLEAN;
        if (type.isNumber() && second.type().isNumber()) {
            range(first.name(), joined(first.doubles(), second.doubles()));
        } else if (words || flags) {
            words(first, second);
        } else if (type != second.type()) {
            notes.add("Column '" + first.name() + "' is " + type + " in the reference and " + second.type()
                    + " now; it was left out.");
        } else {
            notes.add("Column '" + first.name() + "' is " + type
                    + (type == ColumnType.BINARY ? ", which has no order;" : ", which runs on by itself;")
                    + " it was left out.");
        }
    }

    private static double[] joined(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void range(String name, double[] values) {
        double[] edges = edges(values);
        byte[] places = new byte[rows];
        for (int row = 0; row < rows; row++) {
            // NaN sorts above all else, so it is asked for first.
            places[row] = (byte) (Double.isNaN(values[row]) ? 0 : 1 + above(edges, values[row]));
        }
        steps.add(new Feature(name, Feature.Kind.RANGE, places, edges.length + 2));
        numbers.add(standardised(values));
    }

    /** How many edges a value is above. */
    private static int above(double[] edges, double value) {
        int at = Arrays.binarySearch(edges, value);
        return at < 0 ? -at - 1 : at;
    }

    /** Values that are there, so that equal values never part; each the last of its range. */
    private static double[] edges(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
        if (sorted.length == 0) {
            return new double[0];
        }
        double greatest = sorted[sorted.length - 1];
        return IntStream.range(1, RANGES)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / RANGES)])
                .filter(edge -> edge < greatest)
                .distinct()
                .toArray();
    }

    /** Mean 0 and deviation 1, a missing one in the middle; far out ones, infinities too, at ten deviations. */
    private static double[] standardised(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(finite).average().orElse(0);
        double variance = Arrays.stream(finite)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0);
        double deviation = variance > 0 && Double.isFinite(variance) ? Math.sqrt(variance) : 1;
        return Arrays.stream(values)
                .map(x -> Double.isNaN(x) ? 0 : Math.max(-10, Math.min(10, (x - mean) / deviation)))
                .toArray();
    }

    private void words(Column first, Column second) {
        String[] words = new String[rows];
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            boolean early = row < first.rowCount();
            Column column = early ? first : second;
            int at = early ? row : row - first.rowCount();
            // No word is missing: a missing cell is a word of its own, apart from the empty text.
            words[row] = column.isMissing(at) ? "\0missing" : column.stringAt(at);
            counts.merge(words[row], 1, Integer::sum);
        }
        if (counts.size() > WORDS && counts.size() > rows / 2) {
            notes.add("Column '" + first.name() + "' has " + counts.size() + " different words in " + rows
                    + " rows, so it names rows; it was left out.");
            return;
        }
        List<String> common = counts.keySet().stream()
                .sorted(Comparator.comparing((String word) -> -counts.getOrDefault(word, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(WORDS)
                .toList();
        Map<String, Integer> places = new HashMap<>();
        for (String word : common) {
            places.put(word, places.size());
        }
        byte[] codes = new byte[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = (byte) (int) places.getOrDefault(words[row], common.size());
        }
        int count = common.size() + (counts.size() > common.size() ? 1 : 0);
        steps.add(new Feature(first.name(), Feature.Kind.WORD, codes, count));
        for (int place = 0; place < count; place++) {
            int word = place;
            // Two different words are then as far apart as two standard normal numbers are on the average.
            numbers.add(IntStream.range(0, rows)
                    .mapToDouble(row -> codes[row] == word ? 1 : 0)
                    .toArray());
        }
    }

    List<Feature> steps() {
        return steps;
    }

    List<String> notes() {
        return notes;
    }

    /** Some rows as points. */
    double[][] points(int[] chosen) {
        double[][] points = new double[chosen.length][numbers.size()];
        for (int i = 0; i < chosen.length; i++) {
            for (int k = 0; k < numbers.size(); k++) {
                points[i][k] = numbers.get(k)[chosen[i]];
            }
        }
        return points;
    }
}
