package io.mlops4j.mlflow;

import io.mlops4j.Conflict;
import io.mlops4j.experiment.Environment;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes runs into the directory of an experiment. A run is built beside its place and moved there, and its {@code meta.yaml}, without which
 * MLflow does not see it, comes last: a crash leaves a run that is not there rather than half of one.
 */
final class RunExport {
    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");

    private final StoreFiles files;
    private final Path experiment;
    private final String experimentId;
    private final Map<String, String> written = new LinkedHashMap<>();
    private final Map<String, String> present = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    RunExport(StoreFiles files, Path experiment) {
        this.files = files;
        this.experiment = experiment;
        this.experimentId = experiment.getFileName().toString();
    }

    ExportReport report() {
        return new ExportReport(experimentId, written, present, problems);
    }

    /** The id of a run in MLflow: the one that it came with, or one that follows from its id here. */
    static String id(Run run) {
        String origin = run.tags().getOrDefault(Tags.MLFLOW_RUN, "");
        return RUN_ID.matcher(origin).matches() ? origin : Identity.hex(run.id());
    }

    String write(Run run) {
        String id = id(run);
        Path place = experiment.resolve(id);
        if (Files.exists(place)) {
            Path origin = place.resolve("tags").resolve(Tags.ORIGIN);
            boolean ours = Files.isRegularFile(origin) && files.text(origin).equals(run.id());
            if (!ours && id.equals(run.tags().get(Tags.MLFLOW_RUN))) {
                present.put(run.id(), id);
                return id;
            }
            if (!ours) {
                throw new Conflict("Run '" + run.name() + "' (" + run.id() + ") cannot be exported: '" + place
                        + "' is a run that was not written by an export of it. Export to another directory.");
            }
        }
        Path draft = experiment.resolve(".mlops4j-" + id);
        StoreWriter.delete(draft);
        writeFiles(run, id, draft);
        StoreWriter.delete(place);
        StoreWriter.move(draft, place);
        StoreWriter.yaml(place, meta(run, id));
        written.put(run.id(), id);
        return id;
    }

    private void writeFiles(Run run, String id, Path directory) {
        NameTable names = NameTable.empty();
        Map<String, List<MetricPoint>> metrics = new LinkedHashMap<>();
        run.metrics().forEach((name, series) -> metrics.put(name, series.history()));
        metrics.values().removeIf(List::isEmpty);
        Map<String, String> metricFiles = FileNames.of(metrics.keySet());
        StoreWriter.create(directory.resolve("metrics"));
        metrics.forEach((name, points) -> StoreWriter.text(
                StoreFiles.below(directory.resolve("metrics"), Objects.requireNonNull(metricFiles.get(name))),
                MetricLines.of(points)));
        names.note("metrics", metricFiles);
        names.note("params", writeTexts(directory.resolve("params"), run.params()));

        Map<String, String> tags = tags(run);
        Map<String, String> tagFiles = FileNames.of(tags.keySet());
        names.note("tags", tagFiles);
        if (!names.isEmpty()) {
            tags.put(Tags.NAMES, names.toString());
            problems.add("Run '" + run.name() + "' (" + run.id()
                    + ") has names that MLflow cannot keep; what they are is in its tag " + Tags.NAMES + ".");
        }
        writeTexts(directory.resolve("tags"), tags);
        writeDatasets(run, id, directory);
        Path artifacts = directory.resolve("artifacts");
        if (run.artifacts().isEmpty()) {
            StoreWriter.create(artifacts);
        } else {
            run.copyArtifact("", artifacts);
        }
    }

    private static Map<String, String> writeTexts(Path directory, Map<String, String> texts) {
        StoreWriter.create(directory);
        Map<String, String> fileNames = FileNames.of(texts.keySet());
        texts.forEach((name, text) ->
                StoreWriter.text(StoreFiles.below(directory, Objects.requireNonNull(fileNames.get(name))), text));
        return fileNames;
    }

    private static Map<String, String> tags(Run run) {
        Map<String, String> tags = new LinkedHashMap<>();
        // Before all others, so that a crash leaves nothing of which a later export would not know that it is ours.
        tags.put(Tags.ORIGIN, run.id());
        tags.put(Tags.RUN_NAME, run.name());
        tags.put(Tags.USER, run.actor());
        run.environment().flatMap(Environment::findGitCommit).ifPresent(commit -> tags.put(Tags.COMMIT, commit));
        run.parent().ifPresent(parent -> tags.put(Tags.PARENT, Identity.hex(parent)));
        if (!run.notes().isEmpty()) {
            tags.put(Tags.NOTE, String.join("\n\n", run.notes()));
        }
        if (run.status() == RunStatus.PRUNED) {
            tags.put(Tags.STATUS, RunStatus.PRUNED.name());
        }
        run.failure().ifPresent(failure -> tags.put(Tags.FAILURE, failure));
        run.tags().forEach((name, value) -> {
            if (!Tags.WRITTEN.contains(name) && !isDataset(name, value)) {
                tags.put(name, value);
            }
        });
        return tags;
    }

    private static boolean isDataset(String tag, String value) {
        return tag.startsWith(Tags.DATASET) && DatasetTag.read(value).isPresent();
    }

    private void writeDatasets(Run run, String id, Path directory) {
        List<MlflowDataset> datasets = new ArrayList<>();
        run.inputs().forEach(input -> datasets.add(DatasetTag.of(input)));
        run.tags().forEach((name, value) -> {
            if (name.startsWith(Tags.DATASET)) {
                DatasetTag.read(value).ifPresent(datasets::add);
            }
        });
        for (MlflowDataset dataset : datasets) {
            String dataId = Identity.pair(dataset.name(), dataset.digest());
            Map<String, @Nullable Object> meta = new LinkedHashMap<>();
            meta.put("digest", dataset.digest());
            meta.put("name", dataset.name());
            meta.put("profile", null);
            meta.put("schema", null);
            meta.put("source", dataset.source());
            meta.put("source_type", dataset.sourceType());
            Path place = experiment.resolve("datasets").resolve(dataId);
            if (!Files.exists(place.resolve(Meta.FILE))) {
                StoreWriter.yaml(place, meta);
            }
            Map<String, @Nullable Object> input = new LinkedHashMap<>();
            // MLflow, too, writes the dataset's id where the run's should be.
            input.put("destination_id", dataId);
            input.put("destination_type", "RUN");
            input.put("source_id", dataId);
            input.put("source_type", "DATASET");
            input.put(
                    "tags", dataset.context().isEmpty() ? Map.of() : Map.of("mlflow.data.context", dataset.context()));
            StoreWriter.yaml(directory.resolve("inputs").resolve(Identity.pair(dataId, id)), input);
        }
    }

    /** The fields in the order in which PyYAML sorts them; {@code run_uuid}, the source and the empty tags are for MLflow before 1.0. */
    private Map<String, @Nullable Object> meta(Run run, String id) {
        Optional<Instant> ended = run.endedAt();
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("artifact_uri", ExperimentExport.uri(experiment.resolve(id)) + "/artifacts");
        meta.put("end_time", ended.map(Instant::toEpochMilli).orElse(null));
        meta.put("entry_point_name", "");
        meta.put("experiment_id", experimentId);
        meta.put("lifecycle_stage", "active");
        meta.put("run_id", id);
        meta.put("run_name", run.name());
        meta.put("run_uuid", id);
        meta.put("source_name", "");
        meta.put("source_type", 4L);
        meta.put("source_version", "");
        meta.put("start_time", run.startedAt().toEpochMilli());
        meta.put("status", (long) status(run.status()).number());
        meta.put("tags", List.of());
        meta.put("user_id", run.tags().getOrDefault(Tags.USER, run.actor()));
        return meta;
    }

    private static MlflowRun.Status status(RunStatus status) {
        return switch (status) {
            case RUNNING -> MlflowRun.Status.RUNNING;
            case FINISHED -> MlflowRun.Status.FINISHED;
            case FAILED -> MlflowRun.Status.FAILED;
            case KILLED, PRUNED -> MlflowRun.Status.KILLED;
        };
    }
}
