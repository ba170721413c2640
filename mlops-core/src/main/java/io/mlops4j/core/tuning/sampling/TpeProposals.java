package io.mlops4j.core.tuning.sampling;

import io.mlops4j.core.tuning.sampling.Observation.State;
import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The tree-structured Parzen estimator (Bergstra et al., Algorithms for Hyper-Parameter Optimization, NeurIPS 2011), over all parameters at once
 * (Falkner et al., BOHB, ICML 2018), with the settings that Optuna publishes for its multivariate one, and for several objectives that of Ozaki et
 * al. (MOTPE, 2022). Of candidates drawn from the density of the good trials, the one is tried that is the likeliest to come from there and not
 * from the density of the bad ones.
 *
 * <p>Parameters that are active under the same conditions are sampled together, given the groups before them; each group learns from the trials that
 * had it.
 */
record TpeProposals(SearchSpace space, Sampler.Tpe settings, long seed, int objectives) implements Proposals {
    /** So many of the latest trials count in full; those before them less and less, as the study moves on. */
    private static final int IN_FULL = 25;

    @Override
    public boolean readsHistory() {
        return true;
    }

    @Override
    public Optional<Map<String, Object>> propose(int number, List<Observation> known) {
        SplittableRandom random = Proposals.random(seed, number);
        long over = known.stream()
                .filter(trial -> trial.state() == State.COMPLETE || trial.state() == State.PRUNED)
                .count();
        if (over < settings.startup()) {
            return Optional.of(RandomProposals.point(space, random));
        }
        Map<String, Object> point = new LinkedHashMap<>();
        for (List<SearchSpace.Dimension> group : groups()) {
            if (group.get(0).active(point)) {
                point.putAll(propose(group, known, random));
            }
        }
        return Optional.of(Points.of(space, (i, parameter) -> Points.value(point, parameter)));
    }

    /** The dimensions by their conditions, in the order in which these first occur: what a condition is on comes in an earlier group. */
    private Iterable<List<SearchSpace.Dimension>> groups() {
        Map<List<SearchSpace.Condition>, List<SearchSpace.Dimension>> groups = new LinkedHashMap<>();
        for (SearchSpace.Dimension dimension : space.dimensions()) {
            groups.computeIfAbsent(dimension.conditions(), c -> new ArrayList<>())
                    .add(dimension);
        }
        return groups.values();
    }

    private Map<String, Object> propose(
            List<SearchSpace.Dimension> group, List<Observation> known, SplittableRandom random) {
        List<Parameter> parameters =
                group.stream().map(SearchSpace.Dimension::parameter).toList();
        List<Observation> trials = known.stream()
                .filter(trial -> trial.params().containsKey(parameters.get(0).name()))
                .toList();
        GoodAndBad split = GoodAndBad.of(trials, objectives);
        Parzen good = new Parzen(parameters, points(split.good()), goodWeights(split.good()));
        Parzen bad =
                new Parzen(parameters, points(split.bad()), weights(split.bad().size()));
        @Nullable Map<String, Object> best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < settings.candidates(); i++) {
            Map<String, Object> candidate = good.draw(random);
            double score = good.log(candidate) - bad.log(candidate);
            if (best == null || score > most) {
                best = candidate;
                most = score;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static List<Map<String, Object>> points(List<Observation> trials) {
        return trials.stream().map(Observation::params).toList();
    }

    private double[] goodWeights(List<Observation> good) {
        boolean allComplete = good.stream().allMatch(t -> t.state() == State.COMPLETE && t.violation() <= 0);
        List<double[]> values = good.stream().map(Observation::vector).toList();
        return objectives > 1 && allComplete && !good.isEmpty() && Dominance.finite(values)
                ? Dominance.contributions(values)
                : weights(good.size());
    }

    /** 1 for the latest, falling in a straight line to 1/n for the oldest. */
    private static double[] weights(int n) {
        double[] weights = new double[n];
        int ramp = n - IN_FULL;
        Arrays.setAll(weights, i -> i >= ramp ? 1 : ramp == 1 ? 1.0 / n : 1.0 / n + (1 - 1.0 / n) * i / (ramp - 1));
        return weights;
    }
}
