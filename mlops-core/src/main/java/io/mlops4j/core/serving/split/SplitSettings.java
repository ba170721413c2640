package io.mlops4j.core.serving.split;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.BanditStrategy;
import java.util.List;
import java.util.Optional;

/**
 * How requests are shared.
 *
 * @param kind by what
 * @param shares of the versions in their order; of a bandit and a rule, those at the beginning
 * @param bandit how they move, of a bandit
 * @param seed for requests without a key, if it is given
 */
public record SplitSettings(Kind kind, List<Double> shares, Optional<Reward> bandit, Optional<Long> seed) {
    /** By what requests are shared. */
    public enum Kind {
        /** Fixed shares. */
        SHARES,
        /** Shares that follow rewards. */
        BANDIT,
        /** A function of one process. */
        RULE
    }

    /**
     * What a bandit follows.
     *
     * @param name the meter
     * @param lowest the lowest reward
     * @param highest the highest reward
     * @param strategy how
     */
    public record Reward(String name, double lowest, double highest, BanditStrategy strategy) {
        /** Refuses what is no range. */
        public Reward {
            if (!(lowest < highest) || Double.isInfinite(lowest) || Double.isInfinite(highest)) {
                throw new InvalidInput("The reward '" + name + "' cannot range from " + lowest + " to " + highest
                        + "; give two finite bounds, the lower first.");
            }
        }
    }

    /** Refuses shares that are none. */
    public SplitSettings {
        shares = List.copyOf(shares);
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (shares.size() < 2 || shares.stream().anyMatch(share -> !(share > 0)) || Math.abs(sum - 1) > 1e-6) {
            throw new InvalidInput("Requests cannot be shared as " + shares
                    + ": give at least two versions, each a share above 0, that sum to 1.");
        }
    }
}
