package io.mlops4j.experiment;

/**
 * Trains, given what a {@link Training} says: parameters, datasets and a seed. A trainer that reads nothing else can be run again to the
 * same result; {@link Experiment#reproduce} does so. It is registered by name with {@link io.mlops4j.Mlops#trainer}, and used by {@link
 * Experiment#train}. It must be safe for use by several threads if several runs use it at once.
 */
@FunctionalInterface
public interface Trainer {
    /** Trains and records metrics and artifacts in {@link Training#run}. */
    void train(Training training) throws Exception;
}
