package io.mlops4j.core.monitoring.multivariate;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.MultivariateDrift;
import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Compares two tables as a whole. The same tables and seed give the same answer. Immutable, safe for use by many threads.
 *
 * @param falseAlarmRate the probability that {@link MultivariateDrift#drifted()} says so without drift, in (0, 1)
 * @param seed what draws and deals depend on
 */
public record MultivariateComparison(double falseAlarmRate, long seed) {
    /** Of each table for the classifier: its time grows with rows times columns. */
    private static final int MOST_ROWS = 4_000;

    /** Of each table for distances: their time grows with the square. */
    private static final int MOST_POINTS = 500;

    private static final int LEAST_ROWS = 30;
    private static final double CONFIDENCE = 0.95;

    /** Refuses a rate outside its range with {@link InvalidInput}. */
    public MultivariateComparison {
        if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
            throw new InvalidInput(
                    "The false alarm rate " + falseAlarmRate + " is not in (0, 1); give one such as 0.01.");
        }
    }

    /**
     * Compares. Numbers, words and flags are looked at, in columns of the same name; the rest is named in the notes.
     *
     * @throws InvalidInput if a table has fewer than 30 rows or they share no column that can be compared
     */
    public MultivariateDrift compare(Table reference, Table current) {
        enough("reference", reference);
        enough("current table", current);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> notes = new ArrayList<>();
        Table first = drawn(reference, "the reference", random, notes);
        Table second = drawn(current, "the current table", random, notes);
        Features features = Features.of(first, second);
        if (features.steps().isEmpty()) {
            throw new InvalidInput("The tables share no column of numbers, words or flags to compare. "
                    + String.join(" ", features.notes()));
        }
        notes.addAll(features.notes());
        int references = first.rowCount();
        int rows = references + second.rowCount();
        DomainClassifier.Finding finding =
                new DomainClassifier(features.steps(), references, rows, random.nextLong()).judge(CONFIDENCE);
        TestResult discrepancy = discrepancy(features, references, rows, random);
        return new MultivariateDrift(
                references,
                rows - references,
                finding.area(),
                finding.interval(),
                finding.pValue(),
                discrepancy.statistic(),
                discrepancy.pValue(),
                falseAlarmRate,
                finding.columns(),
                notes);
    }

    private static void enough(String what, Table table) {
        if (table.rowCount() < LEAST_ROWS) {
            throw new InvalidInput("The " + what + " has " + table.rowCount()
                    + " rows; to compare tables as a whole takes " + LEAST_ROWS + " of each at least.");
        }
    }

    private static Table drawn(Table table, String what, SplittableRandom random, List<String> notes) {
        if (table.rowCount() <= MOST_ROWS) {
            return table;
        }
        notes.add("Of the " + table.rowCount() + " rows of " + what + ", " + MOST_ROWS + " were drawn by chance.");
        return table.select(drawn(table.rowCount(), MOST_ROWS, random));
    }

    private TestResult discrepancy(Features features, int references, int rows, SplittableRandom random) {
        int[] first = drawn(references, MOST_POINTS, random);
        int[] second = Arrays.stream(drawn(rows - references, MOST_POINTS, random))
                .map(row -> references + row)
                .toArray();
        double[][] a = features.points(first);
        double[][] b = features.points(second);
        if (Arrays.stream(a).allMatch(point -> Arrays.equals(point, a[0]))
                && Arrays.stream(b).allMatch(point -> Arrays.equals(point, a[0]))) {
            return new TestResult(0, 1, "all rows are the same", List.of());
        }
        // Enough that the smallest possible p-value is well below half the rate.
        int permutations = (int) Math.min(100_000, Math.max(199, Math.ceil(8 / falseAlarmRate) - 1));
        return TwoSample.maximumMeanDiscrepancy(a, b, permutations, random.nextLong());
    }

    private static int[] drawn(int count, int most, SplittableRandom random) {
        int[] all = IntStream.range(0, count).toArray();
        int wanted = Math.min(count, most);
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(count - i);
            int row = all[i];
            all[i] = all[other];
            all[other] = row;
        }
        return Arrays.copyOf(all, wanted);
    }
}
