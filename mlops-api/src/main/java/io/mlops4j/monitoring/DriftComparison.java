package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;

/** How two datasets are compared; {@link Drift#between} begins one, {@link #compare} ends it. Each setting answers the comparison itself. For one thread. */
public interface DriftComparison {
    /** When a column counts as changed; {@link DriftTest#auto} if not set. */
    DriftComparison drift(DriftTest test);

    /** The same for one column, also if it would not be tested by itself, as a key or text. */
    DriftComparison drift(String column, DriftTest test);

    /**
     * How often, without any change, a report may say that there is one, over all columns; 0.01 if not set. What {@link DriftTest#auto} keeps.
     *
     * @param rate between 0 and 1
     * @throws InvalidInput if it is not
     */
    DriftComparison falseAlarmRate(double rate);

    /** Only these columns. */
    DriftComparison columns(String... names);

    /** Not these columns. */
    DriftComparison without(String... names);

    /**
     * Compares.
     *
     * @throws InvalidInput if the two have no column in common, a column that was named is not there, or there are no rows
     */
    DriftReport compare();
}
