package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Where alerts go. Implement it to send them elsewhere: two methods, and {@link #retries} if the defaults do not fit.
 *
 * <pre>{@code
 * monitor.alert(
 *     AlertSink.log(),
 *     AlertSink.webhook(URI.create("https://hooks.example.org/T0/B0")).signedWith(secret),
 *     AlertSink.callback(alert -> queue.add(alert)));
 * }</pre>
 *
 * <p>A monitor calls its sinks from one background thread of its own, one after the other, so a sink need not be thread-safe unless several monitors share
 * it; it may take its time, but should end: what blocks for ever holds up the other sinks of the monitor. Each alert is delivered at least once, also after
 * a restart; {@link Alert#id} and {@link Alert#notice} tell whether a message came twice.
 */
public interface AlertSink {
    /** What it is called in the journal and among {@link DeliveryFailure failures}; it should stay the same over restarts. */
    String name();

    /**
     * Delivers an alert, or throws: {@link InvalidInput} and {@link io.mlops4j.AccessDenied} say that the receiver will never take this message, and it is
     * given up; after any other exception it is tried again, as {@link #retries} says, and after {@link io.mlops4j.Overloaded} not before the time
     * that the exception names.
     */
    void deliver(Alert alert);

    /** How often it is tried. By default {@link Retries#defaults}. */
    default Retries retries() {
        return Retries.defaults();
    }

    /** Writes alerts into the log of the application: at WARN, and at INFO those that are mild or over. */
    static AlertSink log() {
        return new LogSink();
    }

    /**
     * Posts alerts to an address, in the form that Slack, Mattermost, Rocket.Chat and others take.
     *
     * @param uri {@code http} or {@code https}
     */
    static WebhookSink webhook(URI uri) {
        return WebhookSink.to(uri);
    }

    /** Hands alerts to a function. What it throws is a failed delivery and tried again. */
    static AlertSink callback(Consumer<Alert> consumer) {
        return new CallbackSink(consumer);
    }
}
