package io.mlops4j.monitoring;

/** What a model predicts, and so by which metrics it is measured. */
public enum PerformanceTask {
    /** One of two classes. */
    BINARY,
    /** One of several classes. */
    MULTICLASS,
    /** A number. */
    REGRESSION
}
