package io.mlops4j.core.tuning.sampling;

import io.mlops4j.core.stats.Cholesky;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process with a Matérn 5/2 kernel of unit variance and a length for each dimension, over standardised values with noise (Rasmussen and
 * Williams, Gaussian Processes for Machine Learning, 2006). The logarithms of lengths and noise are those of the largest posterior density, found by
 * resilient steps along the gradient from two starts.
 */
final class GaussianProcess {
    private static final double SQRT_5 = Math.sqrt(5);
    private static final double LENGTH_MEAN = Math.log(0.5);
    private static final double LENGTH_DEVIATION = 1.0;
    private static final double NOISE_MEAN = Math.log(1e-4);
    private static final double NOISE_DEVIATION = 2.0;
    private static final double[] LENGTH_BOUNDS = {Math.log(0.02), Math.log(20)};
    private static final double[] NOISE_BOUNDS = {Math.log(1e-7), Math.log(1.0)};
    private static final int STEPS = 40;

    private final double[][] points;
    private final boolean[] categorical;
    private final double[] lengths;
    private final double noise;
    private final Cholesky cholesky;
    private final double[] alpha;

    private GaussianProcess(
            double[][] points,
            boolean[] categorical,
            double[] lengths,
            double noise,
            Cholesky cholesky,
            double[] alpha) {
        this.points = points;
        this.categorical = categorical;
        this.lengths = lengths;
        this.noise = noise;
        this.cholesky = cholesky;
        this.alpha = alpha;
    }

    /** How probable parameters are: the logarithms of the lengths, and last that of the variance of the noise. */
    static final class Fit {
        final double[] logParameters;
        final double logPosterior;
        final double[] gradient;

        Fit(double[] logParameters, double logPosterior, double[] gradient) {
            this.logParameters = logParameters;
            this.logPosterior = logPosterior;
            this.gradient = gradient;
        }
    }

    /**
     * Fits a process.
     *
     * @param points in the unit cube
     * @param values standardised
     * @param categorical for each dimension whether only equality matters
     */
    static GaussianProcess fit(double[][] points, double[] values, boolean[] categorical, SplittableRandom random) {
        int dimensions = categorical.length;
        double[] start = new double[dimensions + 1];
        Arrays.fill(start, LENGTH_MEAN);
        start[dimensions] = NOISE_MEAN;
        Fit best = climb(points, values, categorical, start);
        double[] other = start.clone();
        for (int d = 0; d < dimensions; d++) {
            other[d] += LENGTH_DEVIATION * (2 * random.nextDouble() - 1);
        }
        Fit second = climb(points, values, categorical, other);
        if (second.logPosterior > best.logPosterior) {
            best = second;
        }
        return with(points, values, categorical, best.logParameters);
    }

    /** The process of given parameters. */
    static GaussianProcess with(double[][] points, double[] values, boolean[] categorical, double[] logParameters) {
        double[] lengths = lengths(logParameters);
        double noise = Math.exp(logParameters[lengths.length]);
        // More noise than was asked for is better than no answer.
        for (double jitter = noise; ; jitter *= 10) {
            Optional<Cholesky> cholesky = Cholesky.of(covariance(points, categorical, lengths, jitter));
            if (cholesky.isPresent()) {
                return new GaussianProcess(
                        points,
                        categorical,
                        lengths,
                        jitter,
                        cholesky.get(),
                        cholesky.get().solve(values));
            }
        }
    }

    /** The process as it would be if values at more places came out as it expects. */
    GaussianProcess believe(double[][] places, double[] values) {
        double[][] all = Arrays.copyOf(points, points.length + places.length);
        double[] believed = Arrays.copyOf(values, all.length);
        for (int i = 0; i < places.length; i++) {
            all[points.length + i] = places[i];
            believed[points.length + i] = predict(places[i])[0];
        }
        double[] logParameters = new double[lengths.length + 1];
        Arrays.setAll(logParameters, d -> d < lengths.length ? Math.log(lengths[d]) : Math.log(noise));
        return with(all, believed, categorical, logParameters);
    }

    /** The mean and the variance of the value, without noise, at a place. */
    double[] predict(double[] place) {
        double[] covariances = new double[points.length];
        double mean = 0;
        for (int i = 0; i < covariances.length; i++) {
            covariances[i] = kernel(distance(points[i], place, categorical, lengths));
            mean += covariances[i] * alpha[i];
        }
        double variance = 1;
        for (double v : cholesky.solveLower(covariances)) {
            variance -= v * v;
        }
        return new double[] {mean, Math.max(variance, 1e-12)};
    }

    private static double[] lengths(double[] logParameters) {
        double[] lengths = new double[logParameters.length - 1];
        Arrays.setAll(lengths, d -> Math.exp(logParameters[d]));
        return lengths;
    }

    /** Rprop without backtracking (Igel and Hüsken 2003): a step for each parameter, longer while its sign keeps, shorter when it turns. */
    private static Fit climb(double[][] points, double[] values, boolean[] categorical, double[] start) {
        double[] at = start.clone();
        double[] steps = new double[at.length];
        Arrays.fill(steps, 0.2);
        double[] before = new double[at.length];
        @Nullable Fit best = null;
        for (int step = 0; step < STEPS; step++) {
            Fit fit = posterior(points, values, categorical, at);
            if (best == null || fit.logPosterior > best.logPosterior) {
                best = fit;
            }
            at = at.clone();
            for (int p = 0; p < at.length; p++) {
                double gradient = fit.gradient[p];
                double agreement = gradient * before[p];
                if (agreement > 0) {
                    steps[p] = Math.min(1, steps[p] * 1.2);
                } else if (agreement < 0) {
                    steps[p] = Math.max(1e-3, steps[p] * 0.5);
                    gradient = 0;
                }
                double[] bounds = p < at.length - 1 ? LENGTH_BOUNDS : NOISE_BOUNDS;
                at[p] = Math.min(bounds[1], Math.max(bounds[0], at[p] + Math.signum(gradient) * steps[p]));
                before[p] = gradient;
            }
        }
        return Objects.requireNonNull(best);
    }

    /** The log posterior density up to a constant, and its gradient. */
    static Fit posterior(double[][] points, double[] values, boolean[] categorical, double[] logParameters) {
        int n = points.length;
        int dimensions = categorical.length;
        double[] lengths = lengths(logParameters);
        double noise = Math.exp(logParameters[dimensions]);
        Optional<Cholesky> factored = Cholesky.of(covariance(points, categorical, lengths, noise));
        double[] gradient = new double[dimensions + 1];
        if (factored.isEmpty()) {
            gradient[dimensions] = 1;
            return new Fit(logParameters, Double.NEGATIVE_INFINITY, gradient);
        }
        Cholesky cholesky = factored.get();
        double[] alpha = cholesky.solve(values);
        double logPosterior = -cholesky.halfLogDeterminant();
        for (int i = 0; i < n; i++) {
            logPosterior -= 0.5 * values[i] * alpha[i];
        }
        double[][] inverse = cholesky.inverse();
        for (int i = 0; i < n; i++) {
            gradient[dimensions] += 0.5 * (alpha[i] * alpha[i] - inverse[i][i]) * noise;
            for (int j = 0; j < i; j++) {
                double weight = alpha[i] * alpha[j] - inverse[i][j];
                double distance = distance(points[i], points[j], categorical, lengths);
                // dk/d(log ℓ) = 5/3 (1 + √5 r) exp(−√5 r) Δ²/ℓ²
                double slope = 5.0 / 3 * (1 + SQRT_5 * distance) * Math.exp(-SQRT_5 * distance);
                for (int d = 0; d < dimensions; d++) {
                    gradient[d] += weight * slope * squared(points[i][d], points[j][d], categorical[d], lengths[d]);
                }
            }
        }
        for (int p = 0; p <= dimensions; p++) {
            double mean = p < dimensions ? LENGTH_MEAN : NOISE_MEAN;
            double deviation = p < dimensions ? LENGTH_DEVIATION : NOISE_DEVIATION;
            double z = (logParameters[p] - mean) / deviation;
            logPosterior -= 0.5 * z * z;
            gradient[p] -= z / deviation;
        }
        return new Fit(logParameters, logPosterior, gradient);
    }

    private static double[][] covariance(double[][] points, boolean[] categorical, double[] lengths, double noise) {
        double[][] covariance = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                double value = kernel(distance(points[i], points[j], categorical, lengths));
                covariance[i][j] = value;
                covariance[j][i] = value;
            }
            covariance[i][i] = 1 + noise;
        }
        return covariance;
    }

    private static double kernel(double distance) {
        double scaled = SQRT_5 * distance;
        return (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
    }

    private static double distance(double[] a, double[] b, boolean[] categorical, double[] lengths) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += squared(a[d], b[d], categorical[d], lengths[d]);
        }
        return Math.sqrt(sum);
    }

    private static double squared(double a, double b, boolean categorical, double length) {
        double difference = categorical ? (a == b ? 0 : 1) : a - b;
        return difference * difference / (length * length);
    }
}
