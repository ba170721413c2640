package io.mlops4j.core.experiment;

/** One field of the runs of a page. Immutable. */
sealed interface RunColumn permits RealColumn, CodedColumn {
    /** Whether a run has the field. */
    boolean has(int row);

    /** Whether a run has a value of it that can be ordered: not NaN. */
    boolean isOrdered(int row);

    /** Whether any run has a value that can be ordered. */
    boolean isOrdered();

    /** Compares two runs of one field, in columns of one kind; both have a value that can be ordered. */
    int compare(int row, RunColumn other, int otherRow);

    /** A row with the least value, if there is one that {@link #isOrdered}. */
    int least();

    /** A row with the greatest value, if there is one that {@link #isOrdered}. */
    int greatest();
}
