package io.mlops4j.core.stream;

import io.mlops4j.AccessDenied;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when streams are looked at: as they are now, or as they were at an instant, which is read-only. */
public final class Viewpoint {
    /** The present. */
    public static final Viewpoint NOW = new Viewpoint(null);

    private final @Nullable Instant instant;

    private Viewpoint(@Nullable Instant instant) {
        this.instant = instant;
    }

    /** As everything was at an instant. */
    public static Viewpoint asOf(Instant instant) {
        return new Viewpoint(instant);
    }

    /** The state of a stream from here. */
    public <S, E> S read(EventStream<S, E> stream) {
        return instant == null ? stream.read() : stream.asOf(instant);
    }

    /** Whether nothing can be written from here. */
    public boolean isPast() {
        return instant != null;
    }

    /** Whether something that happened at an instant has happened from here. */
    public boolean sees(Instant at) {
        return instant == null || !at.isAfter(instant);
    }

    /**
     * Holds off a write from a view of the past.
     *
     * @param what what was tried, as {@code register a version of model 'loans'}
     * @throws AccessDenied if this is the past
     */
    public void refuseWrite(String what) {
        if (instant != null) {
            throw new AccessDenied("This view shows everything as of " + instant + " and is read-only: it cannot "
                    + what + ". Use the object that asOf was called on.");
        }
    }
}
