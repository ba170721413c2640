package io.mlops4j.core.data.feature;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The parts of a date, and of an instant in UTC. */
final class CalendarParts {
    private static final List<String> OF_DATE = List.of(":year", ":month", ":day", ":weekday", ":yearday");
    private static final List<String> OF_INSTANT = List.of(":year", ":month", ":day", ":weekday", ":yearday", ":hour");
    private static final long SECONDS_AN_HOUR = 3600;
    private static final long SECONDS_A_DAY = 24 * SECONDS_AN_HOUR;

    private CalendarParts() {}

    /** What is added to the name of a column for each of its parts. */
    static List<String> suffixes(Slot.Kind kind) {
        return kind == Slot.Kind.INSTANT ? OF_INSTANT : OF_DATE;
    }

    /** Writes the parts side by side, NaN all if the value is missing. */
    static void write(double value, Slot.Kind kind, double[] target, int first) {
        if (Double.isNaN(value)) {
            Arrays.fill(target, first, first + suffixes(kind).size(), Double.NaN);
            return;
        }
        boolean instant = kind == Slot.Kind.INSTANT;
        long whole = (long) Math.floor(value);
        // An instant may lie beyond the last date by a year.
        long day = Math.max(
                LocalDate.MIN.toEpochDay(),
                Math.min(LocalDate.MAX.toEpochDay(), instant ? Math.floorDiv(whole, SECONDS_A_DAY) : whole));
        LocalDate date = LocalDate.ofEpochDay(day);
        target[first] = date.getYear();
        target[first + 1] = date.getMonthValue();
        target[first + 2] = date.getDayOfMonth();
        target[first + 3] = date.getDayOfWeek().getValue();
        target[first + 4] = date.getDayOfYear();
        if (instant) {
            long hour = Math.floorMod(whole, SECONDS_A_DAY) / SECONDS_AN_HOUR;
            target[first + 5] = hour;
        }
    }
}
