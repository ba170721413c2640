package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.time.Duration;

/**
 * How a request that failed is tried again: {@code Retry.of(2).backoff(Duration.ofMillis(5)).eachWithin(Duration.ofMillis(20))}. Nothing is unless a caller asks for it
 * with {@link PredictOptions#retries(Retry)}, since retries are what makes an overload worse. Immutable.
 *
 * @param most how often it is tried again at most, from 0 to 100
 * @param backoff the pause before the first retry; each further one is twice as long, at most ten seconds, and by chance up to a half shorter, so that callers who failed together
 *     do not come back together
 * @param eachWithin how long one try may take before it is stopped and counts as failed; zero for as long as the request's own deadline leaves
 */
public record Retry(int most, Duration backoff, Duration eachWithin) {
    private static final Retry NONE = new Retry(0, Duration.ZERO, Duration.ZERO);
    private static final int LIMIT = 100;

    /** Refuses what cannot be done. */
    public Retry {
        if (most < 0 || most > LIMIT || backoff.isNegative() || eachWithin.isNegative()) {
            throw new InvalidInput(
                    "A request cannot be tried again " + most + " times after " + backoff + ", each within "
                            + eachWithin + "; give 0 to " + LIMIT + " retries and times that are not negative.");
        }
    }

    /** Each request once. */
    public static Retry none() {
        return NONE;
    }

    /** So many retries without a pause. */
    public static Retry of(int most) {
        return new Retry(most, Duration.ZERO, Duration.ZERO);
    }

    /** The same with a pause, which doubles from retry to retry. */
    public Retry backoff(Duration pause) {
        return new Retry(most, pause, eachWithin);
    }

    /** The same with a time for each try, after which its native work is stopped. */
    public Retry eachWithin(Duration time) {
        return new Retry(most, backoff, time);
    }
}
