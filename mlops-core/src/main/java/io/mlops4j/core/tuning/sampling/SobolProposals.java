package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A Sobol sequence under a random digital shift, which keeps its evenness and makes each point uniform (Owen 1998). */
final class SobolProposals implements Proposals {
    private final SearchSpace space;
    private final long seed;
    private final int[] shifts;

    SobolProposals(SearchSpace space, long seed) {
        this.space = space;
        this.seed = seed;
        SplittableRandom random = Proposals.random(seed, -1);
        this.shifts = new int[Math.min(space.dimensions().size(), SobolSequence.MOST_DIMENSIONS)];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = random.nextInt();
        }
    }

    @Override
    public Optional<Map<String, Object>> propose(int number, List<Observation> known) {
        SplittableRandom beyond = Proposals.random(seed, number);
        return Optional.of(Points.of(space, (i, parameter) -> {
            double place = i < shifts.length ? SobolSequence.coordinate(number, i, shifts[i]) : beyond.nextDouble();
            return Unit.value(parameter, place);
        }));
    }

    @Override
    public boolean readsHistory() {
        return false;
    }
}
