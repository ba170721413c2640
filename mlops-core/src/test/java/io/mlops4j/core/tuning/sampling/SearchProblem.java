package io.mlops4j.core.tuning.sampling;

import io.mlops4j.core.tuning.sampling.Observation.State;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Functions that optimisers are compared on, with their published minima, and a study of one after another. */
record SearchProblem(String name, SearchSpace space, ToDoubleFunction<Map<String, Object>> function, double minimum) {
    /** Branin (Dixon and Szegö 1978): three minima of 0.397887. */
    static final SearchProblem BRANIN = new SearchProblem(
            "Branin",
            SearchSpace.builder().uniform("x", -5, 10).uniform("y", 0, 15).build(),
            point -> {
                double x = (Double) point.get("x");
                double y = (Double) point.get("y");
                double term = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
                return term * term + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
            },
            0.39788735772973816);

    /** Rosenbrock's valley in two dimensions: a minimum of 0 at (1, 1). */
    static final SearchProblem ROSENBROCK = new SearchProblem(
            "Rosenbrock",
            SearchSpace.builder().uniform("x", -2, 2).uniform("y", -2, 2).build(),
            point -> {
                double x = (Double) point.get("x");
                double y = (Double) point.get("y");
                return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
            },
            0);

    private static final double[][] A = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] P = {
        {1312, 1696, 5569, 124, 8283, 5886},
        {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650},
        {4047, 8828, 8732, 5743, 1091, 381}
    };
    private static final double[] ALPHA = {1, 1.2, 3, 3.2};

    /** Hartmann's function in six dimensions (Dixon and Szegö 1978): a minimum of −3.32237. */
    static final SearchProblem HARTMANN_6 = new SearchProblem(
            "Hartmann-6",
            unitCube(6),
            point -> {
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    double inner = 0;
                    for (int j = 0; j < 6; j++) {
                        double difference = (Double) point.get("x" + j) - 1e-4 * P[i][j];
                        inner += A[i][j] * difference * difference;
                    }
                    sum += ALPHA[i] * Math.exp(-inner);
                }
                return -sum;
            },
            -3.322368011415515);

    /** A model on real data; its minimum is the best that a Gaussian process found in 150 trials from 5 seeds, rounded down. */
    static final SearchProblem IRIS =
            new SearchProblem("Iris", IrisModel.SPACE, new IrisModel()::meanSquaredError, 0.0418);

    private static SearchSpace unitCube(int dimensions) {
        SearchSpace.Builder builder = SearchSpace.builder();
        for (int j = 0; j < dimensions; j++) {
            builder.uniform("x" + j, 0, 1);
        }
        return builder.build();
    }

    /** How far the best of so many trials is from the minimum, each trial knowing those up to {@code lookBack} behind it. */
    double regret(Sampler sampler, long seed, int trials, int lookBack) {
        Proposals proposals = Proposals.of(space, sampler, seed, 1);
        List<Observation> complete = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < trials; k++) {
            List<Observation> known = new ArrayList<>(complete.subList(0, Math.max(0, k - lookBack + 1)));
            complete.subList(known.size(), k)
                    .forEach(trial -> known.add(Observation.pending(trial.number(), trial.params())));
            Map<String, Object> point = proposals.propose(k, known).orElseThrow();
            double value = function.applyAsDouble(point);
            best = Math.min(best, value);
            complete.add(new Observation(k, point, State.COMPLETE, List.of(value), 0, Double.NaN, -1));
        }
        return best - minimum;
    }

    /** The median regret over the seeds 0, 1, …. */
    double medianRegret(Sampler sampler, int seeds, int trials) {
        double[] regrets = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            regrets[seed] = regret(sampler, seed, trials, 4);
        }
        Arrays.sort(regrets);
        return (regrets[(seeds - 1) / 2] + regrets[seeds / 2]) / 2;
    }

    @Override
    public String toString() {
        return name;
    }
}
