package io.mlops4j.experiment;

import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetRef;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has recorded. A value as of the moment that it was read, except that metric histories and artifacts are read when they are
 * asked for. Thread-safe.
 */
public interface Run {
    /** The id. */
    String id();

    /** The name of the run. */
    String name();

    /** The name of the experiment. */
    String experiment();

    /** How it stands. A run whose process, on this host, is gone reads as {@link RunStatus#KILLED}. */
    RunStatus status();

    /** Why it failed: the class and message of the exception. Present if the status is {@link RunStatus#FAILED}. */
    Optional<String> failure();

    /** Who started it. */
    String actor();

    /** When it started. */
    Instant startedAt();

    /** When it ended, if it has. */
    Optional<Instant> endedAt();

    /** The parameters, in the order in which they were recorded. */
    Map<String, String> params();

    /** The tags. */
    Map<String, String> tags();

    /** The versions of datasets that it read. */
    List<DatasetRef> inputs();

    /**
     * A metric.
     *
     * @throws NotFound if the run has none of this name
     */
    MetricSeries metric(String name);

    /** The metrics by name, in the order in which they were first recorded. */
    Map<String, MetricSeries> metrics();

    /** The names of the artifacts, sorted. */
    List<String> artifacts();

    /**
     * Opens an artifact; the caller closes the stream. Its digest is verified: the last read of changed bytes throws.
     *
     * @throws NotFound if the run has none of this name
     */
    InputStream artifact(String name);
}
