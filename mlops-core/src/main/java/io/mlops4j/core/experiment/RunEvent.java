package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunStatus;
import java.util.List;
import java.util.Map;

/** What happens in the stream of a run. */
sealed interface RunEvent {
    /** The run began; the first event of its stream. */
    record Opened(String experiment, String name) implements RunEvent {}

    /** Parameters, tags and inputs were recorded. */
    record FactsRecorded(RunFacts facts) implements RunEvent {}

    /** Artifacts were stored, by name. */
    record ArtifactsStored(Map<String, ArtifactRef> artifacts) implements RunEvent {}

    /** Points of metrics were recorded. */
    record MetricsRecorded(List<MetricColumn> columns) implements RunEvent {}

    /** The run ended. */
    record Closed(RunStatus status, String failure) implements RunEvent {}

    /** Where the bytes of an artifact are. */
    record ArtifactRef(String digest, long sizeBytes) {}
}
