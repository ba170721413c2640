package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A density estimated from observations: a mixture of one product of kernels for each of them and one of the prior. All dimensions of a draw come
 * from the same observation, which is what keeps parameters together that only do well together.
 */
final class Parzen {
    private final List<Parameter> parameters;
    private final List<Kernels> kernels = new ArrayList<>();
    private final double[] logWeights;
    private final double[] cumulative;

    /**
     * A density.
     *
     * @param observed the points, each with a value for every one of the parameters
     * @param weights a weight for each of them, besides the prior's of 1
     */
    Parzen(List<Parameter> parameters, List<Map<String, Object>> observed, double[] weights) {
        this.parameters = parameters;
        for (Parameter parameter : parameters) {
            Object[] values = observed.stream()
                    .map(point -> Points.value(point, parameter))
                    .toArray();
            kernels.add(Kernels.of(parameter, values));
        }
        int n = observed.size();
        double total = 1;
        for (double weight : weights) {
            total += weight;
        }
        logWeights = new double[n + 1];
        cumulative = new double[n + 1];
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            double weight = (i < n ? weights[i] : 1) / total;
            logWeights[i] = Math.log(weight);
            sum += weight;
            cumulative[i] = sum;
        }
    }

    Map<String, Object> draw(SplittableRandom random) {
        double u = random.nextDouble() * cumulative[cumulative.length - 1];
        int kernel = 0;
        while (kernel < cumulative.length - 1 && cumulative[kernel] <= u) {
            kernel++;
        }
        Map<String, Object> point = new LinkedHashMap<>();
        for (int d = 0; d < kernels.size(); d++) {
            point.put(parameters.get(d).name(), kernels.get(d).draw(kernel, random));
        }
        return point;
    }

    double log(Map<String, Object> point) {
        double[] terms = logWeights.clone();
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < terms.length; i++) {
            for (int d = 0; d < kernels.size(); d++) {
                terms[i] += kernels.get(d).log(i, Points.value(point, parameters.get(d)));
            }
            largest = Math.max(largest, terms[i]);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - largest);
        }
        return largest + Math.log(sum);
    }
}
