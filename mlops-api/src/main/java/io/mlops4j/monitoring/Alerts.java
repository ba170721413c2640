package io.mlops4j.monitoring;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The alerts of a monitor: which are there, who looks into them, which are silenced, and whether the sinks got them. What is said here is written to the
 * journal with who said it, and outlives the process. Thread-safe.
 */
public interface Alerts {
    /** The alerts that are not over, the longest open first. */
    List<Alert> open();

    /** The open ones and the last 100 that are over, the longest open first. */
    List<Alert> list();

    /** The alert with an id, if it is open or among the last 100 that are over. */
    default Optional<Alert> find(String id) {
        return list().stream().filter(alert -> alert.id().equals(id)).findFirst();
    }

    /**
     * Says that somebody looks into an alert: no more reminders, unless it becomes more severe.
     *
     * @param id the alert's
     * @param why what to tell others; may be empty
     * @throws NotFound if there is no such alert
     * @throws Conflict if it is over
     */
    Alert acknowledge(String id, String why);

    /**
     * Says that an alert is over, though no clean windows have said so. If the trouble is still there, it is a new alert.
     *
     * @param id the alert's
     * @param why what to tell others; may be empty
     * @throws NotFound if there is no such alert
     * @throws Conflict if it is over
     */
    Alert resolve(String id, String why);

    /**
     * Asks for silence.
     *
     * @param matcher about which findings
     * @param until until when, in the future
     * @param why what to tell others; may be empty
     * @throws InvalidInput if the time is over, or 1000 silences are there already
     */
    Silence silence(AlertMatcher matcher, Instant until, String why);

    /**
     * Ends a silence before its time.
     *
     * @param silenceId its {@link Silence#id}
     * @throws NotFound if there is no such silence, or it has ended
     */
    void unsilence(String silenceId);

    /** The silences that have not ended, the one that ends first first. */
    List<Silence> silences();

    /** The alerts that have not reached a sink: those that are tried again and the last 100 that were given up, the latest first. */
    List<DeliveryFailure> failures();

    /** How many deliveries there were since the monitor began, and how they went. */
    DeliveryCounts deliveries();

    /**
     * Waits until each message made so far has been tried at each sink at least once, and what was due for another attempt has been tried.
     *
     * @return whether that was within the time
     */
    boolean await(Duration atMost);
}
