package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a canary must keep. A guard says so at a confidence that holds at every look (an anytime-valid confidence sequence), so it may be read after
 * each request. It fails when the canary is surely beyond the bound, passes when it is surely within, and is undecided until then; no traffic is
 * undecided.
 *
 * <pre>{@code
 * Guard.errorRate().atMostWorseBy(0.005)          // half a point more errors than the champion
 * Guard.latency(0.99).atMostTimes(1.25)           // a p99 that is a quarter longer
 * Guard.metric("accuracy").atMostWorseBy(0.01)    // from labels that come in
 * }</pre>
 *
 * <p>Immutable values.
 */
public sealed interface Guard {
    /** What it watches, as {@code error rate} or {@code latency p99}: its name in reports and reasons. */
    String watches();

    /** The bound in words, as {@code at most 0.005 worse than the champion}. */
    String bound();

    /** Whether it compares with the champion's requests of the same time, which a step of weight 1 does not have. */
    boolean relative();

    /** The share of requests that fail: by an error of the model, or by its deadline. */
    static ErrorRateBound errorRate() {
        return new ErrorRateBound();
    }

    /**
     * A quantile of the time in the model.
     *
     * @param quantile between 0 and 1, both excluded, as 0.99
     */
    static LatencyBound latency(double quantile) {
        if (!(quantile > 0 && quantile < 1)) {
            throw new InvalidInput(
                    "There is no quantile " + quantile + " of the latency; take one between 0 and 1, as 0.99.");
        }
        return new LatencyBound(quantile);
    }

    /**
     * The mean of a metric over the requests that got a label ({@link Endpoint#label}).
     *
     * @param name {@code accuracy} (higher is better), {@code error}, {@code brier_score}, {@code mean_absolute_error} or {@code
     *     mean_squared_error} (lower is better)
     */
    static MetricBound metric(String name) {
        return new MetricBound(LabelMetric.named(name));
    }

    /**
     * The mean of a value of your own, reported with {@link Endpoint#measure}, as the size of a basket.
     *
     * @param name its name
     * @param lowest the lowest value that can be; lower ones are counted as this
     * @param highest the highest value that can be; higher ones are counted as this
     */
    static MeterBound meter(String name, double lowest, double highest) {
        if (!(lowest < highest) || Double.isInfinite(lowest) || Double.isInfinite(highest)) {
            throw new InvalidInput("The meter '" + name + "' cannot range from " + lowest + " to " + highest
                    + "; give two finite bounds, the lower first.");
        }
        return new MeterBound(name, lowest, highest);
    }

    /**
     * The distribution of what is predicted (the class, or the number in ten bins that the first answers fix), canary beside champion.
     */
    static DriftBound predictions() {
        return new DriftBound();
    }

    /**
     * Kayenta's judge on a value of your own, reported with {@link Endpoint#measure}: for teams that come from it. See {@link Kayenta} for what it cannot see.
     *
     * @param meter the name of the value
     */
    static KayentaBound kayenta(String meter) {
        return new KayentaBound(Optional.of(meter));
    }

    /** Kayenta's judge on the time in the model. */
    static KayentaBound kayentaLatency() {
        return new KayentaBound(Optional.empty());
    }

    /** Which change Kayenta's judge fails on. */
    final class KayentaBound {
        private final Optional<String> meter;

        private KayentaBound(Optional<String> meter) {
            this.meter = meter;
        }

        /** Fails where the canary's values are higher: for what is better low. */
        public Kayenta failsOnIncrease() {
            return new Kayenta(meter, Kayenta.Change.INCREASE, 0.98, 0.25);
        }

        /** Fails where the canary's values are lower: for what is better high. */
        public Kayenta failsOnDecrease() {
            return new Kayenta(meter, Kayenta.Change.DECREASE, 0.98, 0.25);
        }

        /** Fails where the canary's values are higher or lower. */
        public Kayenta failsOnChange() {
            return new Kayenta(meter, Kayenta.Change.EITHER, 0.98, 0.25);
        }
    }

    /** Bounds of the error rate. */
    final class ErrorRateBound {
        private ErrorRateBound() {}

        /**
         * At most so much above the champion's.
         *
         * @param margin as a share: 0.005 is half a percentage point
         */
        public Guard atMostWorseBy(double margin) {
            return new ErrorRate(Bound.WORSE_BY, margin);
        }

        /**
         * At most this, whatever the champion does.
         *
         * @param rate as a share
         */
        public Guard atMost(double rate) {
            return new ErrorRate(Bound.AT_MOST, rate);
        }
    }

    /** Bounds of a latency. */
    final class LatencyBound {
        private final double quantile;

        private LatencyBound(double quantile) {
            this.quantile = quantile;
        }

        /**
         * At most so many times the champion's.
         *
         * @param factor more than 0, usually above 1
         */
        public Guard atMostTimes(double factor) {
            return new Latency(quantile, Bound.TIMES, factor);
        }

        /** At most this, whatever the champion does. */
        public Guard atMost(Duration most) {
            return new Latency(quantile, Bound.AT_MOST, most.toNanos() / 1e9);
        }
    }

    /** Bounds of a metric. */
    final class MetricBound {
        private final LabelMetric metric;

        private MetricBound(LabelMetric metric) {
            this.metric = metric;
        }

        /**
         * At most so much worse than the champion's, in the direction in which the metric is worse.
         *
         * @param margin in the metric's own unit
         */
        public Guard atMostWorseBy(double margin) {
            return new Metric(metric, margin);
        }
    }

    /** Bounds of a meter. */
    final class MeterBound {
        private final String name;
        private final double lowest;
        private final double highest;

        private MeterBound(String name, double lowest, double highest) {
            this.name = name;
            this.lowest = lowest;
            this.highest = highest;
        }

        /**
         * The canary's mean at most so much above the champion's: for what is better low.
         *
         * @param margin in the meter's own unit
         */
        public Guard atMostAboveBy(double margin) {
            return new Meter(name, lowest, highest, false, margin);
        }

        /**
         * The canary's mean at most so much below the champion's: for what is better high.
         *
         * @param margin in the meter's own unit
         */
        public Guard atMostBelowBy(double margin) {
            return new Meter(name, lowest, highest, true, margin);
        }
    }

    /** Bounds of the drift of predictions. */
    final class DriftBound {
        private DriftBound() {}

        /**
         * At most this far from the champion's, in total variation distance: the largest difference of shares over all sets of classes.
         *
         * @param distance between 0 and 1
         */
        public Guard atMostApart(double distance) {
            return new PredictionDrift(distance);
        }
    }

    /** How a bound is meant. */
    enum Bound {
        /** Beside the champion, as a difference. */
        WORSE_BY,
        /** Beside the champion, as a ratio. */
        TIMES,
        /** By itself. */
        AT_MOST
    }

    /**
     * The error rate.
     *
     * @param kind {@link Bound#WORSE_BY} or {@link Bound#AT_MOST}
     * @param limit as a share, from 0 and below 1
     */
    record ErrorRate(Bound kind, double limit) implements Guard {
        /** Refuses what is no share. */
        public ErrorRate {
            if (kind == Bound.TIMES || !(limit >= 0 && limit < 1)) {
                throw new InvalidInput("An error rate cannot be bounded by " + limit
                        + "; give a share from 0 and below 1, as 0.005 for half a percentage point.");
            }
        }

        @Override
        public String watches() {
            return "error rate";
        }

        @Override
        public String bound() {
            return kind == Bound.AT_MOST ? "at most " + limit : "at most " + limit + " above the champion";
        }

        @Override
        public boolean relative() {
            return kind != Bound.AT_MOST;
        }
    }

    /**
     * A quantile of the latency.
     *
     * @param quantile between 0 and 1
     * @param kind {@link Bound#TIMES} or {@link Bound#AT_MOST}
     * @param limit the factor, or the bound in seconds
     */
    record Latency(double quantile, Bound kind, double limit) implements Guard {
        /** Refuses what is no bound of a time. */
        public Latency {
            if (kind == Bound.WORSE_BY || !(limit > 0) || Double.isInfinite(limit)) {
                throw new InvalidInput(
                        "A latency cannot be bounded by " + limit + "; give a factor or a duration of more than 0.");
            }
        }

        @Override
        public String watches() {
            double percent = quantile * 100;
            return "latency p"
                    + (percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent));
        }

        @Override
        public String bound() {
            return kind == Bound.AT_MOST
                    ? String.format(Locale.ROOT, "at most %s ms", limit * 1e3)
                    : "at most " + limit + " times the champion's";
        }

        @Override
        public boolean relative() {
            return kind != Bound.AT_MOST;
        }
    }

    /**
     * A metric of labelled requests.
     *
     * @param metric which
     * @param margin how much worse it may be
     */
    record Metric(LabelMetric metric, double margin) implements Guard {
        /** Refuses a margin that is negative or no number. */
        public Metric {
            if (!(margin >= 0) || Double.isInfinite(margin)) {
                throw new InvalidInput("The metric '" + metric.title() + "' cannot be at most " + margin
                        + " worse; give a margin of 0 or more.");
            }
        }

        @Override
        public String watches() {
            return metric.title();
        }

        @Override
        public String bound() {
            return "at most " + margin + " worse than the champion";
        }

        @Override
        public boolean relative() {
            return true;
        }
    }

    /**
     * The mean of a meter.
     *
     * @param name its name
     * @param lowest the lowest value that can be
     * @param highest the highest value that can be
     * @param higherIsBetter whether the canary may not be below, rather than above
     * @param margin by how much it may be
     */
    record Meter(String name, double lowest, double highest, boolean higherIsBetter, double margin) implements Guard {
        /** Refuses a margin that is negative or no number. */
        public Meter {
            if (!(margin >= 0) || Double.isInfinite(margin)) {
                throw new InvalidInput(
                        "The meter '" + name + "' cannot differ by " + margin + "; give a margin of 0 or more.");
            }
        }

        @Override
        public String watches() {
            return name;
        }

        @Override
        public String bound() {
            return "at most " + margin + (higherIsBetter ? " below" : " above") + " the champion's mean";
        }

        @Override
        public boolean relative() {
            return true;
        }
    }

    /**
     * The drift of predictions.
     *
     * @param distance the total variation distance that is allowed
     */
    record PredictionDrift(double distance) implements Guard {
        /** Refuses what is no distance of distributions. */
        public PredictionDrift {
            if (!(distance > 0 && distance < 1)) {
                throw new InvalidInput("Predictions cannot be at most " + distance
                        + " apart; give a total variation distance between 0 and 1.");
            }
        }

        @Override
        public String watches() {
            return "predictions";
        }

        @Override
        public String bound() {
            return "at most " + distance + " apart from the champion's (total variation)";
        }

        @Override
        public boolean relative() {
            return true;
        }
    }

    /**
     * The Mann-Whitney judge of Kayenta: the canary's values are higher if the lower bound of the Hodges-Lehmann estimate of their shift is above the tolerance times the estimate's size, lower if the upper bound is below its negative, and pass
     * otherwise. Undecided with fewer than 50 values on either side, as Kayenta's documents ask for at least 50.
     *
     * <p>It is offered for teams that migrate. Unlike the other guards it does <em>not</em> hold at every look: each look at a canary that is as good may fail it with a probability of one minus the confidence. It passes what
     * it does not find, so few values pass. It is blind to a change of the spread around the same middle. Kayenta's own search for the bounds stops at 1e-4, so that it passes a shift of values of that size; that one is not kept here. Of the
     * steps, the present one alone is judged. Values are kept to one part in a hundred.
     *
     * @param findMeter the name of the value; empty for the time in the model
     * @param change which change fails
     * @param confidence of the interval, 0.98 as Kayenta's
     * @param tolerance as a share of the estimate's size, 0.25 as Kayenta's
     */
    record Kayenta(Optional<String> findMeter, Change change, double confidence, double tolerance) implements Guard {
        /** Which change fails. */
        public enum Change {
            /** Higher values. */
            INCREASE,
            /** Lower values. */
            DECREASE,
            /** Both. */
            EITHER
        }

        /** Refuses what is no confidence or tolerance. */
        public Kayenta {
            if (!(confidence > 0 && confidence < 1) || !(tolerance >= 0 && tolerance < 1)) {
                throw new InvalidInput("Kayenta's judge has no confidence " + confidence + " and tolerance " + tolerance
                        + "; give a confidence between 0 and 1, as 0.98, and a tolerance from 0 and below 1, as 0.25.");
            }
        }

        /** The same with another confidence. */
        public Kayenta confidence(double other) {
            return new Kayenta(findMeter, change, other, tolerance);
        }

        /** The same with another tolerance. */
        public Kayenta tolerance(double other) {
            return new Kayenta(findMeter, change, confidence, other);
        }

        @Override
        public String watches() {
            return findMeter.orElse("latency");
        }

        @Override
        public String bound() {
            return switch (change) {
                case INCREASE -> "not higher than the champion's (Kayenta)";
                case DECREASE -> "not lower than the champion's (Kayenta)";
                case EITHER -> "not other than the champion's (Kayenta)";
            };
        }

        @Override
        public boolean relative() {
            return true;
        }
    }
}
