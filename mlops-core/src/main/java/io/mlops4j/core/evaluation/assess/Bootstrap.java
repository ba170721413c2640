package io.mlops4j.core.evaluation.assess;

import io.mlops4j.core.stats.BcaBootstrap;
import io.mlops4j.core.stats.Resamples;
import io.mlops4j.evaluation.Interval;
import java.util.Optional;

/** BCa intervals of all measures of some rows from one set of resamples. A resample is other weights on the sorted rows, so each costs one pass. */
public final class Bootstrap {
    /** By measure: its values over the resamples. */
    private final double[][] replicates;

    /** By measure: its values over the jackknife's groups. */
    private final double[][] jackknife;

    private Bootstrap(double[][] replicates, double[][] jackknife) {
        this.replicates = replicates;
        this.jackknife = jackknife;
    }

    /** Draws the resamples and measures them, shared between the processors; what comes out depends on the rows and the seed alone. */
    public static Bootstrap of(Rows rows, int resamples, long seed) {
        Resamples drawn = Resamples.of(rows.weights(), rows.strata(), seed);
        return new Bootstrap(drawn.measured(resamples, rows::measure), drawn.jackknifed(rows::measure));
    }

    /**
     * The interval of a measure, widened to hold its estimate if need be; empty if the resamples do not vary, overflow or are undefined
     * too often.
     */
    public Optional<Interval> findInterval(int measure, double estimate, double confidence) {
        return BcaBootstrap.of(estimate, replicates[measure], jackknife[measure])
                .map(bootstrap -> new Interval(
                        bootstrap.low(confidence), bootstrap.high(confidence), confidence, bootstrap.method()));
    }
}
