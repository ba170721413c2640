package io.mlops4j.core.evaluation.probabilistic;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** A normal distribution. */
final class NormalPrediction implements Distribution {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private final double mean;
    private final double deviation;

    NormalPrediction(double mean, double deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    @Override
    public double score(String name, double target) {
        double z = (target - mean) / deviation;
        if (name.equals("log_score")) {
            return Math.log(deviation) + z * z / 2 + Math.log(2 * Math.PI) / 2;
        }
        // Gneiting and Raftery 2007, page 367.
        return deviation
                * (z * (2 * STANDARD.cumulativeProbability(z) - 1) + 2 * STANDARD.density(z) - 1 / Math.sqrt(Math.PI));
    }

    @Override
    public double quantile(double share) {
        return mean + deviation * STANDARD.inverseCumulativeProbability(share);
    }

    @Override
    public double cumulative(double value) {
        return STANDARD.cumulativeProbability((value - mean) / deviation);
    }
}
