package io.mlops4j.mlflow;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A version of a registered model as MLflow keeps it.
 *
 * @param model the name of the model
 * @param number the number
 * @param source where MLflow says that the files are; the directory may have moved since
 * @param runId the run that made it, or the empty string
 * @param description what it is for, or the empty string
 * @param stage the stage, as {@code Production}, or {@code None}; MLflow 2.9 and later use aliases in its place
 * @param aliases the aliases that point at it
 * @param tags the tags
 * @param createdAt when it was registered, if it is said
 */
public record MlflowModelVersion(
        String model,
        int number,
        String source,
        String runId,
        String description,
        String stage,
        Set<String> aliases,
        Map<String, String> tags,
        Optional<Instant> createdAt) {
    /** Copies the collections. */
    public MlflowModelVersion {
        aliases = Set.copyOf(aliases);
        tags = Map.copyOf(tags);
    }

    /** As MLflow addresses it: {@code models:/loans/3}. */
    public String uri() {
        return "models:/" + model + "/" + number;
    }
}
