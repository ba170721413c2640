package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** By chance. */
record RandomProposals(SearchSpace space, long seed) implements Proposals {
    @Override
    public Optional<Map<String, Object>> propose(int number, List<Observation> known) {
        return Optional.of(point(space, Proposals.random(seed, number)));
    }

    static Map<String, Object> point(SearchSpace space, SplittableRandom random) {
        return Points.of(space, (i, parameter) -> Unit.value(parameter, random.nextDouble()));
    }

    @Override
    public boolean readsHistory() {
        return false;
    }
}
