package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.time.Instant;

/**
 * The window of a monitor that an alert was last seen in.
 *
 * @param number which, counted up by the monitor; 0 or more
 * @param from when it began
 * @param to when it ended; not before {@code from}
 * @param rows how many rows fell into it; 0 or more
 */
public record AlertWindow(long number, Instant from, Instant to, long rows) {
    /** Refuses a window that ends before it begins, and negative numbers. */
    public AlertWindow {
        if (number < 0 || rows < 0 || to.isBefore(from)) {
            throw new InvalidInput("There is no window " + number + " of " + rows + " rows from " + from + " to " + to
                    + "; give numbers of 0 or more, and an end that is not before the beginning.");
        }
    }
}
