package io.mlops4j.core.experiment;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.json.Json;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What happens in the stream of a run. */
sealed interface RunEvent {
    /**
     * The run began; the first event of its stream.
     *
     * @param environment where its environment is described, or null if that is not known
     * @param recipe how to run it again, or null
     */
    record Opened(String experiment, String name, @Nullable ArtifactRef environment, Run.@Nullable Recipe recipe)
            implements RunEvent {}

    /** Parameters, tags and inputs were recorded. */
    record FactsRecorded(RunFacts facts) implements RunEvent {}

    /** Notes were added, oldest first. */
    record NotesAdded(List<String> notes) implements RunEvent {
        public NotesAdded {
            notes = List.copyOf(notes);
        }
    }

    /** Artifacts were stored, by name. */
    record ArtifactsStored(Map<String, ArtifactRef> artifacts) implements RunEvent {}

    /** Points of metrics were recorded. */
    record MetricsRecorded(List<MetricColumn> columns) implements RunEvent {}

    /** The run ended. */
    record Closed(RunStatus status, String failure) implements RunEvent {}

    /** Where the bytes of an artifact are. */
    record ArtifactRef(String digest, long sizeBytes) {
        static ArtifactRef of(Blobs.Stored stored) {
            return new ArtifactRef(stored.digest(), stored.sizeBytes());
        }

        void write(ObjectNode json) {
            json.put("blob", digest);
            json.put("sizeBytes", sizeBytes);
        }

        static ArtifactRef read(JsonNode json) {
            return new ArtifactRef(Json.string(json, "blob"), Json.integer(json, "sizeBytes"));
        }
    }
}
