package io.mlops4j.core.serving;

import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.PredictionObserver;
import io.mlops4j.serving.PredictionObserver.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of an endpoint's answers. Asking whether there is anybody is one read. Thread-safe. */
final class Observers {
    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final String endpoint;
    private final List<Entry> observers = new CopyOnWriteArrayList<>();
    private final AtomicLong failures = new AtomicLong();

    Observers(String endpoint) {
        this.endpoint = endpoint;
    }

    Subscription add(PredictionObserver observer) {
        // An entry of its own: an observer that is added twice is told twice, and each time is ended by itself.
        Entry entry = new Entry(observer);
        observers.add(entry);
        return () -> observers.remove(entry);
    }

    /** Told by identity apart from others of the same observer. */
    private static final class Entry {
        private final PredictionObserver observer;

        private Entry(PredictionObserver observer) {
            this.observer = observer;
        }
    }

    /** Whether there is anybody to tell. */
    boolean any() {
        return !observers.isEmpty();
    }

    void answered(Asked asked, Prediction prediction, long nanos) {
        tell(observer -> asked.tell(observer, prediction, nanos));
    }

    void labelled(String predictionId, double truth) {
        tell(observer -> observer.labelled(predictionId, truth));
    }

    void labelled(String predictionId, String truth) {
        tell(observer -> observer.labelled(predictionId, truth));
    }

    private void tell(Consumer<PredictionObserver> what) {
        for (Entry entry : observers) {
            try {
                what.accept(entry.observer);
            } catch (RuntimeException e) {
                // At powers of two: the first is seen at once, and a defect in every request does not fill the log.
                long count = failures.incrementAndGet();
                if (Long.bitCount(count) == 1) {
                    LOG.warn("An observer of endpoint '{}' failed, {} times so far.", endpoint, count, e);
                }
            }
        }
    }
}
