package io.mlops4j.core.evaluation.compare;

import io.mlops4j.core.stats.BcaBootstrap;
import io.mlops4j.core.stats.Resamples;
import io.mlops4j.evaluation.Difference.Effect;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far two models are apart in some of their measures, and how far their losses of the same row are, over resamples of the rows that
 * both are seen on.
 */
final class ResampledDifferences {
    /** As many as an evaluator takes when it is asked for intervals and not told how many. */
    private static final int RESAMPLES = 1000;

    private final EvaluationOptions options;
    private final Contender model;
    private final Contender baseline;

    /** Which measures, by their number. */
    private final int[] measures;

    /** By the name of a measure that is a mean loss: how much greater each row's loss is for the model than for the other. */
    private final Map<String, double[]> losses = new LinkedHashMap<>();

    private final double[] estimates;
    private final double[][] replicates;
    private final double[][] jackknife;

    /** What the resamples say of one measure. */
    record Told(Interval interval, double pValue, Optional<Effect> effect) {}

    ResampledDifferences(EvaluationOptions options, Contender model, Contender baseline, int[] measures) {
        this.options = options;
        this.model = model;
        this.baseline = baseline;
        this.measures = measures;
        for (int m : measures) {
            String name = model.rows().measures().get(m).name();
            model.findExcessLosses(name, baseline).ifPresent(excess -> losses.put(name, excess));
        }
        double[] weights = model.weights();
        this.estimates = statistics(weights);
        Resamples resamples = Resamples.of(weights, model.strata(), options.seed());
        this.replicates = resamples.measured(options.findResamples().orElse(RESAMPLES), this::statistics);
        this.jackknife = resamples.jackknifed(this::statistics);
    }

    /** The differences of the measures, then the standardised ones of the losses. */
    private double[] statistics(double[] weights) {
        double[] own = model.measure(weights);
        double[] others = baseline.measure(weights);
        double[] statistics = new double[measures.length + losses.size()];
        int next = 0;
        for (int m : measures) {
            statistics[next++] = own[m] - others[m];
        }
        for (double[] apart : losses.values()) {
            statistics[next++] = standardised(apart, weights);
        }
        return statistics;
    }

    /** The mean over the standard deviation; NaN if there is none. */
    private double standardised(double[] values, double[] weights) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            total += weights[i];
            sum += weights[i] * values[i];
        }
        double mean = sum / total;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += weights[i] * (values[i] - mean) * (values[i] - mean);
        }
        // A weight is no number of rows, so there is nothing to take 1 from.
        double freedom = options.isWeighted() ? total : total - 1;
        return squares > 0 ? mean / Math.sqrt(squares / freedom) : Double.NaN;
    }

    /** What the resamples say of the measure of this number; nothing if they do not show how it varies. */
    Optional<Told> find(int measure) {
        int column = Arrays.binarySearch(measures, measure);
        double estimate = estimates[column];
        if (estimate == 0 && Arrays.stream(replicates[column]).allMatch(replicate -> replicate == 0)) {
            Interval none = new Interval(0, 0, options.confidence(), "equal on all resamples");
            return Optional.of(new Told(none, 1, Optional.empty()));
        }
        return BcaBootstrap.of(estimate, replicates[column], jackknife[column])
                .map(bootstrap -> new Told(
                        interval(bootstrap),
                        bootstrap.pValue(0),
                        effect(model.rows().measures().get(measure).name())));
    }

    private Interval interval(BcaBootstrap bootstrap) {
        double confidence = options.confidence();
        return new Interval(bootstrap.low(confidence), bootstrap.high(confidence), confidence, bootstrap.method());
    }

    private Optional<Effect> effect(String metric) {
        int position = losses.keySet().stream().toList().indexOf(metric);
        if (position < 0) {
            return Optional.empty();
        }
        int column = measures.length + position;
        double estimate = estimates[column];
        return BcaBootstrap.of(estimate, replicates[column], jackknife[column])
                .filter(bootstrap -> !Double.isNaN(estimate))
                .map(bootstrap -> new Effect("d_z of the rows' losses", estimate, interval(bootstrap)));
    }
}
