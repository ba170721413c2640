package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.spi.DataEngine;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How much each column of a table is worth by some measure, the best first. Immutable.
 *
 * <pre>{@code
 * FeatureSelection worth = FeatureSelection.mutualInformation(train, "defaulted");
 * FeaturePipeline features = FeaturePipeline.of(worth.select(10), Feature.standardize("income")).fit(train, "defaulted");
 * }</pre>
 *
 * @param scores a score for each column that was measured, the greatest first; at least one, no column twice
 */
public record FeatureSelection(List<Score> scores) {
    /** Sorts the scores, equal ones in the order given; refuses none, and two of one column, with {@link InvalidInput}. */
    public FeatureSelection {
        scores = scores.stream()
                .sorted(Comparator.comparingDouble(Score::value).reversed())
                .toList();
        if (scores.isEmpty()) {
            throw new InvalidInput("No column could be scored; give a table with columns that the measure is for.");
        }
        Set<String> names = new HashSet<>();
        for (Score score : scores) {
            if (!names.add(score.column())) {
                throw new InvalidInput("Column '" + score.column() + "' has two scores; give each column one.");
            }
        }
    }

    /**
     * What a column is worth.
     *
     * @param column its name
     * @param value more is better; what it means depends on the measure; never NaN
     * @param deviation the standard deviation of the repeats that the value is the mean of, divided by their number; 0 for a measure without repeats
     */
    public record Score(String column, double value, double deviation) {
        /** A score without repeats. */
        public Score(String column, double value) {
            this(column, value, 0);
        }

        /** Refuses an invalid name, NaN and a negative deviation with {@link InvalidInput}. */
        public Score {
            ColumnSchema.checkName(column);
            if (Double.isNaN(value)) {
                throw new InvalidInput("The score of column '" + column + "' is NaN; give a number.");
            }
            if (!(deviation >= 0)) {
                throw new InvalidInput("The score of column '" + column + "' cannot have the deviation " + deviation
                        + "; give 0 or more.");
            }
        }
    }

    /**
     * The variance of the population, of every column of numbers or truth values with a present cell. A column with the variance 0 tells a model
     * nothing: {@code above(0)}. Variances depend on the unit; compare columns that are on one scale.
     *
     * @throws InvalidInput if there is no such column, or one holds an infinite value
     */
    public static FeatureSelection variance(Table table) {
        return DataEngine.installed().featureVariance(table);
    }

    /**
     * What every column of numbers or truth values adds to those before it: 1 − |r|, with the greatest of Pearson's correlations with the columns
     * before it that are kept. A column is kept if that is above 1 − most, so of two columns that are correlated by {@code most} or more the
     * later one goes; {@code above(1 − most)} is what is kept. Correlations are taken over the rows in which both cells are present; with a column
     * that is constant there the correlation is 0.
     *
     * @param most a correlation in (0, 1], such as 0.95
     * @throws InvalidInput if there is no such column, or {@code most} is out of range
     */
    public static FeatureSelection correlation(Table table, double most) {
        if (!(most > 0 && most <= 1)) {
            throw new InvalidInput("The correlation " + most + " is not in (0, 1]; give a share such as 0.95.");
        }
        return DataEngine.installed().featureCorrelation(table, most);
    }

    /**
     * The mutual information of every other column and the label, in nats; at least 0, and 0 when a column tells nothing of the label. Words
     * and truth values are taken as they are; numbers as quantities, but for a label of INTEGER, which is taken as classes. Of two columns of words or
     * classes it is that of their counts (which is too large where most counts are small); with quantities it is estimated from the 3 nearest
     * neighbours, as scikit-learn does: Ross (PLoS ONE 9(2), 2014) with classes, Kraskov, Stögbauer and Grassberger (Physical Review E 69, 2004)
     * with another quantity. Rows in which either cell is missing are left out. Dates, instants and bytes are not measured.
     *
     * @throws NotFound if there is no such label
     * @throws InvalidInput if the label is a date, an instant or bytes, or there is no other column to measure
     */
    public static FeatureSelection mutualInformation(Table table, String label) {
        return DataEngine.installed().featureMutualInformation(table, label);
    }

    /**
     * By how much a model gets worse when the cells of one column are shuffled among the rows: the score of the table less that of the shuffled
     * one, the mean over some repeats with its {@link Score#deviation() deviation} (Breiman, Machine Learning 45, 2001). A missing cell is shuffled
     * as any other. Use a table that the model was not trained on. Of columns that say the
     * same, none may seem important.
     *
     * @param label the label, which is not shuffled
     * @param scorer how good the model is on a table, more is better; it sees every column
     * @param repeats how often each column is shuffled, 1 to 1000
     * @param seed what the orders are drawn from; the same seed gives the same scores
     * @throws NotFound if there is no such label
     * @throws InvalidInput if {@code repeats} is out of range, there is no other column, or the scorer gives NaN
     */
    public static FeatureSelection permutationImportance(
            Table table, String label, ToDoubleFunction<Table> scorer, int repeats, long seed) {
        if (repeats < 1 || repeats > 1000) {
            throw new InvalidInput("A column cannot be shuffled " + repeats + " times; give 1 to 1000, such as 5.");
        }
        return DataEngine.installed().featurePermutationImportance(table, label, scorer, repeats, seed);
    }

    /**
     * The score of a column.
     *
     * @throws NotFound if it was not measured
     */
    public double score(String column) {
        return scores.stream()
                .filter(score -> score.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no score of column '" + column + "'; measured are "
                        + Quoted.list(scores.stream().map(Score::column).toList()) + "."))
                .value();
    }

    /**
     * The step that keeps the best columns, in the order of their scores.
     *
     * @param most how many; all if there are fewer
     * @throws InvalidInput if it is less than 1
     */
    public Feature select(int most) {
        if (most < 1) {
            throw new InvalidInput("The best " + most + " columns are none; select at least 1.");
        }
        return keep(scores.stream().limit(most).toList());
    }

    /**
     * The step that keeps the columns with a score greater than this, in the order of their scores.
     *
     * @throws InvalidInput if there are none
     */
    public Feature above(double score) {
        List<Score> kept = scores.stream().filter(each -> each.value() > score).toList();
        if (kept.isEmpty()) {
            throw new InvalidInput("No column has a score above " + score + "; the best is "
                    + scores.get(0).value() + ", of '" + scores.get(0).column() + "'.");
        }
        return keep(kept);
    }

    private static Feature keep(List<Score> scores) {
        return new TableFeature.Select(scores.stream().map(Score::column).toList());
    }
}
