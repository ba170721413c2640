package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often, and after which pauses, a delivery that failed is tried again. Pauses double from the first to the longest; each is drawn at random between
 * half of it and all of it, so that many processes do not come back at once.
 *
 * @param attempts how often it is tried at most, the first time included; 1 to 1000
 * @param firstPause after the first failure; more than zero
 * @param longestPause the most a pause grows to; at least {@code firstPause}, at most a day
 */
public record Retries(int attempts, Duration firstPause, Duration longestPause) {
    private static final Retries DEFAULTS = new Retries(50, Duration.ofSeconds(1), Duration.ofMinutes(30));
    private static final Duration DAY = Duration.ofDays(1);

    /** Refuses what is out of range. */
    public Retries {
        if (attempts < 1 || attempts > 1_000) {
            throw new InvalidInput("A delivery cannot be tried " + attempts + " times; give 1 to 1000.");
        }
        if (firstPause.isNegative()
                || firstPause.isZero()
                || longestPause.compareTo(firstPause) < 0
                || longestPause.compareTo(DAY) > 0) {
            throw new InvalidInput("Pauses between deliveries cannot grow from " + firstPause + " to " + longestPause
                    + "; give a first one of more than zero, and a longest one of at least that and at most a day.");
        }
    }

    /** 50 attempts, after pauses from a second to half an hour: about a day. */
    public static Retries defaults() {
        return DEFAULTS;
    }

    /** One attempt, and what fails has failed. */
    public static Retries none() {
        return new Retries(1, DEFAULTS.firstPause, DEFAULTS.longestPause);
    }

    /** The same with another number of attempts, the first included. */
    public Retries attempts(int attempts) {
        return new Retries(attempts, firstPause, longestPause);
    }

    /** The same with other pauses. */
    public Retries pauses(Duration first, Duration longest) {
        return new Retries(attempts, first, longest);
    }

    /**
     * The pause after so many failures.
     *
     * @param failures from 1
     * @param random draws where in the upper half of the pause it lies
     */
    public Duration pause(int failures, RandomGenerator random) {
        double doubled = (double) firstPause.toNanos() * Math.pow(2, Math.max(0, failures - 1));
        double most = Math.min(doubled, (double) longestPause.toNanos());
        return Duration.ofNanos((long) (most * (0.5 + 0.5 * random.nextDouble())));
    }
}
