package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.FeatureSelection.Score;
import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Scores of columns by themselves, by each other, and by what a model loses without them. */
public final class ColumnScores {
    private ColumnScores() {}

    /** See {@link FeatureSelection#variance}. */
    public static FeatureSelection variance(Table table) {
        List<Score> scores = new ArrayList<>();
        for (Column column : quantities(table)) {
            if (column.missing() == column.rowCount()) {
                continue;
            }
            Sample sample = Sample.of(column.name(), finite(column));
            double deviation = sample.least() == sample.greatest() ? 0 : sample.deviation();
            scores.add(new Score(column.name(), deviation * deviation));
        }
        return new FeatureSelection(scores);
    }

    /** See {@link FeatureSelection#correlation}. */
    public static FeatureSelection correlation(Table table, double most) {
        List<Score> scores = new ArrayList<>();
        List<double[]> kept = new ArrayList<>();
        for (Column column : quantities(table)) {
            double[] values = finite(column);
            double nearest = kept.stream()
                    .mapToDouble(other -> correlation(values, other))
                    .max()
                    .orElse(0);
            double added = 1 - nearest;
            if (added > 1 - most) {
                kept.add(values);
            }
            scores.add(new Score(column.name(), added));
        }
        return new FeatureSelection(scores);
    }

    /** |r| over the rows in which neither is NaN. Two passes: sums of squares alone would lose digits to large means. */
    private static double correlation(double[] a, double[] b) {
        double sumA = 0;
        double sumB = 0;
        int rows = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                sumA += a[i];
                sumB += b[i];
                rows++;
            }
        }
        double meanA = sumA / rows;
        double meanB = sumB / rows;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                squaresA += (a[i] - meanA) * (a[i] - meanA);
                squaresB += (b[i] - meanB) * (b[i] - meanB);
                products += (a[i] - meanA) * (b[i] - meanB);
            }
        }
        double spread = Math.sqrt(squaresA) * Math.sqrt(squaresB);
        return spread > 0 ? Math.min(1, Math.abs(products / spread)) : 0;
    }

    /** See {@link FeatureSelection#permutationImportance}. */
    public static FeatureSelection permutationImportance(
            Table table, String label, ToDoubleFunction<Table> scorer, int repeats, long seed) {
        table.column(label);
        double whole = score(scorer, table, "the table as it is");
        SplittableRandom random = new SplittableRandom(seed);
        List<Score> scores = new ArrayList<>();
        for (String name : table.names()) {
            if (name.equals(label)) {
                continue;
            }
            double[] losses = new double[repeats];
            for (int repeat = 0; repeat < repeats; repeat++) {
                Table shuffled = shuffled(table, name, random);
                losses[repeat] = whole - score(scorer, shuffled, "the table with '" + name + "' shuffled");
            }
            scores.add(repeated(name, losses));
        }
        return new FeatureSelection(scores);
    }

    private static Score repeated(String column, double[] losses) {
        double mean = Arrays.stream(losses).average().orElseThrow();
        double squares =
                Arrays.stream(losses).map(loss -> (loss - mean) * (loss - mean)).sum();
        return new Score(column, mean, Math.sqrt(squares / losses.length));
    }

    private static double score(ToDoubleFunction<Table> scorer, Table table, String what) {
        double score = scorer.applyAsDouble(table);
        if (Double.isNaN(score)) {
            throw new InvalidInput(
                    "The scorer gives NaN for " + what + "; it has to give a number, more for a better model.");
        }
        return score;
    }

    private static Table shuffled(Table table, String name, SplittableRandom random) {
        int[] order = IntStream.range(0, table.rowCount()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[j];
            order[j] = row;
        }
        Table.Builder builder = Table.builder();
        for (Column column : table.columns()) {
            if (column.name().equals(name)) {
                Duplicates.keep(column, order, builder);
            } else {
                builder.column(column);
            }
        }
        return builder.build();
    }

    private static List<Column> quantities(Table table) {
        return table.columns().stream()
                .filter(column -> column.type().isNumber() || column.type() == ColumnType.BOOLEAN)
                .toList();
    }

    private static double[] finite(Column column) {
        double[] values = column.doubles();
        for (int row = 0; row < values.length; row++) {
            if (Double.isInfinite(values[row])) {
                throw new InvalidInput("Column '" + column.name() + "' is " + values[row] + " in row " + (row + 1)
                        + ", which no statistic survives; clip infinite values first.");
            }
        }
        return values;
    }
}
