package io.mlops4j.serving;

import io.mlops4j.InvalidInput;

/** How the shares of a bandit follow the rewards that came. They are reckoned anew every few hundred requests or 100 ms. Immutable values. */
public sealed interface BanditStrategy {
    /** Each version gets the probability that it is the best one (Thompson 1933), with Beta posteriors of the rewards. */
    static BanditStrategy thompson() {
        return new Thompson();
    }

    /** The version with the highest upper confidence bound gets everything (UCB1: Auer, Cesa-Bianchi and Fischer 2002). */
    static BanditStrategy upperConfidenceBound() {
        return new UpperConfidenceBound();
    }

    /**
     * The best so far gets all but a share that is spread evenly.
     *
     * @param epsilon that share, between 0 and 1
     */
    static BanditStrategy epsilonGreedy(double epsilon) {
        return new EpsilonGreedy(epsilon);
    }

    /** See {@link #thompson}. */
    record Thompson() implements BanditStrategy {}

    /** See {@link #upperConfidenceBound}. */
    record UpperConfidenceBound() implements BanditStrategy {}

    /**
     * See {@link #epsilonGreedy}.
     *
     * @param epsilon the share that is spread evenly
     */
    record EpsilonGreedy(double epsilon) implements BanditStrategy {
        /** Refuses what is no share. */
        public EpsilonGreedy {
            if (!(epsilon > 0 && epsilon <= 1)) {
                throw new InvalidInput(
                        "A share of " + epsilon + " cannot be spread evenly; give more than 0 and at most 1, as 0.1.");
            }
        }
    }
}
