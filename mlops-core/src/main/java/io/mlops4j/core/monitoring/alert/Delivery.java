package io.mlops4j.core.monitoring.alert;

import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.DeliveryFailure;
import java.time.Instant;

/**
 * One message on its way to one sink.
 *
 * @param alert the message
 * @param sink the sink's name
 * @param attempts how often it was tried in vain
 * @param triedAt when last; when it was made, if it was not tried
 * @param reason what went wrong then; empty if it was not tried
 * @param due when it is to be tried next
 */
record Delivery(Alert alert, String sink, int attempts, Instant triedAt, String reason, Instant due) {
    static Delivery first(Alert alert, String sink) {
        return new Delivery(alert, sink, 0, alert.at(), "", alert.at());
    }

    Delivery failed(Instant at, String why, Instant retryAt) {
        return new Delivery(alert, sink, attempts + 1, at, why, retryAt);
    }

    boolean isOf(String id, int notice) {
        return alert.notice() == notice && alert.id().equals(id);
    }

    boolean isOf(String id, int notice, String name) {
        return isOf(id, notice) && sink.equals(name);
    }

    /** As users see it, once it has failed. */
    DeliveryFailure failure() {
        return DeliveryFailure.waiting(alert, sink, attempts, triedAt, reason, due);
    }
}
