package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a stream of rows is cut into parts that are each held against the reference. Immutable.
 *
 * <p>A window slides if {@link #every} says so: it is made of panes, and each time a pane is full the window of the latest panes is judged.
 */
public final class Window {
    /** More panes than these make the journal's events large and say nothing new. */
    private static final int MAX_PANES = 1_000;

    private final long rows;
    private final Duration length;
    private final int panes;
    private final Duration lateness;

    private Window(long rows, Duration length, int panes, Duration lateness) {
        this.rows = rows;
        this.length = length;
        this.panes = panes;
        this.lateness = lateness;
    }

    /**
     * Windows of so many rows, of all processes together.
     *
     * @param rows at least 1; fewer than 100 hardly tell anything
     * @throws InvalidInput if it is less than 1
     */
    public static Window ofCount(long rows) {
        if (rows < 1) {
            throw new InvalidInput("A window of " + rows + " rows holds nothing; give at least 1, better 1 000.");
        }
        return new Window(rows, Duration.ZERO, 1, Duration.ZERO);
    }

    /**
     * Windows of a length of time, which begin at multiples of it since 1970 (UTC): those of a day at midnight. A row belongs to the window of its time.
     *
     * @param length at least a second
     * @throws InvalidInput if it is less than a second
     */
    public static Window of(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidInput("A window of " + length + " is too short; give at least a second.");
        }
        return new Window(0, length, 1, Duration.ZERO);
    }

    /**
     * Lets a window of rows slide: every so many rows the latest {@link #rows} are judged.
     *
     * @param pane the rows of a pane; the window's rows are a multiple of it
     * @throws InvalidInput if this is a window of time, or no multiple, or there would be more than a thousand panes
     */
    public Window every(long pane) {
        if (rows == 0) {
            throw new InvalidInput(
                    "This is a window of time; let it slide every Duration, not every " + pane + " rows.");
        }
        if (pane < 1 || rows % pane != 0 || rows / pane > MAX_PANES) {
            throw new InvalidInput("A window of " + rows + " rows cannot slide every " + pane
                    + "; give a divisor of its rows that makes at most " + MAX_PANES + " panes.");
        }
        return new Window(rows, length, (int) (rows / pane), lateness);
    }

    /**
     * Lets a window of time slide: every so often the latest {@link #length} is judged.
     *
     * @param pane the length of a pane; the window's length is a multiple of it
     * @throws InvalidInput if this is a window of rows, or no multiple, or there would be more than a thousand panes
     */
    public Window every(Duration pane) {
        if (rows > 0) {
            throw new InvalidInput(
                    "This is a window of rows; let it slide every so many rows, not every " + pane + ".");
        }
        if (pane.compareTo(Duration.ofSeconds(1)) < 0
                || length.toMillis() % pane.toMillis() != 0
                || length.toMillis() / pane.toMillis() > MAX_PANES) {
            throw new InvalidInput("A window of " + length + " cannot slide every " + pane
                    + "; give a divisor of its length of at least a second that makes at most " + MAX_PANES
                    + " panes.");
        }
        return new Window(rows, length, (int) (length.toMillis() / pane.toMillis()), lateness);
    }

    /**
     * How long a window of time waits for rows that come late before it is judged; none if not set. What comes later still is counted and left out.
     *
     * @throws InvalidInput if it is negative, or this is a window of rows, which takes them as they come
     */
    public Window allowedLateness(Duration most) {
        if (most.isNegative() || rows > 0) {
            throw new InvalidInput("A lateness of " + most + " cannot be allowed"
                    + (rows > 0 ? ": a window of rows takes them as they come." : "; give zero or more."));
        }
        return new Window(rows, length, panes, most);
    }

    /** How many rows it has; empty for a window of time. */
    public Optional<Long> rows() {
        return rows > 0 ? Optional.of(rows) : Optional.empty();
    }

    /** How long it is; empty for a window of rows. */
    public Optional<Duration> length() {
        return rows > 0 ? Optional.empty() : Optional.of(length);
    }

    /** Of how many panes it is made; 1 if it does not slide. */
    public int panes() {
        return panes;
    }

    /** How long it waits for late rows. */
    public Duration allowedLateness() {
        return lateness;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Window that
                && rows == that.rows
                && length.equals(that.length)
                && panes == that.panes
                && lateness.equals(that.lateness);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, length, panes, lateness);
    }

    /** The window in words: {@code 10000 rows}, {@code PT24H, every PT1H}. */
    @Override
    public String toString() {
        String text = rows > 0 ? rows + " rows" : length.toString();
        if (panes > 1) {
            text += ", every "
                    + (rows > 0
                            ? rows / panes + " rows"
                            : length.dividedBy(panes).toString());
        }
        return text;
    }
}
