package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.time.Duration;

/**
 * How many requests an endpoint takes at once, so that those that it takes are answered in time. Set with {@link Endpoint#limits}. Immutable.
 *
 * <pre>{@code
 * endpoint.limits(Limits.adaptive());                                        // what is too much is turned away at once
 * endpoint.limits(Limits.fixed(8).waiting(100, Duration.ofMillis(50)));      // or up to 100 wait, 50 ms each
 * }</pre>
 */
public final class Limits {
    private static final Limits NONE = new Limits(Integer.MAX_VALUE, false, 0, Duration.ZERO);

    private final int concurrent;
    private final boolean adaptive;
    private final int queue;
    private final Duration patience;

    private Limits(int concurrent, boolean adaptive, int queue, Duration patience) {
        this.concurrent = concurrent;
        this.adaptive = adaptive;
        this.queue = queue;
        this.patience = patience;
    }

    /** No limit: what an endpoint begins with. */
    public static Limits none() {
        return NONE;
    }

    /**
     * So many requests at once; more are turned away.
     *
     * @param concurrent at least 1
     */
    public static Limits fixed(int concurrent) {
        if (concurrent < 1) {
            throw new InvalidInput("An endpoint cannot take " + concurrent + " requests at once; give at least 1.");
        }
        return new Limits(concurrent, false, 0, Duration.ZERO);
    }

    /**
     * As many requests at once as the latency allows: the limit grows while requests take hardly longer than they do without queues, and shrinks when they take more than
     * twice as long. It begins at one a processor, and stays between one and 1 024.
     */
    public static Limits adaptive() {
        return new Limits(Runtime.getRuntime().availableProcessors(), true, 0, Duration.ZERO);
    }

    /**
     * The same, where some may wait for their turn.
     *
     * @param most how many may wait; one more is turned away
     * @param patience how long each waits at most; then it is turned away
     */
    public Limits waiting(int most, Duration patience) {
        if (most < 0 || patience.isNegative()) {
            throw new InvalidInput(
                    "A queue of " + most + " requests that wait " + patience + " cannot be; give 0 or more for each.");
        }
        return new Limits(concurrent, adaptive, most, patience);
    }

    /** How many at once, or at the beginning. */
    public int concurrent() {
        return concurrent;
    }

    /** Whether that follows the latency. */
    public boolean isAdaptive() {
        return adaptive;
    }

    /** How many may wait. */
    public int queue() {
        return queue;
    }

    /** How long each waits at most. */
    public Duration patience() {
        return patience;
    }
}
