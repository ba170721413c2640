package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Predictions for rows that the model which made them had not seen, collected over the folds of a cross-validation. A row that was tested several
 * times, as in a repeated one, has the mean; a row that was never tested, as the first of a time series, has none and is left out. Immutable.
 */
public final class OutOfFold {
    private final Folds folds;
    private final int[] rows;
    private final double[][] values;

    private OutOfFold(Folds folds, int[] rows, double[][] values) {
        this.folds = folds;
        this.rows = rows;
        this.values = values;
    }

    /**
     * Collects predictions.
     *
     * @param predictions for each fold, those of its rows to test on, in their order; all of the same width, and without NaN
     * @throws InvalidInput if their numbers do not fit
     */
    public static OutOfFold of(Folds folds, List<double[][]> predictions) {
        if (predictions.size() != folds.size()) {
            throw new InvalidInput("There are " + folds.size() + " folds but predictions for " + predictions.size()
                    + "; give those of each fold.");
        }
        TreeMap<Integer, List<double[]>> byRow = new TreeMap<>();
        int width = -1;
        for (int i = 0; i < predictions.size(); i++) {
            Fold fold = folds.all().get(i);
            int[] tested = fold.testRows();
            double[][] given = predictions.get(i);
            if (given.length != tested.length) {
                throw new InvalidInput("Fold '" + fold.name() + "' has " + tested.length + " rows to test on, but "
                        + given.length + " predictions were given; give one for each row, in their order.");
            }
            for (int at = 0; at < tested.length; at++) {
                width = width < 0 ? given[at].length : width;
                check(fold, at, given[at], width);
                byRow.computeIfAbsent(tested[at], row -> new ArrayList<>()).add(given[at]);
            }
        }
        int[] rows = byRow.keySet().stream().mapToInt(row -> row).toArray();
        double[][] values = byRow.values().stream().map(OutOfFold::mean).toArray(double[][]::new);
        return new OutOfFold(folds, rows, values);
    }

    private static void check(Fold fold, int at, double[] prediction, int width) {
        if (prediction.length != width || width == 0) {
            throw new InvalidInput("Prediction " + at + " of fold '" + fold.name() + "' has " + prediction.length
                    + " numbers, but " + Math.max(1, width) + " are expected; give as many for every row.");
        }
        for (double value : prediction) {
            if (Double.isNaN(value)) {
                throw new InvalidInput(
                        "Prediction " + at + " of fold '" + fold.name() + "' is NaN; a model must predict every row.");
            }
        }
    }

    private static double[] mean(List<double[]> several) {
        double[] mean = new double[several.get(0).length];
        for (double[] each : several) {
            for (int column = 0; column < mean.length; column++) {
                mean[column] += each[column] / several.size();
            }
        }
        return mean;
    }

    /** The folds. */
    public Folds folds() {
        return folds;
    }

    /** The rows that were tested, ascending; {@code table.select(rows())} has their labels. A fresh array. */
    public int[] rows() {
        return rows.clone();
    }

    /** How many numbers there are for each row. */
    public int width() {
        return values[0].length;
    }

    /**
     * The prediction for each of {@link #rows}, in a fresh array.
     *
     * @throws InvalidInput if there are several numbers a row; {@link #probabilities} gives those
     */
    public double[] scores() {
        if (width() != 1) {
            throw new InvalidInput(
                    "There are " + width() + " numbers for each row, not one; take column(i) or probabilities().");
        }
        return column(0);
    }

    /**
     * One of the numbers for each of {@link #rows}, in a fresh array.
     *
     * @param index from 0
     */
    public double[] column(int index) {
        if (index < 0 || index >= width()) {
            throw new InvalidInput("There is no column " + index + " of predictions; the " + width()
                    + " numbers of each row count from 0.");
        }
        return Arrays.stream(values).mapToDouble(row -> row[index]).toArray();
    }

    /** The numbers for each of {@link #rows}, in fresh arrays. */
    public double[][] probabilities() {
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }
}
