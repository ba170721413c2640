package io.mlops4j.core.runtime;

import io.mlops4j.InferenceFailure;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.evaluation.LatencySample;
import io.mlops4j.model.Composition;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The model runtimes on the path. They are looked up when the first model is needed, not when an engine opens: loading native code takes
 * long. Thread-safe.
 */
public final class ModelRuntimes {
    private final Blobs blobs;
    private final Path cache;
    private @Nullable List<ModelRuntime> runtimes;

    /**
     * The runtimes on the path.
     *
     * @param cache where to copy models whose blobs are no local files; made when it is needed
     */
    public ModelRuntimes(Blobs blobs, Path cache) {
        this.blobs = blobs;
        this.cache = cache;
    }

    /** What a model file turned out to be. */
    public record Inspection(String runtime, Signature signature) {}

    /**
     * Loads a file to see what it is.
     *
     * @throws InvalidInput if it is no model of a known format
     */
    public Inspection inspect(Path file) {
        ModelRuntime runtime = forFile(file);
        try (LoadedModel model = runtime.load(file, LoadOptions.defaults())) {
            return new Inspection(runtime.name() + " " + runtime.version(), model.signature());
        }
    }

    /** How long a file's predictions for one row take here; empty if the model does not take generated inputs. */
    public Optional<LatencySample> latency(Path file) {
        try (LoadedModel model = forFile(file).load(file, LoadOptions.defaults())) {
            return Stopwatch.measure(model);
        }
    }

    /** How long a version's predictions for one row take here; empty if the model does not take generated inputs. */
    public Optional<LatencySample> latency(ModelVersion version) {
        try (LoadedModel model = load(version)) {
            return Stopwatch.measure(model);
        }
    }

    /**
     * Loads a file as it is, without a store.
     *
     * @throws InvalidInput if it is no model of a known format
     * @throws InferenceFailure if the runtime cannot load it
     * @throws NotFound if there is no runtime on the path
     */
    public static LoadedModel load(Path file, LoadOptions options) {
        return forFile(file, find()).load(file, options);
    }

    private ModelRuntime forFile(Path file) {
        return forFile(file, installed());
    }

    private static ModelRuntime forFile(Path file, List<ModelRuntime> installed) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return installed.stream()
                .filter(runtime -> runtime.extensions().contains(extension))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInput(
                                "No model runtime on the path reads '" + file + "': there are " + describe(installed)
                                        + ". Rename the file if it is of one of these formats, or add the runtime that reads it."));
    }

    private static String describe(List<ModelRuntime> installed) {
        return String.join(
                ", ",
                installed.stream()
                        .map(runtime -> runtime.name() + " (." + String.join(", .", runtime.extensions()) + ")")
                        .toList());
    }

    private synchronized List<ModelRuntime> installed() {
        List<ModelRuntime> found = runtimes;
        if (found == null) {
            found = new ArrayList<>(find());
            found.add(new CompositionRuntime(this));
            runtimes = List.copyOf(found);
            found = runtimes;
        }
        return found;
    }

    private static List<ModelRuntime> find() {
        List<ModelRuntime> found = ServiceLoader.load(ModelRuntime.class, ModelRuntimes.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ModelRuntime::name))
                .toList();
        if (found.isEmpty()) {
            throw new NotFound(
                    "No model runtime is on the class or module path: add the dependency io.mlops4j:mlops-onnx.");
        }
        return found;
    }

    /**
     * Loads a version, after its file was held against its digest, and what it turns out to be against what was registered.
     *
     * @throws IntegrityViolation if the file is not the one that was registered
     * @throws InferenceFailure if the runtime cannot load it
     */
    public LoadedModel load(ModelVersion version) {
        return load(version, LoadOptions.defaults());
    }

    /**
     * The same with options.
     *
     * @throws IntegrityViolation if the file is not the one that was registered
     * @throws InferenceFailure if the runtime cannot load it so
     */
    public LoadedModel load(ModelVersion version, LoadOptions options) {
        LoadedModel model = load(version.toString(), version.runtime(), version.digest(), options);
        if (!model.signature().equals(version.signature())) {
            model.close();
            throw new IntegrityViolation(
                    version + " was registered with the signature " + version.signature() + " and now loads with "
                            + model.signature() + ". If the runtime was upgraded, register the model again.");
        }
        return model;
    }

    /** Loads what was registered with a runtime, after it was held against its digest. */
    LoadedModel load(String what, String registeredWith, String digest, LoadOptions options) {
        String name = registeredWith.substring(0, (registeredWith + " ").indexOf(' '));
        ModelRuntime runtime = installed().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound(what + " needs the model runtime '" + name
                        + "', which is not on the path; there are " + describe(installed()) + "."));
        try {
            return runtime.load(verifiedFile(digest), options);
        } catch (InvalidInput e) {
            // It was a model when it was registered, and its bytes are the same.
            throw new InferenceFailure(
                    what + ", registered with " + registeredWith + ", cannot be loaded by " + runtime.name() + " "
                            + runtime.version() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Writes a composition as a model file, whose name is its digest. */
    public Path write(Composition composition) {
        byte[] content = CompositionRuntime.write(composition);
        Path file = cache.resolve(Blobs.hash(content, 0, content.length).digest() + "." + CompositionRuntime.EXTENSION);
        try {
            Files.createDirectories(cache);
            Files.write(file, content);
        } catch (IOException e) {
            throw new StorageFailure("The composition could not be written to '" + file + "': " + e.getMessage(), e);
        }
        return file;
    }

    private Path verifiedFile(String digest) {
        Path local = blobs.store().localFile(digest).orElse(null);
        if (local != null) {
            blobs.verify(digest);
            return local;
        }
        Path copy = cache.resolve(digest);
        if (!Files.exists(copy) || !Blobs.digest("Cached model", copy).digest().equals(digest)) {
            blobs.copyTo(digest, copy);
        }
        return copy;
    }

    /** Inputs that fit a signature: zeros, with one row where a dimension is free. */
    public static Tensors sampleInputs(Signature signature) {
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (TensorSpec spec : signature.inputs()) {
            long[] shape = Arrays.stream(spec.shape().dimensions())
                    .map(d -> d == Shape.FREE ? 1 : d)
                    .toArray();
            inputs.put(spec.name(), Tensor.zeros(spec.type(), Shape.of(shape)));
        }
        return Tensors.of(inputs);
    }
}
