package io.mlops4j.mlflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds or makes the directory of an experiment, and of everything, as MLflow makes them. */
final class ExperimentExport {
    private ExperimentExport() {}

    /** Makes a directory that is not there what MLflow would make it: with a trash, room for models, and the experiment 0. */
    static void prepare(Path root, Instant now) {
        if (!Files.exists(root)) {
            StoreWriter.create(root.resolve(".trash"));
            StoreWriter.create(root.resolve(RegistryReader.FOLDER));
            create(root.toAbsolutePath().normalize(), "0", "Default", now);
        }
    }

    /** The directory of a new experiment; its id follows from its name unless that is taken. */
    static Path create(StoreFiles files, String name, Instant now) {
        long id = Identity.experiment(name);
        while (Files.exists(files.root().resolve(Long.toString(id)))
                || Files.exists(files.root().resolve(".trash").resolve(Long.toString(id)))) {
            id++;
        }
        return create(files.root(), Long.toString(id), name, now);
    }

    private static Path create(Path root, String id, String name, Instant now) {
        Path directory = root.resolve(id);
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("artifact_location", uri(directory));
        meta.put("creation_time", now.toEpochMilli());
        meta.put("experiment_id", id);
        meta.put("last_update_time", now.toEpochMilli());
        meta.put("lifecycle_stage", "active");
        meta.put("name", name);
        StoreWriter.yaml(directory, meta);
        return directory;
    }

    /** The address of a directory, without a slash at its end whether it is there or not. */
    static String uri(Path directory) {
        String uri = directory.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
