package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;

/** How a bandit shares requests; {@link Endpoint#bandit} begins one, {@link #reward} ends it. Each setting answers the plan itself. For one thread. */
public interface BanditPlan {
    /** How shares follow rewards; {@link BanditStrategy#thompson} if not set. */
    BanditPlan strategy(BanditStrategy strategy);

    /** A seed for all of its chance; by chance if not set. */
    BanditPlan seed(long seed);

    /**
     * Begins, with rewards from 0 to 1, which are told with {@link Endpoint#measure} under this name, as late as they come.
     *
     * @throws Conflict if a rollout or split is running, nothing is served, or a version is retired
     * @throws InvalidInput if a version's signature is not compatible with the one that is served
     */
    Split reward(String name);

    /**
     * The same with rewards of another range; what is beyond it is taken as its end.
     *
     * @param lowest the lowest reward
     * @param highest the highest reward
     */
    Split reward(String name, double lowest, double highest);
}
