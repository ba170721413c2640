package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;

/**
 * How to look for the rows that a model does worst on: over all values of the columns that an evaluator is sliced by, alone and together.
 * Rows are compared by their loss (log loss, or squared error) as in Slice Finder (Chung et al. 2019, doi:10.1109/ICDE.2019.00139): a slice
 * is reported if its mean loss is greater than that of the other rows by at least an effect size, and that is no chance, after correction by Holm for
 * every slice that was looked at. A slice within a reported one is reported only if it is worse by the least effect again. Immutable.
 */
public final class SliceSearch {
    private final int depth;
    private final int leastRows;
    private final double leastEffect;
    private final double alpha;
    private final int most;

    private SliceSearch(int depth, int leastRows, double leastEffect, double alpha, int most) {
        this.depth = depth;
        this.leastRows = leastRows;
        this.leastEffect = leastEffect;
        this.alpha = alpha;
        this.most = most;
    }

    /** Up to 2 columns together, slices of at least 30 rows, an effect of at least 0.2, at a level of 0.05, the worst 10. */
    public static SliceSearch standard() {
        return new SliceSearch(2, 30, 0.2, 0.05, 10);
    }

    /** How many columns may be combined: 1 to 4. */
    public SliceSearch depth(int columns) {
        if (columns < 1 || columns > 4) {
            throw new InvalidInput("Slices of " + columns + " columns cannot be searched; give 1 to 4.");
        }
        return new SliceSearch(columns, leastRows, leastEffect, alpha, most);
    }

    /** How many rows a slice, and the rest, must have: at least 2. */
    public SliceSearch atLeastRows(int rows) {
        if (rows < 2) {
            throw new InvalidInput(
                    "The spread of " + rows + " rows is not known; let slices have at least 2, better 30.");
        }
        return new SliceSearch(depth, rows, leastEffect, alpha, most);
    }

    /** The least difference in standard deviations that is worth reporting; 0.2 is called small, 0.5 medium, 0.8 large. */
    public SliceSearch atLeastEffect(double deviations) {
        if (!(deviations >= 0 && deviations <= Double.MAX_VALUE)) {
            throw new InvalidInput("The least effect " + deviations + " is not a finite number of at least 0.");
        }
        return new SliceSearch(depth, leastRows, deviations, alpha, most);
    }

    /** The probability of any false report, in (0, 1). */
    public SliceSearch level(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new InvalidInput("The level " + alpha + " is not between 0 and 1; give 0.05.");
        }
        return new SliceSearch(depth, leastRows, leastEffect, alpha, most);
    }

    /** How many slices are reported, at least 1. */
    public SliceSearch atMost(int slices) {
        if (slices < 1) {
            throw new InvalidInput("A search that reports " + slices + " slices finds nothing; give at least 1.");
        }
        return new SliceSearch(depth, leastRows, leastEffect, alpha, slices);
    }

    /** How many columns may be combined. */
    public int depth() {
        return depth;
    }

    /** How many rows a slice must have. */
    public int leastRows() {
        return leastRows;
    }

    /** The least effect. */
    public double leastEffect() {
        return leastEffect;
    }

    /** The probability of any false report. */
    public double level() {
        return alpha;
    }

    /** How many slices are reported. */
    public int most() {
        return most;
    }
}
