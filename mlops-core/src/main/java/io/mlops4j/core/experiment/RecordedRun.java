package io.mlops4j.core.experiment;

import io.mlops4j.NotFound;
import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.experiment.Artifact;
import io.mlops4j.experiment.Environment;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.MetricSeries;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.internal.NearNames;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as the experiment's stream knows it; histories and artifacts come from its own stream when they are asked for. */
final class RecordedRun implements Run {
    private final RunSummary summary;
    private final ExperimentStreams streams;
    private final RunStatus status;

    RecordedRun(RunSummary summary, ExperimentStreams streams) {
        this.summary = summary;
        this.streams = streams;
        this.status = summary.status();
    }

    @Override
    public String id() {
        return summary.id();
    }

    @Override
    public String name() {
        return summary.name();
    }

    @Override
    public String experiment() {
        return streams.experiment();
    }

    @Override
    public RunStatus status() {
        return status;
    }

    @Override
    public Optional<String> failure() {
        return status == RunStatus.FAILED ? Optional.of(summary.failure()) : Optional.empty();
    }

    @Override
    public String actor() {
        return summary.actor();
    }

    @Override
    public Instant startedAt() {
        return summary.startedAt();
    }

    @Override
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(summary.endedAt());
    }

    @Override
    public Map<String, String> params() {
        return summary.facts().params();
    }

    @Override
    public Map<String, String> tags() {
        return summary.facts().tags();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(streams.readDetails(id()).notes());
    }

    @Override
    public Optional<String> parent() {
        return summary.parent().isEmpty() ? Optional.empty() : Optional.of(summary.parent());
    }

    @Override
    public Optional<Environment> environment() {
        return Optional.ofNullable(streams.readDetails(id()).opened())
                .map(Opened::environment)
                .map(stored -> EnvironmentJson.read(streams.blobs(), stored));
    }

    @Override
    public Optional<Recipe> recipe() {
        return Optional.ofNullable(streams.readDetails(id()).opened()).map(Opened::recipe);
    }

    @Override
    public List<DatasetRef> inputs() {
        return summary.facts().inputs();
    }

    @Override
    public MetricSeries metric(String name) {
        Map<String, RunFacts.Latest> metrics = summary.facts().metrics();
        RunFacts.Latest latest = metrics.get(name);
        if (latest == null) {
            throw new NotFound(this + " has no metric '" + name + "'." + NearNames.sentence(name, metrics.keySet()));
        }
        return new Series(name, latest);
    }

    @Override
    public Map<String, MetricSeries> metrics() {
        Map<String, MetricSeries> series = new LinkedHashMap<>();
        summary.facts().metrics().forEach((name, latest) -> series.put(name, new Series(name, latest)));
        return Collections.unmodifiableMap(series);
    }

    @Override
    public List<String> artifacts() {
        return List.copyOf(streams.readDetails(id()).artifacts().keySet());
    }

    @Override
    public List<Artifact> artifactFiles() {
        return streams.readDetails(id()).artifacts().entrySet().stream()
                .map(e -> new Artifact(
                        e.getKey(), e.getValue().digest(), e.getValue().sizeBytes()))
                .toList();
    }

    @Override
    public InputStream artifact(String name) {
        Map<String, ArtifactRef> artifacts = streams.readDetails(id()).artifacts();
        ArtifactRef artifact = artifacts.get(name);
        if (artifact == null) {
            throw noArtifact(name, artifacts);
        }
        return streams.blobs().open(artifact.digest());
    }

    @Override
    public void copyArtifact(String name, Path target) {
        Map<String, ArtifactRef> artifacts = streams.readDetails(id()).artifacts();
        ArtifactCopy copy = new ArtifactCopy(streams.blobs(), target);
        ArtifactRef file = artifacts.get(name);
        if (file != null) {
            copy.file(file);
            return;
        }
        String folder = name.isEmpty() || name.endsWith("/") ? name : name + "/";
        Map<String, ArtifactRef> inside = new LinkedHashMap<>();
        artifacts.forEach((path, artifact) -> {
            if (path.startsWith(folder)) {
                inside.put(path.substring(folder.length()), artifact);
            }
        });
        if (inside.isEmpty()) {
            throw noArtifact(name, artifacts);
        }
        copy.folder(inside);
    }

    private NotFound noArtifact(String name, Map<String, ArtifactRef> artifacts) {
        return new NotFound(this + " has no artifact '" + name + "'." + NearNames.sentence(name, artifacts.keySet()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedRun run && run.id().equals(id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return "Run '" + name() + "' (" + id() + ") of experiment '" + experiment() + "'";
    }

    private final class Series implements MetricSeries {
        private final String name;
        private final RunFacts.Latest latest;

        Series(String name, RunFacts.Latest latest) {
            this.name = name;
            this.latest = latest;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public double last() {
            return latest.value();
        }

        @Override
        public long lastStep() {
            return latest.step();
        }

        @Override
        public List<MetricPoint> history() {
            List<MetricPoint> points = new ArrayList<>();
            for (MetricColumn column : streams.readDetails(id()).columns()) {
                if (column.name().equals(name)) {
                    column.appendTo(points);
                }
            }
            // Stable: points of one step and time stay in the order in which they were recorded.
            points.sort(Comparator.comparingLong(MetricPoint::step).thenComparing(MetricPoint::at));
            return List.copyOf(points);
        }
    }
}
