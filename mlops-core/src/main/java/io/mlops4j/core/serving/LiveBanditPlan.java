package io.mlops4j.core.serving;

import io.mlops4j.core.serving.split.SplitSettings;
import io.mlops4j.core.serving.split.SplitSettings.Kind;
import io.mlops4j.serving.BanditPlan;
import io.mlops4j.serving.BanditStrategy;
import io.mlops4j.serving.Split;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;

/** Gathers the settings of a bandit. */
final class LiveBanditPlan implements BanditPlan {
    private final int versions;
    private final Function<SplitSettings, Split> starter;
    private BanditStrategy strategy = BanditStrategy.thompson();
    private Optional<Long> seed = Optional.empty();

    LiveBanditPlan(int versions, Function<SplitSettings, Split> starter) {
        this.versions = versions;
        this.starter = starter;
    }

    @Override
    public BanditPlan strategy(BanditStrategy chosen) {
        strategy = chosen;
        return this;
    }

    @Override
    public BanditPlan seed(long number) {
        seed = Optional.of(number);
        return this;
    }

    @Override
    public Split reward(String name) {
        return reward(name, 0, 1);
    }

    @Override
    public Split reward(String name, double lowest, double highest) {
        return starter.apply(new SplitSettings(
                Kind.BANDIT,
                Collections.nCopies(versions, 1.0 / versions),
                Optional.of(new SplitSettings.Reward(name, lowest, highest, strategy)),
                seed));
    }
}
