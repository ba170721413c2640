package io.mlops4j.mlflow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A registered model as MLflow keeps it.
 *
 * @param name the name
 * @param description what it is for, or the empty string
 * @param versions the versions that were not deleted, in the order of their numbers
 * @param aliases the aliases and the numbers that they point at
 * @param tags the tags
 */
public record MlflowModel(
        String name,
        String description,
        List<MlflowModelVersion> versions,
        Map<String, Integer> aliases,
        Map<String, String> tags) {
    /** Copies the collections. */
    public MlflowModel {
        versions = List.copyOf(versions);
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
        tags = Map.copyOf(tags);
    }
}
