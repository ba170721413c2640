package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import java.time.Duration;

/**
 * What a canary is to go through; {@link Endpoint#canary} begins one, {@link #start} ends it. Each setting answers the plan itself. For one
 * thread.
 *
 * <pre>{@code
 * Rollout rollout = endpoint.canary(v2).steps(0.01, 0.10, 0.50)
 *     .holdEach(Duration.ofMinutes(10)).minimumRequests(500)
 *     .guard(Guard.errorRate().atMostWorseBy(0.005))
 *     .confidence(0.99).start();
 * }</pre>
 */
public interface RolloutPlan {
    /** What happens when nothing was decided in time. */
    enum GiveUp {
        /** The rollout pauses, for somebody to decide. */
        HOLD,
        /** The champion serves everything again. */
        ROLL_BACK
    }

    /**
     * The shares of requests that the canary gets, step by step; after the last one it is promoted. One step of a tenth if not set.
     *
     * @param weights growing, above 0 and at most 1, at least one; a weight of 1 is a deploy with a bake time
     * @throws InvalidInput if they are not
     */
    RolloutPlan steps(double... weights);

    /** How long each step lasts at least; no time if not set. */
    RolloutPlan holdEach(Duration time);

    /** How many requests the canary must have got in a step before it is left; 100 if not set. */
    RolloutPlan minimumRequests(long requests);

    /** Adds something that the canary must keep; without guards a step is left after its time and requests. */
    RolloutPlan guard(Guard guard);

    /**
     * The probability that no verdict of the whole rollout is wrong: the rest is divided over the guards, and holds at every look. 0.95 if not
     * set.
     *
     * @param confidence between 0.5 and 1, both excluded
     */
    RolloutPlan confidence(double confidence);

    /** A seed for the routing of requests without a key; by chance if not set. */
    RolloutPlan seed(long seed);

    /** What happens to a step in which nothing was decided for so long; it waits if not set. */
    RolloutPlan giveUpAfter(Duration time, GiveUp then);

    /** Everything at once, with the champion warm for a rollback that long: one step of weight 1, which is held for the time. */
    RolloutPlan bake(Duration time);

    /** Lets the canary have another signature than the champion; a caller must be ready for both. */
    RolloutPlan acceptIncompatible();

    /**
     * Loads the canary and gives it its first share.
     *
     * @throws Conflict if another rollout or split is running, nothing is served, or the canary is served already or retired
     * @throws InvalidInput if its signature is not compatible with the champion's, or guards that compare with the champion have no step of a weight
     *     below 1 to do so
     * @throws io.mlops4j.QualityGateFailed if it has a gate and does not pass it now
     */
    Rollout start();
}
