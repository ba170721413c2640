package io.mlops4j.core.registry;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.registry.ModelEvent.VersionRegistered;
import io.mlops4j.core.registry.VersionFacts.FileRef;
import io.mlops4j.core.registry.VersionFacts.RunRef;
import io.mlops4j.core.runtime.ModelRuntimes;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.ModelDraft;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version on its way into the registry. */
final class RegistrationDraft implements ModelDraft {
    private static final int MAX_DESCRIPTION = 65_536;

    private final JournaledModel model;
    private final Models models;
    private final Path file;
    private @Nullable Run run;
    private final Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    private @Nullable Gate gate;
    private @Nullable FeaturePipeline pipeline;
    private List<String> features = List.of();
    private String description = "";
    private final Map<String, String> tags = new LinkedHashMap<>();
    private boolean used;

    RegistrationDraft(JournaledModel model, Models models, Path file) {
        this.model = model;
        this.models = models;
        this.file = file;
    }

    @Override
    public ModelDraft run(Run run) {
        this.run = run;
        return this;
    }

    @Override
    public ModelDraft evaluation(Evaluation evaluation) {
        return evaluation(Evaluation.HOLD_OUT, evaluation);
    }

    @Override
    public ModelDraft evaluation(String name, Evaluation evaluation) {
        evaluations.put(Names.title("Evaluation", name), Objects.requireNonNull(evaluation));
        return this;
    }

    @Override
    public ModelDraft gate(Gate gate) {
        this.gate = gate;
        return this;
    }

    @Override
    public ModelDraft features(String... names) {
        List<String> list = List.of(names);
        list.forEach(name -> Names.title("Feature", name));
        if (list.stream().distinct().count() != list.size()) {
            throw new InvalidInput(
                    "The features of a version of model '" + model.name() + "' name a column twice: " + list + ".");
        }
        this.features = list;
        return this;
    }

    @Override
    public ModelDraft pipeline(FeaturePipeline features) {
        this.pipeline = features;
        return this;
    }

    @Override
    public ModelDraft description(String text) {
        if (text.length() > MAX_DESCRIPTION) {
            throw new InvalidInput("The description of a version of model '" + model.name() + "' has " + text.length()
                    + " characters; at most " + MAX_DESCRIPTION + " are allowed.");
        }
        this.description = text;
        return this;
    }

    @Override
    public ModelDraft tag(String name, String value) {
        tags.put(Names.title("Tag", name), value);
        return this;
    }

    @Override
    public ModelVersion register() {
        if (used) {
            throw new InvalidInput("This draft of a version of model '" + model.name()
                    + "' was registered already; begin another one with from(…).");
        }
        used = true;
        // The digest comes first: what is loaded and what is stored are then held to be the same bytes.
        Blobs.Stored stored = Blobs.digest("Model file", file);
        ModelRuntimes.Inspection inspection = models.runtimes().inspect(file);
        checkFeatures(inspection.signature());
        checkPipeline(inspection.signature());
        checkGate(stored.sizeBytes());
        models.blobs().put("Model file", file, stored);
        VersionFacts facts = new VersionFacts(
                0,
                new FileRef(String.valueOf(file.getFileName()), stored.digest(), stored.sizeBytes()),
                inspection.runtime(),
                inspection.signature(),
                run == null ? null : new RunRef(run.experiment(), run.id()),
                evaluations.entrySet().stream()
                        .map(e -> StoredEvaluation.of(e.getKey(), e.getValue(), models.blobs(), models.evaluations()))
                        .toList(),
                gate,
                pipeline == null ? features : pipeline.outputs(),
                description,
                tags,
                pipeline == null ? null : models.blobs().put(pipeline.toBytes()).digest());
        int number = models.stream(model.name()).write(state -> {
            int next = state.nextNumber();
            return Outcome.append(new VersionRegistered(facts.numbered(next)), "", s -> next);
        });
        return model.version(number);
    }

    private void checkGate(long sizeBytes) {
        if (gate == null) {
            return;
        }
        models.gateKeeper()
                .check(
                        gate,
                        new GateKeeper.Candidate(
                                "A version of model '" + model.name() + "' cannot be registered",
                                evaluations,
                                run == null ? List.of() : run.inputs(),
                                sizeBytes,
                                () -> models.runtimes().latency(file)),
                        GateKeeper.champion(model));
    }

    private void checkPipeline(Signature signature) {
        if (pipeline == null) {
            return;
        }
        // Refuses outputs that are no numbers.
        int width = pipeline.rows().width();
        if (!features.isEmpty() && !features.equals(pipeline.outputs())) {
            throw new InvalidInput("features(…) names " + features + ", but the feature pipeline gives "
                    + pipeline.outputs() + ". Leave the names out.");
        }
        if (signature.inputs().size() != 1 || !takesColumns(signature.inputs().get(0))) {
            throw new InvalidInput("A feature pipeline makes one input of shape [n, " + width
                    + "], of floats or doubles, but the model '" + file
                    + "' has the inputs " + signature.inputs() + ". Leave the pipeline out.");
        }
        TensorSpec input = signature.inputs().get(0);
        long[] shape = input.shape().dimensions();
        if (shape[1] >= 0 && shape[1] != width) {
            throw new InvalidInput("The feature pipeline gives " + width + " columns, " + pipeline.outputs()
                    + ", but input '" + input.name() + "' of model '" + file + "' has " + shape[1]
                    + ". Fit the pipeline that the model was trained with.");
        }
    }

    private static boolean takesColumns(TensorSpec input) {
        return input.shape().isKnown()
                && input.shape().rank() == 2
                && (input.type() == ElementType.FLOAT || input.type() == ElementType.DOUBLE);
    }

    private void checkFeatures(Signature signature) {
        if (features.isEmpty()) {
            return;
        }
        TensorSpec input = signature.inputs().get(0);
        long[] shape = input.shape().dimensions();
        if (signature.inputs().size() != 1 || shape.length != 2) {
            throw new InvalidInput("features(…) names the columns of one input of shape [n, k], but the model '" + file
                    + "' has the inputs " + signature.inputs() + ". Leave the names out.");
        }
        if (shape[1] >= 0 && shape[1] != features.size()) {
            throw new InvalidInput("features(…) has " + features.size() + " names, but input '" + input.name()
                    + "' of model '" + file + "' has " + shape[1] + " columns.");
        }
    }
}
