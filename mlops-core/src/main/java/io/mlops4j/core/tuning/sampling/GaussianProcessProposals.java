package io.mlops4j.core.tuning.sampling;

import io.mlops4j.core.tuning.sampling.Observation.State;
import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Expected improvement under a Gaussian process (Jones et al. 1998), on a logarithmic scale (Ament et al. 2023). Trials under way are taken to come
 * out as the process expects (the kriging believer of Ginsbourger et al. 2010), so that nobody tries the same place twice. Several objectives are
 * weighed at random for each trial (ParEGO, Knowles 2006). Trials that were pruned or violate constraints count as bad as the worst quarter.
 */
record GaussianProcessProposals(
        SearchSpace space, Sampler.GaussianProcess settings, long seed, int objectives, SobolProposals first)
        implements Proposals {
    /** The work grows with the cube of the trials. */
    private static final int MOST_TRIALS = 250;

    private static final int CANDIDATES = 1_000;
    private static final int NEAR_EACH = 60;
    private static final int CLIMBERS = 5;
    private static final int CLIMBING_STEPS = 60;

    GaussianProcessProposals(SearchSpace space, Sampler.GaussianProcess settings, long seed, int objectives) {
        this(space, settings, seed, objectives, new SobolProposals(space, seed));
    }

    /** A point and how much is expected of it. */
    private record Candidate(Map<String, Object> point, double score) {}

    @Override
    public boolean readsHistory() {
        return true;
    }

    @Override
    public Optional<Map<String, Object>> propose(int number, List<Observation> known) {
        long over =
                known.stream().filter(trial -> trial.state() == State.COMPLETE).count();
        Optional<Observation> best =
                known.stream().filter(Scalars::good).min(Comparator.comparingDouble(trial -> trial.value(0)));
        if (over < settings.startup() || best.isEmpty()) {
            return first.propose(number, known);
        }
        SplittableRandom random = Proposals.random(seed, number);
        return Optional.of(search(latest(known, best.get()), random));
    }

    /** As many as can be afforded; the best one is never forgotten. */
    private static List<Observation> latest(List<Observation> known, Observation best) {
        List<Observation> usable =
                known.stream().filter(trial -> trial.state() != State.FAILED).toList();
        List<Observation> latest =
                new ArrayList<>(usable.subList(Math.max(0, usable.size() - MOST_TRIALS), usable.size()));
        if (!latest.contains(best)) {
            latest.set(0, best);
        }
        return latest;
    }

    private Map<String, Object> search(List<Observation> known, SplittableRandom random) {
        List<Observation> told =
                known.stream().filter(trial -> trial.state() != State.PENDING).toList();
        List<Observation> pending =
                known.stream().filter(trial -> trial.state() == State.PENDING).toList();
        double[] values = standardized(Scalars.of(told, objectives, random));
        double[][] places = places(told);
        GaussianProcess process = GaussianProcess.fit(places, values, categorical(), random);
        double best = Arrays.stream(values).min().orElseThrow();
        GaussianProcess believing = pending.isEmpty() ? process : process.believe(places(pending), values);
        return climb(believing, best, told, random).point();
    }

    /** Wild values at the bad end would flatten all others: they are drawn in to where a box plot ends its whisker. */
    private static double[] standardized(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = sorted[sorted.length / 4];
        double high = sorted[sorted.length * 3 / 4];
        double whisker = high + 1.5 * (high - low);
        double[] drawn = Arrays.stream(values).map(v -> Math.min(v, whisker)).toArray();
        double mean = Arrays.stream(drawn).average().orElseThrow();
        double variance =
                Arrays.stream(drawn).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        return Arrays.stream(drawn).map(v -> (v - mean) / deviation).toArray();
    }

    private double[][] places(List<Observation> trials) {
        return trials.stream().map(trial -> Places.of(space, trial.params())).toArray(double[][]::new);
    }

    private boolean[] categorical() {
        boolean[] categorical = new boolean[space.dimensions().size()];
        for (int d = 0; d < categorical.length; d++) {
            categorical[d] = space.dimensions().get(d).parameter() instanceof Parameter.Choice;
        }
        return categorical;
    }

    private Candidate climb(GaussianProcess process, double best, List<Observation> told, SplittableRandom random) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(candidate(process, best, RandomProposals.point(space, random)));
        }
        told.stream()
                .filter(Scalars::good)
                .sorted(Comparator.comparingDouble(trial -> trial.value(0)))
                .limit(CLIMBERS)
                .forEach(trial -> {
                    for (int i = 0; i < NEAR_EACH; i++) {
                        double width = Math.pow(10, -1 - 2 * random.nextDouble());
                        candidates.add(near(process, best, trial.params(), width, random));
                    }
                });
        candidates.sort(Comparator.comparingDouble(candidate -> -candidate.score()));
        Candidate highest = candidates.get(0);
        for (Candidate start : candidates.subList(0, CLIMBERS)) {
            Candidate at = start;
            double width = 0.1;
            for (int step = 0; step < CLIMBING_STEPS; step++) {
                Candidate next = near(process, best, at.point(), width, random);
                if (next.score() > at.score()) {
                    at = next;
                } else {
                    width *= 0.9;
                }
            }
            if (at.score() > highest.score()) {
                highest = at;
            }
        }
        return highest;
    }

    /** A point in the neighbourhood of another one: each coordinate moved a little, now and then a choice made anew. */
    private Candidate near(
            GaussianProcess process, double best, Map<String, Object> point, double width, SplittableRandom random) {
        double[] places = Places.of(space, point);
        double renew = Math.min(0.3, 1.0 / places.length);
        Map<String, Object> moved = Points.of(space, (d, parameter) -> {
            Object value = point.get(parameter.name());
            if (value == null || random.nextDouble() < renew / 4) {
                return Unit.value(parameter, random.nextDouble());
            }
            if (parameter instanceof Parameter.Choice) {
                return random.nextDouble() < renew ? Unit.value(parameter, random.nextDouble()) : value;
            }
            return Unit.value(parameter, Math.min(1, Math.max(0, places[d] + width * random.nextGaussian())));
        });
        return candidate(process, best, moved);
    }

    private Candidate candidate(GaussianProcess process, double best, Map<String, Object> point) {
        double[] places = Places.of(space, point);
        double[] prediction = process.predict(places);
        double deviation = Math.sqrt(prediction[1]);
        double score = Math.log(deviation) + Normal.logExpectedImprovement((best - prediction[0]) / deviation);
        return new Candidate(point, score);
    }
}
