package io.mlops4j.mlflow;

import io.mlops4j.Conflict;
import io.mlops4j.StorageFailure;
import io.mlops4j.model.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a version into MLflow's registry: {@code models/<name>/version-<number>}, with the model itself in {@code artifacts} below that, so
 * that it is there whether or not its run is. As with runs, it is built beside its place and moved there.
 */
record ModelExport(StoreFiles files, ModelVersion version, String runId) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final String ONNX_FILE = "model.onnx";

    /** The name of a model in MLflow, which keeps it as the name of a directory. */
    static String name(String model) {
        return FileNames.part(model);
    }

    MlflowModelVersion write() {
        String name = name(version.model());
        Path model = files.root().resolve(RegistryReader.FOLDER).resolve(name);
        createModel(model, name);
        Path place = model.resolve(RegistryReader.VERSION + version.number());
        if (!Files.exists(place)) {
            Path draft = model.resolve(".mlops4j-" + version.number());
            StoreWriter.delete(draft);
            writeVersion(name, draft, place);
            StoreWriter.move(draft, place);
        } else if (!isOurs(place, origin())) {
            throw new Conflict(version + " cannot be exported: '" + place
                    + "' is a version that was not written by an export of it. Export to another directory.");
        }
        writeAliases(model);
        return new RegistryReader(files)
                .find(name)
                .flatMap(found -> found.versions().stream()
                        .filter(written -> written.number() == version.number())
                        .findFirst())
                .orElseThrow();
    }

    private String origin() {
        return version.model() + "/" + version.number() + "/" + version.digest();
    }

    private boolean isOurs(Path directory, String origin) {
        Path tag = directory.resolve("tags").resolve(Tags.ORIGIN);
        return Files.isRegularFile(tag) && files.text(tag).equals(origin);
    }

    private void createModel(Path model, String name) {
        if (Files.exists(model)) {
            return;
        }
        long created = version.registeredAt().toEpochMilli();
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("aliases", Map.of());
        meta.put("creation_timestamp", created);
        meta.put("description", null);
        meta.put("last_updated_timestamp", created);
        meta.put("name", name);
        // Beside the models, since MLflow reads none of them while one has no description.
        Path draft = files.root().resolve(".mlops4j-" + name);
        StoreWriter.delete(draft);
        StoreWriter.text(draft.resolve("tags").resolve(Tags.ORIGIN), version.model());
        StoreWriter.yaml(draft, meta);
        StoreWriter.create(files.root().resolve(RegistryReader.FOLDER));
        StoreWriter.move(draft, model);
    }

    private void writeVersion(String name, Path draft, Path place) {
        Path artifacts = draft.resolve("artifacts");
        StoreWriter.create(artifacts);
        copyModel(artifacts.resolve(ONNX_FILE));
        mlModel().write(artifacts);
        StoreWriter.text(artifacts.resolve("requirements.txt"), "mlflow\nonnx\nonnxruntime\n");

        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(Tags.ORIGIN, origin());
        version.tags().forEach(tags::putIfAbsent);
        Map<String, String> tagFiles = FileNames.of(tags.keySet());
        tags.forEach((tag, value) -> StoreWriter.text(
                StoreFiles.below(draft.resolve("tags"), Objects.requireNonNull(tagFiles.get(tag))), value));

        String source = ExperimentExport.uri(place) + "/artifacts";
        long registered = version.registeredAt().toEpochMilli();
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("aliases", List.of());
        meta.put("creation_timestamp", registered);
        meta.put("current_stage", "None");
        meta.put("description", version.description());
        meta.put("last_updated_timestamp", registered);
        meta.put("name", name);
        meta.put("run_id", runId.isEmpty() ? null : runId);
        meta.put("run_link", null);
        meta.put("source", source);
        meta.put("status", "READY");
        meta.put("status_message", null);
        meta.put("storage_location", source);
        meta.put("user_id", version.registeredBy());
        meta.put("version", (long) version.number());
        StoreWriter.yaml(draft, meta);
    }

    private void copyModel(Path file) {
        try (InputStream model = version.open()) {
            Files.copy(model, file);
        } catch (IOException e) {
            throw new StorageFailure(version + " cannot be written to '" + file + "': " + e + ".", e);
        }
    }

    private MlModel mlModel() {
        Map<String, @Nullable Object> onnx = new LinkedHashMap<>();
        onnx.put("code", null);
        onnx.put("data", ONNX_FILE);
        onnx.put("onnx_session_options", null);
        onnx.put("providers", List.of("CPUExecutionProvider"));
        Map<String, @Nullable Object> python = new LinkedHashMap<>();
        python.put("data", ONNX_FILE);
        python.put("loader_module", "mlflow.onnx");
        Map<String, @Nullable Object> flavors = new LinkedHashMap<>();
        flavors.put("onnx", onnx);
        flavors.put("python_function", python);

        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("flavors", flavors);
        Map<String, Object> here = new LinkedHashMap<>();
        here.put("model", version.model());
        here.put("version", (long) version.number());
        here.put("digest", version.digest());
        if (!version.features().isEmpty()) {
            here.put("features", version.features());
        }
        fields.put("metadata", Map.of("mlops4j", here));
        fields.put("model_size_bytes", version.sizeBytes());
        fields.put("model_uuid", Identity.hex(origin()));
        if (!runId.isEmpty()) {
            fields.put("run_id", runId);
        }
        MlSignature signature = MlSignature.of(version.signature());
        if (!signature.inputs().isEmpty()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("inputs", signature.inputsJson());
            json.put("outputs", signature.outputs().isEmpty() ? null : signature.outputsJson());
            json.put("params", null);
            fields.put("signature", json);
        }
        fields.put("utc_time_created", TIME.format(version.registeredAt()));
        return MlModel.of(fields);
    }

    /** The aliases of the version as they are now. Those of a model that others keep too are theirs, unless they are free. */
    private void writeAliases(Path model) {
        boolean ours = isOurs(model, version.model());
        Path aliases = model.resolve("aliases");
        Map<String, String> fileNames = FileNames.of(version.aliases());
        fileNames.replaceAll(
                (alias, file) -> file.replace('/', '_').replace('.', '_').replace(' ', '_'));
        String number = Integer.toString(version.number());
        Map<String, String> there = files.texts(aliases);
        if (ours) {
            there.forEach((alias, target) -> {
                if (target.equals(number) && !fileNames.containsValue(alias)) {
                    StoreWriter.delete(aliases.resolve(alias));
                }
            });
        }
        fileNames.values().forEach(alias -> {
            String target = there.getOrDefault(alias, number);
            if (!ours && !target.equals(number)) {
                throw new Conflict("Alias '" + alias + "' of model '" + version.model() + "' in '" + model
                        + "' points at version " + target + " and was not set by an export; change it with MLflow.");
            }
            StoreWriter.text(aliases.resolve(alias), number);
        });
    }
}
