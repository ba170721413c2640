package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.model.ModelVersion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many models behind one name, one a key: thousands may be assigned, and those that are asked are loaded and kept while there is room. Keys are paths, and a key without a model of its own
 * has that of the nearest one above: {@code france/paris}, else {@code france}, else the empty key.
 *
 * <pre>{@code
 * ModelFamily prices = ml.deployer().family("prices");
 * prices.assign("", everywhere);
 * prices.assign("france", france);
 * prices.assign("france/paris", paris);
 * prices.predict("france/lyon", inputs);            // by the model of France
 * }</pre>
 *
 * <p>Assignments are in the journal; other processes follow them within about a second. Thread-safe. A model is loaded once however many threads ask for it, by the first request that needs it, while
 * requests for others go on; one that makes room for another is closed when its last request has left.
 */
public interface ModelFamily {
    /** The name. */
    String name();

    /**
     * Lets a version answer for a key, and for those below it that have none of their own.
     *
     * @param key names with {@code /} between them, or empty for all; at most 512 characters
     * @throws InvalidInput if the key is none, or the version's signature is not compatible with those that are assigned
     * @throws Conflict if the version is retired
     */
    void assign(String key, ModelVersion version);

    /**
     * Takes a key away; what was above answers for it.
     *
     * @param why the reason, for the audit trail
     * @throws NotFound if it has no version of its own
     */
    void remove(String key, String why);

    /** The version that answers for a key, if one does. */
    Optional<ModelVersion> find(String key);

    /** The keys that have a version of their own, sorted. */
    Set<String> keys();

    /**
     * Predicts by the model of a key.
     *
     * @throws NotFound if neither the key nor one above it has a version
     * @throws InvalidInput if the inputs do not fit
     * @throws InferenceFailure if the model cannot be loaded, or failed
     */
    Prediction predict(String key, Tensors inputs);

    /**
     * Predicts by the model of a key for one row of named columns; see {@link Endpoint#predict(Map)}.
     *
     * @throws NotFound if neither the key nor one above it has a version
     * @throws InvalidInput if the row does not fit
     * @throws InferenceFailure if the model cannot be loaded, or failed
     */
    Prediction predict(String key, Map<String, ? extends @Nullable Object> row);

    /**
     * How many bytes outside the heap loaded models may take in this process, as runtimes reckon them, and at least a mebibyte each; a gibibyte if not set. A model that takes more
     * alone is loaded for each request.
     *
     * @param bytes more than 0
     */
    void memory(long bytes);

    /** What was done in this process. */
    Stats stats();

    /**
     * What a family has done in this process.
     *
     * @param loaded how many models are in memory
     * @param bytes how many bytes they take
     * @param loads how many were ever loaded
     * @param failedLoads how often one could not be loaded
     * @param evictions how many made room for others
     * @param requests how many requests reached a model
     * @param failures how many of them failed
     */
    record Stats(int loaded, long bytes, long loads, long failedLoads, long evictions, long requests, long failures) {}
}
