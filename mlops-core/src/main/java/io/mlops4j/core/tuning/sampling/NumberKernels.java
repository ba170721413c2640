package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Parameter;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Kernels over numbers: normal distributions in the unit interval, truncated to it. As in Bergstra et al. (2011) and in Optuna, a kernel is as wide as
 * the larger of the distances to its neighbours, not wider than the range and not narrower than 1/min(100, n + 2) of it, so that it narrows where many
 * observations lie; the prior lies in the middle and is as wide as the range. Of a number that has few values the kernel gives the probability of
 * the value's cell.
 */
final class NumberKernels implements Kernels {
    private final Parameter parameter;
    private final double[] means;
    private final double[] deviations;
    private final double halfCell;

    NumberKernels(Parameter parameter, Object[] observed) {
        this.parameter = parameter;
        int n = observed.length;
        this.means = new double[n + 1];
        this.deviations = new double[n + 1];
        for (int i = 0; i < n; i++) {
            means[i] = Unit.place(parameter, observed[i]);
        }
        setDeviations(n);
        means[n] = 0.5;
        deviations[n] = 1;
        long count = Unit.count(parameter);
        this.halfCell = count == 0 ? 0 : 0.5 / count;
    }

    private void setDeviations(int n) {
        double least = 1 / Math.min(100.0, n + 2.0);
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> means[i]))
                .mapToInt(i -> i)
                .toArray();
        for (int i = 0; i < n; i++) {
            double here = means[order[i]];
            double width = n == 1 ? Math.max(here, 1 - here) : 0;
            if (i > 0) {
                width = Math.max(width, here - means[order[i - 1]]);
            }
            if (i < n - 1) {
                width = Math.max(width, means[order[i + 1]] - here);
            }
            deviations[order[i]] = Math.max(least, width);
        }
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
