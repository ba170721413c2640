package io.mlops4j.model;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A registered model: its numbered versions, and the aliases that point at them. A handle: cheap, thread-safe, and there before the
 * first version.
 *
 * <pre>{@code
 * ModelVersion v = ml.model("loan-default").from(onnxFile).run(run).evaluation(e)
 *     .gate(Gate.require("roc_auc").atLeast(0.80)).register();
 * ml.model("loan-default").alias("champion", v, "beats v3 by 0.02 AUC");
 * }</pre>
 */
public interface Model {
    /** The name. */
    String name();

    /** Begins to register a model file as the next version. */
    ModelDraft from(Path file);

    /**
     * Begins to register a composition of registered versions as the next version: it is deployed, rolled out, and scored like any model.
     *
     * @throws InvalidInput when it is registered, if the parts do not fit together
     */
    ModelDraft from(Composition composition);

    /**
     * The version of a number.
     *
     * @throws NotFound if there is none
     */
    ModelVersion version(int number);

    /**
     * The version that an alias points at.
     *
     * @throws NotFound if there is no such alias
     */
    ModelVersion version(String alias);

    /** The version that an alias points at, if there is such an alias. */
    Optional<ModelVersion> findVersion(String alias);

    /**
     * The version that was registered last.
     *
     * @throws NotFound if there is none
     */
    ModelVersion latest();

    /** All versions, in the order of their numbers; retired ones too. */
    List<ModelVersion> versions();

    /**
     * Points an alias at a version, moving it if it points at another. Saying what is so already changes nothing.
     *
     * @param alias a name as {@code champion}; at most 128 characters, and no number
     * @param why the reason, for the audit trail
     * @throws InvalidInput if the version is retired or of another model
     */
    void alias(String alias, ModelVersion version, String why);

    /**
     * Takes an alias away.
     *
     * @throws NotFound if there is no such alias
     */
    void removeAlias(String alias, String why);

    /** The aliases and the numbers of the versions that they point at, sorted. */
    Map<String, Integer> aliases();
}
