package io.mlops4j.core.serving.rows;

/** Writes the features of records. Thread-safe. */
interface RowFiller {
    /** How many features there are. */
    int width();

    /** Writes the features of a record to an array of that length. */
    void fill(Record row, double[] target);
}
