package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Parameter;
import java.util.SplittableRandom;

/**
 * Kernels over numbers: normal distributions in the unit interval, truncated to it. The width is that of Falkner et al. (2018) as Optuna has it, 0.2
 * n^(−1/(d+4)), not below 1/min(100, n + 2); the prior lies in the middle and is as wide as the range. Of a number that has few values the kernel
 * gives the probability of the value's cell.
 */
final class NumberKernels implements Kernels {
    private static final double WIDTH = 0.2;

    private final Parameter parameter;
    private final double[] means;
    private final double[] deviations;
    private final double halfCell;

    NumberKernels(Parameter parameter, Object[] observed, int dimensions) {
        this.parameter = parameter;
        int n = observed.length;
        this.means = new double[n + 1];
        this.deviations = new double[n + 1];
        double width = WIDTH * Math.pow(Math.max(n, 1), -1.0 / (dimensions + 4));
        double least = 1 / Math.min(100.0, n + 2.0);
        for (int i = 0; i < n; i++) {
            means[i] = Unit.place(parameter, observed[i]);
            deviations[i] = Math.min(1, Math.max(least, width));
        }
        means[n] = 0.5;
        deviations[n] = 1;
        long count = Unit.count(parameter);
        this.halfCell = count == 0 ? 0 : 0.5 / count;
    }

    @Override
    public Object draw(int kernel, SplittableRandom random) {
        return Unit.value(parameter, Normal.truncatedToUnit(means[kernel], deviations[kernel], random));
    }

    @Override
    public double log(int kernel, Object value) {
        double mean = means[kernel];
        double deviation = deviations[kernel];
        double place = Unit.place(parameter, value);
        double inside = Normal.between(-mean / deviation, (1 - mean) / deviation);
        if (halfCell == 0) {
            return Normal.logDensity((place - mean) / deviation) - Math.log(deviation) - Math.log(inside);
        }
        double[] cell = Unit.cell(parameter, value);
        double probability = Normal.between((cell[0] - mean) / deviation, (cell[1] - mean) / deviation);
        return Math.log(Math.max(probability, Double.MIN_NORMAL)) - Math.log(inside);
    }
}
