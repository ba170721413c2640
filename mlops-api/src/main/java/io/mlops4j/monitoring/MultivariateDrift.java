package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Interval;
import java.util.List;
import java.util.Objects;

/**
 * Whether two tables differ as a whole, which no column has to show alone: a correlation that turned round, a combination that was rare. Two ways of looking, each
 * with a probability of its own:
 *
 * <ul>
 *   <li>a <b>domain classifier</b> learns to tell rows of the reference from current ones and is asked about rows that it has not seen; the area under its ROC
 *       curve is ½ where it cannot, 1 where every row gives itself away;
 *   <li>the <b>maximum mean discrepancy</b> of the rows, all columns brought to one scale.
 * </ul>
 *
 * <p>Immutable.
 *
 * @param referenceRows how many rows of the reference were looked at
 * @param currentRows how many current rows were looked at
 * @param area the area under the ROC curve of the domain classifier, in [0, 1]
 * @param areaInterval where the area of such classifiers lies
 * @param areaPValue the probability of so great an area without drift
 * @param discrepancy the squared maximum mean discrepancy; about 0 without drift, and possibly below
 * @param discrepancyPValue the probability of so great a discrepancy without drift
 * @param falseAlarmRate the level that {@link #drifted()} holds both to, together
 * @param columns what the classifier tells the rows by, the most telling first
 * @param notes what was left out and why, for a person to read
 */
public record MultivariateDrift(
        int referenceRows,
        int currentRows,
        double area,
        Interval areaInterval,
        double areaPValue,
        double discrepancy,
        double discrepancyPValue,
        double falseAlarmRate,
        List<TellingColumn> columns,
        List<String> notes) {
    /**
     * A column that tells current rows from those of the reference, alone or with others.
     *
     * @param name of the column
     * @param areaLost what the area under the curve loses when the cells of this column are dealt anew over the rows; about 0 for a column
     *     that says nothing, negative by chance
     */
    public record TellingColumn(String name, double areaLost) {
        /** Refuses a number that is not finite with {@link InvalidInput}. */
        public TellingColumn {
            Objects.requireNonNull(name, "name");
            if (!Double.isFinite(areaLost)) {
                throw new InvalidInput("Column '" + name + "' cannot cost an area of " + areaLost + ".");
            }
        }
    }

    /** Copies the lists; refuses numbers outside their ranges with {@link InvalidInput}. */
    public MultivariateDrift {
        Objects.requireNonNull(areaInterval, "areaInterval");
        share("area", area);
        share("p-value of the area", areaPValue);
        share("p-value of the discrepancy", discrepancyPValue);
        if (!Double.isFinite(discrepancy)) {
            throw new InvalidInput("The discrepancy " + discrepancy + " is not finite.");
        }
        if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
            throw new InvalidInput(
                    "The false alarm rate " + falseAlarmRate + " is not in (0, 1); give one such as 0.01.");
        }
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    private static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidInput("The " + what + " " + value + " is not in [0, 1].");
        }
    }

    /** The probability of what either way saw, without drift: twice the smaller p-value (Bonferroni). */
    public double pValue() {
        return Math.min(1, 2 * Math.min(areaPValue, discrepancyPValue));
    }

    /** Whether that is at most the {@link #falseAlarmRate()}. */
    public boolean drifted() {
        return pValue() <= falseAlarmRate;
    }
}
