package io.mlops4j.monitoring;

/** What was found about a column. */
public enum Verdict {
    /** The change is evident and large enough to matter. */
    DRIFTED,
    /** There is enough data, and no change that is both evident and large enough to matter. */
    STABLE,
    /** There are too few rows to say; that is not to say that all is well. */
    INSUFFICIENT_DATA,
    /** Not tested: what the column holds names rows, runs with time, or is text. */
    NOT_TESTED
}
