package io.mlops4j.mlflow;

/**
 * A dataset that a run in MLflow has read.
 *
 * @param name the name
 * @param digest MLflow's digest, which is not that of a file
 * @param sourceType what kind of source it came from, as {@code local} or {@code http}
 * @param source the source, mostly as JSON
 * @param context what the run used it for, as {@code training}; empty if it was not said
 */
public record MlflowDataset(String name, String digest, String sourceType, String source, String context) {}
