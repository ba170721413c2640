package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.monitoring.page.MonitorHistory.VersionChange;
import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Svg;
import io.mlops4j.monitoring.WindowSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where windows lie from left to right: each as wide as the others, many of them several to a place, so that all drawings of a page stand above one another. Immutable.
 *
 * @param windows the windows, oldest first
 * @param places how many places there are
 * @param from where the first place begins
 * @param to where the last one ends
 */
record WindowAxis(List<WindowSummary> windows, int places, double from, double to) {
    static WindowAxis of(List<WindowSummary> windows, int most, double from, double to) {
        int together = Math.max(1, (windows.size() + most - 1) / most);
        return new WindowAxis(windows, Math.max(1, (windows.size() + together - 1) / together), from, to);
    }

    /** The windows of a place. */
    List<WindowSummary> at(int place) {
        int together = together();
        return windows.subList(
                Math.min(windows.size(), place * together), Math.min(windows.size(), (place + 1) * together));
    }

    int together() {
        return Math.max(1, (windows.size() + places - 1) / places);
    }

    double width() {
        return (to - from) / places;
    }

    /** The middle of a place. */
    double middle(int place) {
        return from + width() * (place + 0.5);
    }

    /** The place of a window; -1 if it is not among them. */
    int place(long number) {
        for (int k = 0; k < windows.size(); k++) {
            if (windows.get(k).number() == number) {
                return k / together();
            }
        }
        return -1;
    }

    /** Where a moment lies; what is before all windows or after them is at the ends. */
    double at(Instant moment) {
        for (int k = 0; k < windows.size(); k++) {
            WindowSummary window = windows.get(k);
            if (moment.isBefore(window.to())) {
                Duration length = Duration.between(window.from(), window.to());
                Duration part = Duration.between(window.from(), moment);
                double share = part.isNegative() || length.isZero()
                        ? 0
                        : (double) part.toMillis() / Math.max(1, length.toMillis());
                return from + (k + Math.min(1, share)) / together() * width();
            }
        }
        return to;
    }

    /** Draws a line down where another version began to serve; those before the first window tell nothing here. */
    void marks(Svg svg, List<VersionChange> changes, double top, double bottom) {
        Pen marks = new Pen();
        for (VersionChange change : within(changes)) {
            marks.move(at(change.at()), top).to(bottom);
        }
        if (!marks.isEmpty()) {
            svg.path("mark", marks.toString());
        }
    }

    /** The changes within the windows. */
    List<VersionChange> within(List<VersionChange> changes) {
        List<VersionChange> within = new ArrayList<>();
        for (VersionChange change : changes) {
            if (!windows.isEmpty()
                    && change.at().isAfter(windows.get(0).from())
                    && !change.at().isAfter(windows.get(windows.size() - 1).to())) {
                within.add(change);
            }
        }
        return within;
    }
}
