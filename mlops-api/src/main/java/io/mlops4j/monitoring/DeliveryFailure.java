package io.mlops4j.monitoring;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An alert that has not reached a sink. An immutable value. */
public final class DeliveryFailure {
    private final Alert alert;
    private final String sink;
    private final int attempts;
    private final Instant at;
    private final String reason;
    private final @Nullable Instant retryAt;

    private DeliveryFailure(
            Alert alert, String sink, int attempts, Instant at, String reason, @Nullable Instant retryAt) {
        this.alert = alert;
        this.sink = sink;
        this.attempts = attempts;
        this.at = at;
        this.reason = reason;
        this.retryAt = retryAt;
    }

    /**
     * A delivery that is tried again.
     *
     * @param alert what was to be delivered
     * @param sink the {@link AlertSink#name} of the sink
     * @param attempts how often it was tried
     * @param at when it was tried last
     * @param reason what went wrong that time
     * @param retryAt when it is tried again
     */
    public static DeliveryFailure waiting(
            Alert alert, String sink, int attempts, Instant at, String reason, Instant retryAt) {
        return new DeliveryFailure(alert, sink, attempts, at, reason, retryAt);
    }

    /**
     * A delivery that was given up.
     *
     * @param alert what was to be delivered
     * @param sink the {@link AlertSink#name} of the sink
     * @param attempts how often it was tried
     * @param at when it was tried last
     * @param reason what went wrong that time
     */
    public static DeliveryFailure givenUp(Alert alert, String sink, int attempts, Instant at, String reason) {
        return new DeliveryFailure(alert, sink, attempts, at, reason, null);
    }

    /** What was to be delivered. */
    public Alert alert() {
        return alert;
    }

    /** The {@link AlertSink#name} of the sink. */
    public String sink() {
        return sink;
    }

    /** How often it was tried. */
    public int attempts() {
        return attempts;
    }

    /** When it was tried last. */
    public Instant at() {
        return at;
    }

    /** What went wrong that time. */
    public String reason() {
        return reason;
    }

    /** When it is tried again; empty if it was given up. */
    public Optional<Instant> findRetryAt() {
        return Optional.ofNullable(retryAt);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DeliveryFailure other
                && alert.equals(other.alert)
                && sink.equals(other.sink)
                && attempts == other.attempts
                && at.equals(other.at)
                && reason.equals(other.reason)
                && Objects.equals(retryAt, other.retryAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(alert, sink, attempts, at, reason, retryAt);
    }

    @Override
    public String toString() {
        return "alert " + alert.id() + ", notice " + alert.notice() + ", has not reached " + sink + " in " + attempts
                + (attempts == 1 ? " attempt" : " attempts") + ", last at " + at + ": " + reason
                + (retryAt == null ? " It was given up." : " It is tried again at " + retryAt + ".");
    }
}
