package io.mlops4j.serving;

import java.time.Instant;

/**
 * A change of what an endpoint serves.
 *
 * @param action what was done
 * @param model the name of the model
 * @param number the version that was served from then on, or for {@link Action#UNDEPLOY} until then
 * @param at when
 * @param by who did it
 * @param why the reason, or the empty string
 */
public record Deployment(Action action, String model, int number, Instant at, String by, String why) {
    /** What was done. */
    public enum Action {
        /** A version was deployed. */
        DEPLOY,
        /** A canary was promoted, by its rollout or by hand. */
        PROMOTE,
        /** The version before was put back. */
        ROLLBACK,
        /** The endpoint was emptied. */
        UNDEPLOY
    }
}
