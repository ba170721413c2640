package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@code MLmodel} file: what MLflow keeps beside a model to say how to load and call it. Every key is kept in its place, known or not, so
 * that one which was read, changed and written again lost nothing. Immutable.
 *
 * <pre>{@code
 * MlModel model = MlModel.read(directory);
 * model.onnxFile();                                   // Optional[model.onnx]
 * model.signature().ifPresent(System.out::println);
 * model.with("metadata", Map.of("team", "risk")).write(directory);
 * }</pre>
 */
public final class MlModel {
    /** The name of the file. */
    public static final String FILE = "MLmodel";

    private static final String ONNX = "onnx";

    private final Map<String, @Nullable Object> fields;

    private MlModel(Map<String, @Nullable Object> fields) {
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Reads the one of a model's directory.
     *
     * @throws NotFound if the directory has none
     * @throws InvalidInput if it is no YAML that can be read safely
     */
    public static MlModel read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new NotFound("Directory '" + directory
                    + "' has no file MLmodel; name the directory of a model that MLflow has logged.");
        }
        return parse("File '" + file + "'", StoreFiles.textOf(file));
    }

    /**
     * Reads the text of one.
     *
     * @param where what to call it in a message
     * @throws InvalidInput if it is no YAML that can be read safely
     */
    public static MlModel parse(String where, String yaml) {
        return new MlModel(Yaml.read(where, yaml));
    }

    /** One of these keys and values, in this order: texts, numbers, truth values, nulls, lists and maps. */
    static MlModel of(Map<String, @Nullable Object> fields) {
        return new MlModel(fields);
    }

    /** All keys and values, in their order: texts, numbers, truth values, nulls, lists and maps. */
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** The same with another value for a key, which keeps its place if it is there and is put last if it is not. */
    public MlModel with(String key, Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(fields);
        changed.put(key, value);
        return new MlModel(changed);
    }

    /** The id of the run that logged it, or the empty string. */
    public String runId() {
        return meta().text("run_id");
    }

    /** The id of the model, or the empty string: {@code model_id} since MLflow 3, {@code model_uuid} before. */
    public String id() {
        String id = meta().text("model_id");
        return id.isEmpty() ? meta().text("model_uuid") : id;
    }

    /** The version of MLflow that logged it, or the empty string. */
    public String mlflowVersion() {
        return meta().text("mlflow_version");
    }

    /** When it was logged, as MLflow says it, in UTC and without a zone; or the empty string. */
    public String createdAt() {
        return meta().text("utc_time_created");
    }

    /** The ways in which it can be loaded, by their names, as {@code onnx} and {@code python_function}, with their settings. */
    public Map<String, @Nullable Object> flavors() {
        return meta().mapping("flavors").fields();
    }

    /** The path, in the model's directory, of its ONNX file; empty if it was not logged with the onnx flavor. */
    public Optional<String> onnxFile() {
        Meta flavors = meta().mapping("flavors");
        if (!flavors.fields().containsKey(ONNX)) {
            return Optional.empty();
        }
        return Optional.of(flavors.mapping(ONNX).required("data"));
    }

    /** What the model takes and gives, as it was said when it was logged; empty if nothing was. */
    public Optional<MlSignature> signature() {
        Meta signature = meta().mapping("signature");
        return signature.text("inputs").isEmpty() && signature.text("outputs").isEmpty()
                ? Optional.empty()
                : Optional.of(MlSignature.parse(
                        signature.text("inputs"), signature.text("outputs"), signature.text("params")));
    }

    private Meta meta() {
        return new Meta("The MLmodel file", fields);
    }

    /** The text of the file, which PyYAML and every reader of YAML 1.2 read alike. */
    public String toYaml() {
        return YamlText.of(fields);
    }

    /**
     * Writes the file into a directory, in the place of one that is there.
     *
     * @throws StorageFailure if it cannot be written
     */
    public void write(Path directory) {
        try {
            Files.writeString(directory.resolve(FILE), toYaml());
        } catch (IOException e) {
            throw new StorageFailure("File MLmodel cannot be written to '" + directory + "': " + e + ".", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MlModel model && model.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The text of the file. */
    @Override
    public String toString() {
        return toYaml();
    }
}
