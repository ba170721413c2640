package io.mlops4j.spi;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run of a model that nobody waits for its answer any more. Whoever asks for the run cancels; the runtime that runs it registers, for as
 * long as it can, how the run is stopped. Thread-safe; for one run.
 */
public final class CancellationSignal {
    /** Stands for a signal that was given; never run. */
    @SuppressWarnings("UnnecessaryLambda") // it is compared, not called
    private static final Runnable CANCELLED = () -> {};

    /** What stops the run, nothing if it cannot be stopped now, or {@link #CANCELLED}. */
    private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

    /** A signal that was not given yet. */
    public CancellationSignal() {}

    /** Gives the signal: stops the run if one is registered. Calling it again is harmless. */
    public void cancel() {
        Runnable registered = stop.getAndSet(CANCELLED);
        if (registered != null) {
            registered.run();
        }
    }

    /** Whether the signal was given. */
    public boolean isCancelled() {
        return stop.get() == CANCELLED;
    }

    /**
     * Registers what stops the run. It runs at most once, on the thread that cancels.
     *
     * @return false if the signal was given before: there is nothing to begin
     */
    public boolean register(Runnable action) {
        return stop.compareAndSet(null, action);
    }

    /**
     * Takes back what was registered, since the run has ended.
     *
     * @return false if the signal was given first, so that the action runs, has run, or is about to run
     */
    public boolean unregister(Runnable action) {
        return stop.compareAndSet(action, null);
    }
}
