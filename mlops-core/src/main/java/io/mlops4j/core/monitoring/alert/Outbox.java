package io.mlops4j.core.monitoring.alert;

import io.mlops4j.core.monitoring.alert.AlertEvent.Delivered;
import io.mlops4j.core.monitoring.alert.AlertEvent.DeliveryFailed;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.DeliveryCounts;
import io.mlops4j.monitoring.DeliveryFailure;
import java.time.Instant;
import java.util.List;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The messages that are on their way, and how it went with the others. Bounded: of more than {@link #MOST_WAITING} the oldest are left out and counted, since
 * a fresh alert is worth more than one that could not be delivered for hours.
 *
 * @param waiting what no sink has taken yet, one entry a message and sink, the oldest first
 * @param givenUp the last that were given up, the oldest first
 * @param counts how many there were, {@link DeliveryCounts#waiting} aside
 */
record Outbox(PVector<Delivery> waiting, PVector<DeliveryFailure> givenUp, DeliveryCounts counts) {
    /** The most messages that wait, each counted once a sink. */
    static final int MOST_WAITING = 1_000;

    private static final int MOST_GIVEN_UP = 100;

    static final Outbox EMPTY = new Outbox(TreePVector.empty(), TreePVector.empty(), new DeliveryCounts(0, 0, 0, 0, 0));

    Outbox post(Alert alert, List<String> sinks) {
        PVector<Delivery> more = waiting;
        for (String sink : sinks) {
            more = more.plus(Delivery.first(alert, sink));
        }
        int over = Math.max(0, more.size() - MOST_WAITING);
        return new Outbox(TreePVector.from(more.subList(over, more.size())), givenUp, count(0, 0, 0, over));
    }

    Outbox delivered(Delivered event) {
        int index = indexOf(event.id(), event.notice(), event.sink());
        return new Outbox(index < 0 ? waiting : waiting.minus(index), givenUp, count(1, 0, 0, 0));
    }

    Outbox failed(DeliveryFailed event, Instant at) {
        int index = indexOf(event.id(), event.notice(), event.sink());
        if (index < 0) {
            return new Outbox(waiting, givenUp, count(0, 1, 0, 0));
        }
        Delivery failed = waiting.get(index);
        Instant retryAt = event.retryAt();
        if (retryAt != null) {
            Delivery later = failed.failed(at, event.reason(), retryAt);
            return new Outbox(waiting.with(index, later), givenUp, count(0, 1, 0, 0));
        }
        PVector<DeliveryFailure> more = givenUp.plus(
                DeliveryFailure.givenUp(failed.alert(), failed.sink(), failed.attempts() + 1, at, event.reason()));
        return new Outbox(waiting.minus(index), more.size() > MOST_GIVEN_UP ? more.minus(0) : more, count(0, 1, 1, 0));
    }

    DeliveryCounts total() {
        return new DeliveryCounts(
                counts.delivered(), counts.failedAttempts(), counts.givenUp(), counts.dropped(), waiting.size());
    }

    private int indexOf(String id, int notice, String sink) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).isOf(id, notice, sink)) {
                return i;
            }
        }
        return -1;
    }

    private DeliveryCounts count(long delivered, long failed, long abandoned, long dropped) {
        return new DeliveryCounts(
                counts.delivered() + delivered,
                counts.failedAttempts() + failed,
                counts.givenUp() + abandoned,
                counts.dropped() + dropped,
                0);
    }
}
