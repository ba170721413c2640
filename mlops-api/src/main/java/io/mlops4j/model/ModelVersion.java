package io.mlops4j.model;

import io.mlops4j.Conflict;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.experiment.Run;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a registered model. What was registered never changes; {@link #aliases} and {@link #findRetirement} are read when they are
 * asked. Thread-safe. Two versions are equal if they are the same number of the same model.
 */
public interface ModelVersion {
    /** The name of the model. */
    String model();

    /** The number, from 1. */
    int number();

    /** The SHA-256 of the model file. */
    String digest();

    /** The size of the model file. */
    long sizeBytes();

    /** The inputs and outputs, as the model itself declares them. */
    Signature signature();

    /** The runtime that read the model when it was registered, with its version, as {@code onnxruntime 1.29.0}. */
    String runtime();

    /**
     * The run that made it.
     *
     * @throws NotFound if it was registered without a run
     */
    Run run();

    /** The run that made it, if it was registered with one. */
    Optional<Run> findRun();

    /**
     * How good it is.
     *
     * @throws NotFound if it was registered without an evaluation
     */
    Evaluation evaluation();

    /** How good it is, if it was registered with an evaluation. */
    Optional<Evaluation> findEvaluation();

    /**
     * How good it is by a strategy.
     *
     * @param name as it was given; {@link Evaluation#HOLD_OUT} for the one that was given without a name
     * @throws NotFound if there is none; the message lists those there are
     */
    Evaluation evaluation(String name);

    /** How good it is by each strategy that it was evaluated by, by name, in the order in which they came. */
    Map<String, Evaluation> evaluations();

    /**
     * Keeps an evaluation that was made after the registration, such as one in the shadow of another version.
     *
     * @param name of the strategy
     * @throws Conflict if the version has one of this name
     */
    void addEvaluation(String name, Evaluation evaluation);

    /** What people should know of it, generated from what is recorded. */
    ModelCard card();

    /** The gate that it passed, if there was one. */
    Optional<Gate> findGate();

    /**
     * The feature pipeline that its rows go through; read from the blob store when it is asked for.
     *
     * @throws NotFound if it was registered without a pipeline
     * @throws IntegrityViolation if the stored bytes are not those that were registered
     */
    FeaturePipeline pipeline();

    /**
     * The feature pipeline that its rows go through, if it was registered with one.
     *
     * @throws IntegrityViolation if the stored bytes are not those that were registered
     */
    Optional<FeaturePipeline> findPipeline();

    /** The names of its input columns, or an empty list; with a pipeline, what comes out of that. */
    List<String> features();

    /** What it is for, or the empty string. */
    String description();

    /** The tags. */
    Map<String, String> tags();

    /** When it was registered. */
    Instant registeredAt();

    /** Who registered it. */
    String registeredBy();

    /** The aliases that point at it now. */
    Set<String> aliases();

    /** Opens the model file; the caller closes the stream. Its digest is verified as it is read. */
    InputStream open();

    /**
     * Retires the version: it stays readable, and can be neither deployed nor aliased any more.
     *
     * @param why the reason, for the audit trail
     * @throws Conflict if an endpoint serves it, an alias points at it, or it is retired already
     */
    Retirement retire(String why);

    /** How it was retired, if it was. */
    Optional<Retirement> findRetirement();
}
