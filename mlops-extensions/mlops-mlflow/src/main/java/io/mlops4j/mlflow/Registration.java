package io.mlops4j.mlflow;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelDraft;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A model of MLflow's on its way into the registry. Its run comes with it, with parameters, metrics, tags and artifacts; so do the version's
 * tags and description, and the names of its columns. Single-use, not thread-safe; ends in {@link #register}.
 *
 * <pre>{@code
 * Registered registered = mlflow.registration(ml, "models:/loans@champion", "loans").withAliases().strict().register();
 * registered.differences();     // what the signature promised and the model does not keep
 * }</pre>
 */
public final class Registration {
    private final Mlflow mlflow;
    private final Mlops ml;
    private final ModelSource source;
    private final String name;
    private boolean aliases;
    private boolean strict;

    Registration(Mlflow mlflow, Mlops ml, ModelSource source, String name) {
        this.mlflow = mlflow;
        this.ml = ml;
        this.source = source;
        this.name = name;
    }

    /** Points the aliases that MLflow's version has at the one here, moving those that point at another. By default none is touched. */
    public Registration withAliases() {
        aliases = true;
        return this;
    }

    /** Refuses a model that is not what its MLflow signature says. By default the differences are reported. */
    public Registration strict() {
        strict = true;
        return this;
    }

    /**
     * Imports the run, loads the model and registers it as the next version. A model that was registered from the same address already, byte
     * for byte, stays the version that it is.
     *
     * @throws NotFound if there is no {@code MLmodel} file
     * @throws InvalidInput if the model was not logged with the onnx flavor, a file of it is missing or lies elsewhere, no runtime on the path
     *     can read it, or {@link #strict} was said and it is not what its signature says
     * @throws InferenceFailure if the runtime knows the format and still cannot load it
     */
    public Registered register() {
        MlModel model = source.mlModel();
        Path file = source.onnxFile(model);
        Optional<Path> whole = ExternalTensors.inlined(source.files(), file);
        try {
            return register(model, whole.orElse(file));
        } finally {
            whole.ifPresent(Registration::delete);
        }
    }

    private Registered register(MlModel model, Path file) {
        Optional<MlSignature> said = model.signature();
        Optional<Signature> real = signature(file);
        List<String> differences =
                said.isPresent() && real.isPresent() ? said.get().differences(real.get()) : List.of();
        if (strict && !differences.isEmpty()) {
            throw new InvalidInput("The model at '" + source.address() + "' is not what its MLflow signature says: "
                    + String.join(" ", differences) + " Nothing was registered.");
        }
        String runId = source.runId().isEmpty() ? model.runId() : source.runId();
        List<String> problems = new ArrayList<>();
        Optional<Run> run = runId.isEmpty() ? Optional.empty() : importRun(runId, problems);
        Map<String, String> tags = tags(model);
        Model target = ml.model(name);
        ModelVersion version = earlier(target, file)
                .orElseGet(() ->
                        draft(target, file, run, tags, features(said, real)).register());
        if (aliases) {
            source.version()
                    .ifPresent(origin -> origin.aliases().stream()
                            .sorted()
                            .forEach(alias ->
                                    target.alias(alias, version, "as it is in MLflow at " + source.address())));
        }
        return new Registered(version, run, differences, problems);
    }

    private Optional<Run> importRun(String runId, List<String> problems) {
        ImportReport report = mlflow.importRun(runId, ml);
        problems.addAll(report.problems());
        report.left().forEach((id, why) -> problems.add("Run " + id + " was not imported: " + why));
        return Optional.ofNullable(
                report.imported().getOrDefault(runId, report.present().get(runId)));
    }

    /** What the model declares of itself; empty if no runtime that reads ONNX is on the path, of which registering will tell. */
    private static Optional<Signature> signature(Path file) {
        for (ModelRuntime runtime : ServiceLoader.load(ModelRuntime.class, ModelRuntime.class.getClassLoader())) {
            if (runtime.extensions().contains("onnx")) {
                try (LoadedModel loaded = runtime.load(file, LoadOptions.defaults())) {
                    return Optional.of(loaded.signature());
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, String> tags(MlModel model) {
        Map<String, String> tags = new LinkedHashMap<>();
        source.version().ifPresent(version -> tags.putAll(version.tags()));
        tags.remove(Tags.ORIGIN);
        tags.put(Tags.MLFLOW_MODEL, source.address());
        if (!model.id().isEmpty()) {
            tags.put("mlflow.modelId", model.id());
        }
        if (!model.mlflowVersion().isEmpty()) {
            tags.put("mlflow.version", model.mlflowVersion());
        }
        tags.entrySet()
                .removeIf(tag -> !Titles.isTitle(tag.getKey()) || tag.getValue().length() > Titles.LONGEST_VALUE);
        return tags;
    }

    private Optional<ModelVersion> earlier(Model model, Path file) {
        List<ModelVersion> sameOrigin = model.versions().stream()
                .filter(version -> source.address().equals(version.tags().get(Tags.MLFLOW_MODEL)))
                .toList();
        if (sameOrigin.isEmpty()) {
            return Optional.empty();
        }
        String digest = Identity.file(file);
        return sameOrigin.stream()
                .filter(version -> version.digest().equals(digest))
                .findFirst();
    }

    private ModelDraft draft(
            Model target, Path file, Optional<Run> run, Map<String, String> tags, List<String> features) {
        ModelDraft draft = target.from(file);
        run.ifPresent(draft::run);
        tags.forEach(draft::tag);
        source.version()
                .map(MlflowModelVersion::description)
                .filter(text -> !text.isBlank())
                .ifPresent(draft::description);
        if (!features.isEmpty()) {
            draft.features(features.toArray(String[]::new));
        }
        return draft;
    }

    /** The columns of a table that the model takes as the columns of its only input, if it does. */
    private static List<String> features(Optional<MlSignature> said, Optional<Signature> real) {
        List<String> columns = said.map(MlSignature::columns).orElse(List.of());
        if (columns.isEmpty() || real.isEmpty() || real.get().inputs().size() != 1) {
            return List.of();
        }
        TensorSpec input = real.get().inputs().get(0);
        boolean oneEach = input.kind() == TensorSpec.Kind.TENSOR
                && input.shape().rank() == 2
                && input.shape().dimension(1) == columns.size();
        return oneEach ? columns : List.of();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageFailure("The temporary file '" + file + "' cannot be deleted: " + e + ".", e);
        }
    }
}
