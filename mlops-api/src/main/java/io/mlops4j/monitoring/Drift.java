package io.mlops4j.monitoring;

import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Table;
import io.mlops4j.spi.MonitoringEngine;

/** Compares two datasets. */
public final class Drift {
    private Drift() {}

    /**
     * Holds a dataset against another, column by column, with {@link DriftTest#auto} at a false alarm rate of 0.01.
     *
     * @param reference what is taken as it should be
     * @param current what is held against it
     * @throws io.mlops4j.InvalidInput if they have no column in common, or no rows
     */
    public static DriftReport compare(DatasetVersion reference, DatasetVersion current) {
        return between(reference, current).compare();
    }

    /** Holds a table against another; see {@link #compare(DatasetVersion, DatasetVersion)}. */
    public static DriftReport compare(Table reference, Table current) {
        return between(reference, current).compare();
    }

    /** Begins a comparison with settings of its own. */
    public static DriftComparison between(DatasetVersion reference, DatasetVersion current) {
        return MonitoringEngine.installed().comparison(reference, current);
    }

    /** Begins a comparison with settings of its own. */
    public static DriftComparison between(Table reference, Table current) {
        return MonitoringEngine.installed().comparison(reference, current);
    }
}
