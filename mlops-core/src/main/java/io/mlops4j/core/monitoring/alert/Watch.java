package io.mlops4j.core.monitoring.alert;

import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertWindow;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What is remembered of a group: its windows of late, and its open alert.
 *
 * @param lastWindow the number of the last window that was judged, -1 before the first
 * @param recent the last windows since the last resolution, the latest last
 * @param clean how many of them, the latest, were clean
 * @param resolvedAt when its last alert was over; {@code null} if it had none
 * @param open its alert that is not over, if there is one
 */
record Watch(
        long lastWindow,
        PVector<Seen> recent,
        int clean,
        @Nullable Instant resolvedAt,
        @Nullable Episode open) {
    static final Watch NEW = new Watch(-1, TreePVector.empty(), 0, null, null);

    /**
     * A window as it is remembered.
     *
     * @param from when it began
     * @param bad whether something was wrong in it
     */
    record Seen(Instant from, boolean bad) {}

    Watch judged(AlertWindow window, boolean bad) {
        PVector<Seen> more = recent.plus(new Seen(window.from(), bad));
        return new Watch(
                window.number(),
                more.size() > AlertPolicy.MOST_WINDOWS ? more.minus(0) : more,
                bad ? 0 : clean + 1,
                resolvedAt,
                open);
    }

    Watch with(Episode episode) {
        return new Watch(lastWindow, recent, clean, resolvedAt, episode);
    }

    /** Over: what was seen until now does not count towards the next alert. */
    Watch resolved(Instant at) {
        return new Watch(lastWindow, TreePVector.empty(), 0, at, null);
    }

    Optional<Episode> findOpen() {
        return Optional.ofNullable(open);
    }

    /** How many of the last windows were bad. */
    int bad(int lookback) {
        return (int) last(lookback).stream().filter(Seen::bad).count();
    }

    /** The beginning of the first bad one among the last windows, of which at least one is. */
    Instant since(int lookback) {
        return last(lookback).stream()
                .filter(Seen::bad)
                .findFirst()
                .map(Seen::from)
                .orElseThrow();
    }

    private PVector<Seen> last(int lookback) {
        return recent.subList(Math.max(0, recent.size() - lookback), recent.size());
    }

    boolean cools(AlertPolicy policy, Instant at) {
        return resolvedAt != null && at.isBefore(resolvedAt.plus(policy.coolDown()));
    }
}
