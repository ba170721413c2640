package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Says what a trial tries: a pure function of the space, the sampler, the seed of the study, the number of the trial and what is known of those
 * before it. Thread-safe.
 */
public interface Proposals {
    /**
     * The point that a trial tries.
     *
     * @param number the number of the trial, from 0
     * @param known the trials that it may know, by number
     * @return empty if there is nothing left to try
     */
    Optional<Map<String, Object>> propose(int number, List<Observation> known);

    /** Whether what is known matters: if not, any number of trials can run at once. */
    boolean readsHistory();

    /** Whether it matters what earlier trials try, though not what comes of it; then these are told as pending. */
    default boolean readsPoints() {
        return false;
    }

    /** What a sampler means. */
    static Proposals of(SearchSpace space, Sampler sampler, long seed, int objectives) {
        if (sampler instanceof Sampler.Grid grid) {
            return new GridProposals(space, grid.pointsPerReal());
        } else if (sampler instanceof Sampler.Sobol) {
            return new SobolProposals(space, seed);
        } else if (sampler instanceof Sampler.Tpe tpe) {
            return new TpeProposals(space, tpe, seed, objectives);
        } else if (sampler instanceof Sampler.GaussianProcess process) {
            return new GaussianProcessProposals(space, process, seed, objectives);
        }
        return new RandomProposals(space, seed);
    }

    /** The random numbers of one trial, independent of those of every other trial and study. */
    static SplittableRandom random(long seed, int number) {
        long mixed = seed * 0x9E3779B97F4A7C15L + number;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return new SplittableRandom(mixed ^ (mixed >>> 31));
    }
}
