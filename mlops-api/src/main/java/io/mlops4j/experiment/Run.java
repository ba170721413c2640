package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetRef;
import java.io.InputStream;
import java.nio.file.Path;
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

    /** The notes, oldest first. */
    List<String> notes();

    /** The id of the run of the same experiment that it is part of, if it is. */
    Optional<String> parent();

    /** Where it took place; empty for a run that was added from elsewhere, or recorded before this was captured. */
    Optional<Environment> environment();

    /** What is needed to run it again, if it was made by {@link Experiment#train}. */
    Optional<Recipe> recipe();

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

    /** The artifacts with their digests and sizes, sorted by name. */
    List<Artifact> artifactFiles();

    /**
     * Copies an artifact, or all artifacts of a folder, to a path that does not exist yet. The bytes are verified.
     *
     * @param name the name of an artifact or of a folder of artifacts; the empty string stands for all of them
     * @throws NotFound if the run has none of this name
     * @throws InvalidInput if there is something at the path
     */
    void copyArtifact(String name, Path target);

    /**
     * What a run was made from besides its parameters and inputs.
     *
     * @param trainer the name of the registered trainer
     * @param seed the seed
     */
    record Recipe(String trainer, long seed) {}
}
