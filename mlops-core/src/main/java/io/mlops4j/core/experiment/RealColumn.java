package io.mlops4j.core.experiment;

/** Numbers; those that are missing are kept as NaN, and told from real ones by a mask. */
final class RealColumn implements RunColumn {
    private final double[] values;
    private final Rows present;
    private final int least;
    private final int greatest;

    /** Takes both over. */
    RealColumn(double[] values, Rows present) {
        this.values = values;
        this.present = present;
        int low = -1;
        int high = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                low = low < 0 || values[i] < values[low] ? i : low;
                high = high < 0 || values[i] > values[high] ? i : high;
            }
        }
        this.least = low;
        this.greatest = high;
    }

    double value(int row) {
        return values[row];
    }

    /** The values of all rows; not to be changed. */
    double[] values() {
        return values;
    }

    Rows present() {
        return present;
    }

    @Override
    public boolean has(int row) {
        return present.has(row);
    }

    @Override
    public boolean isOrdered(int row) {
        return !Double.isNaN(values[row]);
    }

    @Override
    public boolean isOrdered() {
        return least >= 0;
    }

    @Override
    public int compare(int row, RunColumn other, int otherRow) {
        double a = values[row];
        double b = ((RealColumn) other).values[otherRow];
        // Unlike Double.compare: the two zeros are equal.
        return a < b ? -1 : a > b ? 1 : 0;
    }

    @Override
    public int least() {
        return least;
    }

    @Override
    public int greatest() {
        return greatest;
    }
}
