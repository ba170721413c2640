package io.mlops4j.core.serving.rollout;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.RolloutPlan.GiveUp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a rollout is to go through.
 *
 * @param steps the canary's share, step by step
 * @param hold how long each step lasts at least
 * @param minimumRequests how many requests of the canary each step takes at least
 * @param guards what it must keep
 * @param confidence that no verdict is wrong
 * @param seed for requests without a key, if it is given
 * @param giveUpAfter how long a step may stay undecided, if that is bounded
 * @param giveUp what happens then
 */
public record RolloutSettings(
        List<Double> steps,
        Duration hold,
        long minimumRequests,
        List<Guard> guards,
        double confidence,
        Optional<Long> seed,
        Optional<Duration> giveUpAfter,
        GiveUp giveUp) {
    /** One step of a tenth, 100 requests, no guards. */
    public static final RolloutSettings DEFAULTS = new RolloutSettings(
            List.of(0.1), Duration.ZERO, 100, List.of(), 0.95, Optional.empty(), Optional.empty(), GiveUp.HOLD);

    /** Refuses what cannot be gone through. */
    public RolloutSettings {
        steps = List.copyOf(steps);
        guards = List.copyOf(guards);
        double before = 0;
        for (double weight : steps) {
            if (!(weight > before && weight <= 1)) {
                throw new InvalidInput("A canary cannot go through the steps " + steps
                        + ": each weight must be above the one before and at most 1, as 0.01, 0.1, 0.5.");
            }
            before = weight;
        }
        if (steps.isEmpty()) {
            throw new InvalidInput("A canary needs at least one step; give steps(0.1), or leave it at that.");
        }
        if (hold.isNegative()) {
            throw new InvalidInput("A step cannot be held for " + hold + "; give no time or more.");
        }
        if (minimumRequests < 0) {
            throw new InvalidInput("A step cannot need " + minimumRequests + " requests; give 0 or more.");
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new InvalidInput("The confidence of a rollout cannot be " + confidence
                    + "; give more than 0.5 and less than 1, as 0.95.");
        }
        double lowest = steps.get(0);
        if (lowest == 1) {
            guards.stream().filter(Guard::relative).findFirst().ifPresent(guard -> {
                throw new InvalidInput(
                        "The guard on " + guard.watches() + " compares with the champion (" + guard.bound()
                                + "), which gets no request at a weight of 1. Give a bound by itself, as"
                                + " Guard.errorRate().atMost(0.01), or begin with a smaller step.");
            });
        }
        giveUpAfter.ifPresent(time -> {
            if (time.isNegative() || time.isZero()) {
                throw new InvalidInput("A step cannot be given up after " + time + "; give more than no time.");
            }
        });
    }
}
