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

    /**
     * Looks whether all columns together have changed, as where two columns no longer go together though each is spread as it was: by how well a classifier tells the rows of the two apart, and by
     * the maximum mean discrepancy. Takes seconds. A false alarm rate of 0.01, and the same answer each time.
     *
     * @param reference at least 30 rows
     * @param current at least 30 rows with the same columns
     * @throws io.mlops4j.InvalidInput if there are too few rows, or no column in common that can be compared
     */
    public static MultivariateDrift multivariate(Table reference, Table current) {
        return MonitoringEngine.installed().multivariate(reference, current);
    }

    /** The same for versions of datasets, which are read into memory; see {@link #multivariate(Table, Table)}. */
    public static MultivariateDrift multivariate(DatasetVersion reference, DatasetVersion current) {
        return multivariate(reference.read(), current.read());
    }
}
