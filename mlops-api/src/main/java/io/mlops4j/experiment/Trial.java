package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One attempt of a {@link Study} with one point of its search space, while it is under way. Every trial is a run, a child of the run of its
 * study. For the thread that evaluates it; {@link #run} may be used by several.
 */
public interface Trial {
    /** The number, from 0. */
    int number();

    /** What is tried: a {@code Double}, {@code Long} or {@code String} for each parameter that is active, in the order of the space. */
    Map<String, Object> params();

    /** Whether a parameter is active: one without a condition always is. */
    boolean has(String name);

    /**
     * A parameter that is a number.
     *
     * @throws NotFound if the space has no such parameter, or it is not active in this trial
     * @throws InvalidInput if it is a choice
     */
    double real(String name);

    /**
     * A parameter that is a whole number.
     *
     * @throws NotFound if the space has no such parameter, or it is not active in this trial
     * @throws InvalidInput if it is none, or does not fit into an {@code int}
     */
    int integer(String name);

    /**
     * A parameter that is a choice.
     *
     * @throws NotFound if the space has no such parameter, or it is not active in this trial
     * @throws InvalidInput if it is a number
     */
    String choice(String name);

    /**
     * Says how the trial stands at a step, in the unit of the objective, and lets the study's pruner decide whether to go on. It is recorded as a
     * metric of the trial's run under the name of the objective.
     *
     * @param step from 0 or 1 on, increasing: an epoch, a number of trees, a fold
     * @throws TrialPruned to leave the objective, if the trial does not promise well; let it through. Never in a study with several objectives
     * @throws InvalidInput if the step is not greater than the one before
     */
    void report(long step, double value);

    /**
     * Says how much a constraint is violated: 0 or less is fulfilled. A trial that violates one is never the best as long as there is one that
     * does not.
     */
    void constraint(String name, double violation);

    /** The run of this trial, to record more in: artifacts, other metrics, tags. The study ends it. */
    ActiveRun run();

    /** A seed of its own, that depends on the study's seed and the number alone, for whatever the objective leaves to chance. */
    long seed();

    /** A new source of random numbers that begins at the seed; not thread-safe. */
    default SplittableRandom random() {
        return new SplittableRandom(seed());
    }
}
