package io.mlops4j.core.registry;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.registry.ModelEvent.ReplacementNamed;
import io.mlops4j.core.registry.ModelEvent.VersionEvaluated;
import io.mlops4j.core.registry.ModelEvent.VersionRetired;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.experiment.Run;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.ModelCard;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.model.Retirement;
import io.mlops4j.model.Signature;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A version as it was registered; what may change is read from the model's stream. */
final class RegisteredVersion implements ModelVersion {
    private final String model;
    private final ModelState.Registered version;
    private final Models models;

    RegisteredVersion(String model, ModelState.Registered version, Models models) {
        this.model = model;
        this.version = version;
        this.models = models;
    }

    private VersionFacts facts() {
        return version.facts();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int number() {
        return facts().number();
    }

    @Override
    public String digest() {
        return facts().file().digest();
    }

    @Override
    public long sizeBytes() {
        return facts().file().sizeBytes();
    }

    @Override
    public Signature signature() {
        return facts().signature();
    }

    @Override
    public String runtime() {
        return facts().runtime();
    }

    @Override
    public Run run() {
        return findRun()
                .orElseThrow(() ->
                        new NotFound(this + " was registered without a run; name it with run(…) before register()."));
    }

    @Override
    public Optional<Run> findRun() {
        return Optional.ofNullable(facts().run())
                .flatMap(r -> models.neighbours().run(r.experiment(), r.id()));
    }

    @Override
    public Evaluation evaluation() {
        return findEvaluation()
                .orElseThrow(() -> new NotFound(this
                        + " was registered without an evaluation; hand it over with evaluation(…) before register()."));
    }

    @Override
    public Optional<Evaluation> findEvaluation() {
        return find(Evaluation.HOLD_OUT);
    }

    @Override
    public Evaluation evaluation(String name) {
        return find(name)
                .orElseThrow(() -> new NotFound(this + " has no evaluation '" + name + "'."
                        + NearNames.sentence(
                                name,
                                current(models.read(model)).evaluations().stream()
                                        .map(StoredEvaluation::name)
                                        .toList())));
    }

    private Optional<Evaluation> find(String name) {
        return current(models.read(model))
                .findEvaluation(name)
                .map(stored -> stored.read(models.blobs(), models.evaluations()));
    }

    @Override
    public Map<String, Evaluation> evaluations() {
        Map<String, Evaluation> all = new LinkedHashMap<>();
        for (StoredEvaluation stored : current(models.read(model)).evaluations()) {
            all.put(stored.name(), stored.read(models.blobs(), models.evaluations()));
        }
        return Collections.unmodifiableMap(all);
    }

    @Override
    public void addEvaluation(String name, Evaluation evaluation) {
        models.viewpoint().refuseWrite("evaluate " + this);
        String checked = Names.title("Evaluation", name);
        StoredEvaluation stored = StoredEvaluation.of(checked, evaluation, models.blobs(), models.evaluations());
        models.stream(model).write(state -> {
            if (current(state).findEvaluation(checked).isPresent()) {
                throw new Conflict(
                        this + " has an evaluation '" + checked + "' already; give this one a name of its own.");
            }
            return Outcome.append(new VersionEvaluated(number(), stored), "", s -> s);
        });
    }

    @Override
    public ModelCard card() {
        return GeneratedCard.of(this);
    }

    @Override
    public Optional<Gate> findGate() {
        return Optional.ofNullable(facts().gate());
    }

    @Override
    public FeaturePipeline pipeline() {
        return findPipeline()
                .orElseThrow(() -> new NotFound(
                        this + " was registered without a pipeline; hand it over with pipeline(…) before register()."));
    }

    @Override
    public Optional<FeaturePipeline> findPipeline() {
        return Optional.ofNullable(facts().pipeline())
                .map(blob -> FeaturePipeline.fromBytes(models.blobs().read("The feature pipeline of " + this, blob)));
    }

    @Override
    public List<String> features() {
        return facts().features();
    }

    @Override
    public String description() {
        return facts().description();
    }

    @Override
    public Map<String, String> tags() {
        return facts().tags();
    }

    @Override
    public Instant registeredAt() {
        return version.stamp().at();
    }

    @Override
    public String registeredBy() {
        return version.stamp().actor();
    }

    @Override
    public Set<String> aliases() {
        return models.read(model).aliasesOf(number());
    }

    @Override
    public InputStream open() {
        return models.blobs().open(digest());
    }

    @Override
    public Retirement retire(String why) {
        models.viewpoint().refuseWrite("retire " + this);
        List<String> endpoints = models.neighbours().endpointsServing(model, number());
        if (!endpoints.isEmpty()) {
            throw new Conflict(this + " cannot be retired: it is served by endpoint '" + endpoints.get(0)
                    + "'. Deploy another version there first.");
        }
        models.stream(model).write(state -> {
            Set<String> aliases = state.aliasesOf(number());
            if (!aliases.isEmpty()) {
                throw new Conflict(this + " cannot be retired: alias '"
                        + aliases.iterator().next() + "' points at it. Point the alias at another version first.");
            }
            if (current(state).ending() != null) {
                throw new Conflict(this + " is retired already.");
            }
            return Outcome.append(new VersionRetired(number()), why, s -> s);
        });
        return findRetirement().orElseThrow();
    }

    @Override
    public Optional<Retirement> findRetirement() {
        return Optional.ofNullable(current(models.read(model)).ending()).map(RecordedRetirement::new);
    }

    private ModelState.Registered current(ModelState state) {
        return Objects.requireNonNull(state.versions().get(number()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegisteredVersion that
                && that.number() == number()
                && that.model.equals(model)
                && that.digest().equals(digest());
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + number();
    }

    @Override
    public String toString() {
        return "version " + number() + " of model '" + model + "'";
    }

    private final class RecordedRetirement implements Retirement {
        private final ModelState.Ending ending;

        RecordedRetirement(ModelState.Ending ending) {
            this.ending = ending;
        }

        @Override
        public Instant at() {
            return ending.stamp().at();
        }

        @Override
        public String by() {
            return ending.stamp().actor();
        }

        @Override
        public String why() {
            return ending.stamp().why();
        }

        @Override
        public Optional<Integer> replacement() {
            return ending.replacement() == 0 ? Optional.empty() : Optional.of(ending.replacement());
        }

        @Override
        public Retirement replacedBy(ModelVersion replacement) {
            models.viewpoint().refuseWrite("name the replacement of " + RegisteredVersion.this);
            if (!replacement.model().equals(model) || replacement.number() == number()) {
                throw new InvalidInput(replacement + " cannot replace " + RegisteredVersion.this
                        + "; name another version of the same model.");
            }
            models.stream(model).write(state -> {
                ModelState.Ending known = current(state).ending();
                return known != null && known.replacement() == replacement.number()
                        ? Outcome.unchanged(s -> s)
                        : Outcome.append(new ReplacementNamed(number(), replacement.number()), "", s -> s);
            });
            return findRetirement().orElseThrow();
        }
    }
}
