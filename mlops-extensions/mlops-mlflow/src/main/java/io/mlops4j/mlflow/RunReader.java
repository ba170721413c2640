package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.experiment.MetricPoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the directory of a run. */
record RunReader(StoreFiles files, Locations locations) {
    /** Whether MLflow shows the run; one that was deleted stays on disk until it is collected. */
    static boolean isActive(Meta meta) {
        return !meta.text("lifecycle_stage").equals("deleted");
    }

    MlflowRun read(Path directory, Meta meta) {
        List<String> problems = new ArrayList<>();
        String id = meta.text("run_id").isEmpty() ? meta.required("run_uuid") : meta.text("run_id");
        Map<String, String> tags = files.texts(directory.resolve("tags"));
        String name = meta.text("run_name").isEmpty() ? tags.getOrDefault(Tags.RUN_NAME, "") : meta.text("run_name");
        return new MlflowRun(
                id,
                meta.required("experiment_id"),
                name.isBlank() ? id : name,
                status(meta),
                meta.text("user_id"),
                meta.instant("start_time").orElse(Instant.EPOCH),
                meta.instant("end_time"),
                files.texts(directory.resolve("params")),
                tags,
                metrics(directory.resolve("metrics"), problems),
                datasets(directory, problems),
                artifacts(directory, meta, problems),
                problems);
    }

    private static MlflowRun.Status status(Meta meta) {
        long number = meta.whole("status").orElse(1L);
        for (MlflowRun.Status status : MlflowRun.Status.values()) {
            if (status.number() == number) {
                return status;
            }
        }
        throw new InvalidInput(meta.where() + " has the status " + number + "; MLflow's are 1 to 5.");
    }

    private Map<String, List<MetricPoint>> metrics(Path directory, List<String> problems) {
        SortedMap<String, List<MetricPoint>> metrics = new TreeMap<>();
        files.tree(directory).forEach((name, file) -> {
            try {
                metrics.put(name, MetricLines.read(file));
            } catch (InvalidInput e) {
                problems.add("Metric '" + name + "' is left out: " + e.getMessage());
            }
        });
        return metrics;
    }

    private List<MlflowDataset> datasets(Path run, List<String> problems) {
        List<MlflowDataset> datasets = new ArrayList<>();
        for (Path input : files.directories(run.resolve("inputs"))) {
            try {
                Meta.find(files, input).flatMap(meta -> dataset(run, meta)).ifPresent(datasets::add);
            } catch (InvalidInput e) {
                problems.add("Dataset input '" + input.getFileName() + "' is left out: " + e.getMessage());
            }
        }
        return datasets;
    }

    private Optional<MlflowDataset> dataset(Path run, Meta input) {
        if (!input.text("source_type").equals("DATASET")) {
            return Optional.empty();
        }
        Path experiment = run.resolveSibling("datasets");
        return Meta.find(files, StoreFiles.child(experiment, input.required("source_id")))
                .map(dataset -> new MlflowDataset(
                        dataset.text("name"),
                        dataset.text("digest"),
                        dataset.text("source_type"),
                        dataset.text("source"),
                        input.mapping("tags").text("mlflow.data.context")));
    }

    private Map<String, Path> artifacts(Path run, Meta meta, List<String> problems) {
        String address = meta.text("artifact_uri");
        Path beside = files.find(run.resolve("artifacts"));
        SortedMap<String, Path> own = beside == null ? new TreeMap<>() : files.tree(beside);
        if (!own.isEmpty() || address.isEmpty()) {
            return own;
        }
        Optional<Path> elsewhere = locations.find(address);
        if (elsewhere.isEmpty() && beside == null) {
            problems.add(
                    "The artifacts are at '" + address + "', which is not below this directory; they are left out.");
        }
        return elsewhere.map(this::filesAt).orElse(own);
    }

    private SortedMap<String, Path> filesAt(Path directory) {
        return locations.roots().stream()
                .filter(root -> directory.startsWith(root.root()))
                .findFirst()
                .map(root -> root.tree(directory))
                .orElseThrow();
    }
}
