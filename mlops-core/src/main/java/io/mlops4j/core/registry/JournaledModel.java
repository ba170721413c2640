package io.mlops4j.core.registry;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.registry.ModelEvent.AliasRemoved;
import io.mlops4j.core.registry.ModelEvent.AliasSet;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.Composition;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelDraft;
import io.mlops4j.model.ModelVersion;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A model over the journal. */
final class JournaledModel implements Model {
    private final String name;
    private final Models models;

    JournaledModel(String name, Models models) {
        this.name = name;
        this.models = models;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelDraft from(Path file) {
        models.viewpoint().refuseWrite("register a version of model '" + name + "'");
        return new RegistrationDraft(this, models, file);
    }

    @Override
    public ModelDraft from(Composition composition) {
        return from(models.runtimes().write(composition));
    }

    @Override
    public ModelVersion version(int number) {
        ModelState state = models.read(name);
        ModelState.Registered version = state.versions().get(number);
        if (version == null) {
            throw new NotFound(
                    state.versions().isEmpty()
                            ? noVersions()
                            : "Model '" + name + "' has no version " + number + "; it has "
                                    + state.versions().firstKey() + " to "
                                    + state.versions().lastKey() + ".");
        }
        return registered(version);
    }

    @Override
    public ModelVersion version(String alias) {
        ModelState state = models.read(name);
        return findAlias(state, alias).orElseThrow(() -> noAlias(state, alias));
    }

    @Override
    public Optional<ModelVersion> findVersion(String alias) {
        return findAlias(models.read(name), alias);
    }

    private Optional<ModelVersion> findAlias(ModelState state, String alias) {
        return Optional.ofNullable(state.aliases().get(Names.normalized(alias)))
                .map(state.versions()::get)
                .map(this::registered);
    }

    private NotFound noAlias(ModelState state, String alias) {
        return new NotFound(
                state.versions().isEmpty()
                        ? noVersions()
                        : "Model '" + name + "' has no alias '" + alias + "'."
                                + NearNames.sentence(alias, state.aliases().keySet()));
    }

    @Override
    public ModelVersion latest() {
        ModelState state = models.read(name);
        if (state.versions().isEmpty()) {
            throw new NotFound(noVersions());
        }
        return version(state.versions().lastKey());
    }

    private String noVersions() {
        return "Model '" + name + "' has no version." + NearNames.sentence(name, models.names());
    }

    @Override
    public List<ModelVersion> versions() {
        return models.read(name).versions().values().stream()
                .<ModelVersion>map(this::registered)
                .toList();
    }

    private RegisteredVersion registered(ModelState.Registered version) {
        return new RegisteredVersion(name, version, models);
    }

    @Override
    public void alias(String alias, ModelVersion version, String why) {
        String checked = Names.check("Alias", alias);
        if (checked.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidInput(
                    "Alias '" + checked + "' is a number and would be mistaken for a version's; use a word.");
        }
        if (!version.model().equals(name)) {
            throw new InvalidInput(
                    "An alias of model '" + name + "' cannot point at " + version + ", which is of another model.");
        }
        change("set alias '" + checked + "' of model '" + name + "'", state -> {
            ModelState.Registered target = state.versions().get(version.number());
            if (target == null) {
                throw new NotFound("Model '" + name + "' has no version " + version.number()
                        + " here; was it registered in another directory?");
            }
            if (target.ending() != null) {
                throw new InvalidInput("Alias '" + checked + "' cannot point at " + version
                        + ": the version is retired. Point it at another.");
            }
            boolean same =
                    Integer.valueOf(version.number()).equals(state.aliases().get(checked));
            return same
                    ? Outcome.unchanged(s -> s)
                    : Outcome.append(new AliasSet(checked, version.number()), why, s -> s);
        });
    }

    @Override
    public void removeAlias(String alias, String why) {
        String normal = Names.normalized(alias);
        change("remove alias '" + normal + "' of model '" + name + "'", state -> {
            if (!state.aliases().containsKey(normal)) {
                throw noAlias(state, normal);
            }
            return Outcome.append(new AliasRemoved(normal), why, s -> s);
        });
    }

    private void change(String what, Function<ModelState, Outcome<ModelState, ModelEvent, ModelState>> decision) {
        models.viewpoint().refuseWrite(what);
        models.stream(name).write(decision::apply);
    }

    @Override
    public Map<String, Integer> aliases() {
        return Collections.unmodifiableMap(new TreeMap<>(models.read(name).aliases()));
    }

    @Override
    public String toString() {
        return "Model '" + name + "'";
    }
}
