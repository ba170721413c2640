package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import java.util.function.Function;

/**
 * How a version shadows an endpoint; {@link Endpoint#shadow} begins one, {@link #start} ends it. Each setting answers the plan itself. For
 * one thread.
 */
public interface ShadowPlan {
    /**
     * The share of the requests that is copied; all of them if not set.
     *
     * @param share above 0, at most 1
     */
    ShadowPlan sample(double share);

    /** How far apart two numbers may be and still be taken as equal; 1e-6 if not set. */
    ShadowPlan tolerance(double absolute);

    /**
     * The same, with a part that grows with the number: {@code |a - b| <= absolute + relative * |b|}, b the answer that was served. 0 if not set.
     */
    ShadowPlan tolerance(double absolute, double relative);

    /** How many copies may wait; a copy that finds the queue full is dropped and counted. 1024 if not set. */
    ShadowPlan queue(int most);

    /** How many of the worst disagreements are kept with their inputs; 20 if not set. */
    ShadowPlan examples(int most);

    /** What is kept of the inputs of an example, as without names or without an account; everything if not set. */
    ShadowPlan redact(Function<Tensors, Tensors> hook);

    /** Lets the shadow have another signature; then only outputs of the same name and type are compared. */
    ShadowPlan acceptIncompatible();

    /**
     * Loads the version and lets it follow.
     *
     * @throws Conflict if nothing is served, the version is retired, or shadows this endpoint already
     * @throws InvalidInput if its signature is not compatible with that of the version that is served
     */
    Shadow start();
}
