package io.mlops4j.core.monitoring.performance;

import io.mlops4j.core.monitoring.performance.PerformanceEvent.Kept;
import io.mlops4j.core.monitoring.performance.PerformanceEvent.Measured;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.monitoring.PerformanceWindow;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Predictions, labels and what was measured by them, as the stream of a monitor tells it. Immutable.
 *
 * @param kept what is kept and has not waited long enough, in the order in which it was kept
 * @param measured the windows that were measured, by their number, the last 1 000
 */
public record PerformanceBook(PVector<Kept> kept, PVector<PerformanceWindow> measured) {
    /** Nothing yet. */
    public static final PerformanceBook EMPTY = new PerformanceBook(TreePVector.empty(), TreePVector.empty());

    private static final int MOST_MEASURED = 1_000;

    /** The measurement of a window, if it was measured. */
    Optional<PerformanceWindow> measured(long number) {
        for (int i = measured.size() - 1; i >= 0; i--) {
            if (measured.get(i).number() == number) {
                return Optional.of(measured.get(i));
            }
        }
        return Optional.empty();
    }

    /** The book after an event. */
    public PerformanceBook apply(Stamp stamp, PerformanceEvent event) {
        if (event instanceof Kept more) {
            PVector<Kept> left = kept;
            for (int i = left.size() - 1; i >= 0; i--) {
                Kept one = left.get(i);
                if (one.until().isBefore(stamp.at()) || more.replaces().contains(one.blob())) {
                    left = left.minus(i);
                }
            }
            return new PerformanceBook(left.plus(more), measured);
        }
        PerformanceWindow window = ((Measured) event).window();
        int at = measured.size();
        while (at > 0 && measured.get(at - 1).number() > window.number()) {
            at--;
        }
        boolean again = at > 0 && measured.get(at - 1).number() == window.number();
        PVector<PerformanceWindow> now = again ? measured.with(at - 1, window) : measured.plus(at, window);
        return new PerformanceBook(kept, now.size() > MOST_MEASURED ? now.minus(0) : now);
    }
}
