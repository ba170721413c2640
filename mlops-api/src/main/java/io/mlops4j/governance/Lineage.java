package io.mlops4j.governance;

import io.mlops4j.data.DatasetVersion;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.ModelVersion;

/**
 * What was made from what: dataset version, run, model version, endpoint. It is derived from what was recorded when each was made, and reads
 * the whole catalogue. Thread-safe.
 */
public interface Lineage {
    /** Where a model version comes from, and where it goes. */
    LineageGraph of(ModelVersion version);

    /** What was made from a dataset version. */
    LineageGraph of(DatasetVersion version);

    /** What a run read, and what was made by it. */
    LineageGraph of(Run run);
}
