package io.mlops4j.experiment;

import java.util.List;

/** The values of one metric of one run. Thread-safe. */
public interface MetricSeries {
    /** The name of the metric. */
    String name();

    /** The latest value: that of the greatest step, and among equal steps of the latest time. */
    double last();

    /** The step of the latest value. */
    long lastStep();

    /** All points, in the order of steps, then times. Read from storage when it is called. */
    List<MetricPoint> history();
}
