package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.time.Duration;

/**
 * When a version that fails is not asked any more: after so many failures among the latest requests it is turned off for a time, then tried with single requests, and turned on again when
 * one succeeds. Meanwhile the {@link Fallback} answers. Each version has its own; set with {@link Endpoint#breaker}. Immutable.
 *
 * @param failureRate the share of failures that turns it off
 * @param window how many of the latest requests are looked at
 * @param pause how long it is off before it is tried again
 */
public record Breaker(double failureRate, int window, Duration pause) {
    /** Refuses what is no rule. */
    public Breaker {
        if (!(failureRate > 0 && failureRate <= 1) || window < 1 || window > 100_000 || pause.isNegative()) {
            throw new InvalidInput("A breaker cannot act on a failure rate of " + failureRate + " over " + window
                    + " requests and pause for " + pause
                    + "; give a share above 0 and at most 1, a window from 1 to 100000, and no time or more.");
        }
    }

    /** Half of the latest 100 requests, and a pause of 10 seconds. */
    public static Breaker defaults() {
        return new Breaker(0.5, 100, Duration.ofSeconds(10));
    }

    /** The same at another share of failures. */
    public Breaker failureRate(double share) {
        return new Breaker(share, window, pause);
    }

    /** The same over another number of requests. */
    public Breaker window(int requests) {
        return new Breaker(failureRate, requests, pause);
    }

    /** The same with another pause. */
    public Breaker pause(Duration time) {
        return new Breaker(failureRate, window, time);
    }
}
