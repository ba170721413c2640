package io.mlops4j.core.runtime;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.model.Composition;
import io.mlops4j.model.Composition.Kind;
import io.mlops4j.model.Composition.Part;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs compositions: small files that name the files of other models by their digests. */
final class CompositionRuntime implements ModelRuntime {
    static final String EXTENSION = "composition";

    /** No composition of this many parts was ever meant. */
    private static final long LARGEST = 1 << 20;

    private final ModelRuntimes runtimes;

    CompositionRuntime(ModelRuntimes runtimes) {
        this.runtimes = runtimes;
    }

    static byte[] write(Composition composition) {
        ObjectNode json = Json.object();
        json.put("composition", composition.kind().name());
        ArrayNode parts = json.putArray("parts");
        for (Part part : composition.parts()) {
            ObjectNode node = parts.addObject();
            node.put("version", part.version());
            node.put("digest", part.digest());
            node.put("runtime", part.runtime());
            node.put("weight", part.weight());
        }
        return Json.bytes(json);
    }

    private static Composition read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidInput(
                        "The file '" + file + "' is no composition: it has more than " + LARGEST + " bytes.");
            }
            ObjectNode json = Json.parse(Files.readAllBytes(file));
            String kind = Json.string(json, "composition");
            return new Composition(kind(file, kind), Json.list(json, "parts", CompositionRuntime::part));
        } catch (IOException | IntegrityViolation e) {
            throw new InvalidInput("The file '" + file + "' is no composition: " + e.getMessage(), e);
        }
    }

    private static Kind kind(Path file, String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new InvalidInput("The file '" + file + "' composes models by '" + name
                + "', which this release does not know; use a newer one.");
    }

    private static Part part(JsonNode node) {
        return new Part(
                Json.string(node, "version"),
                Json.string(node, "digest"),
                Json.string(node, "runtime"),
                Json.real(node, "weight"));
    }

    @Override
    public String name() {
        return "composition";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public Set<String> extensions() {
        return Set.of(EXTENSION);
    }

    @Override
    public LoadedModel load(Path file, LoadOptions options) {
        Composition composition = read(file);
        List<LoadedModel> models = new ArrayList<>();
        boolean loaded = false;
        try {
            for (Part part : composition.parts()) {
                models.add(runtimes.load(part.version(), part.runtime(), part.digest(), options));
            }
            LoadedModel model = composition.kind() == Kind.CHAIN
                    ? new ChainModel(composition.parts(), models)
                    : new EnsembleModel(composition, models);
            loaded = true;
            return model;
        } finally {
            if (!loaded) {
                models.forEach(LoadedModel::close);
            }
        }
    }
}
