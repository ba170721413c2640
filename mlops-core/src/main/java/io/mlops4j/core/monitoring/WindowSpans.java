package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.MonitorEvent.Closed;
import io.mlops4j.core.monitoring.performance.PerformanceKeeper;
import io.mlops4j.core.monitoring.performance.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When windows were. */
final class WindowSpans {
    private WindowSpans() {}

    /**
     * The windows of a monitor: each begins where the one before it ends, unless they slide.
     *
     * @param open until when the one that is under way lasts, if it is wanted
     */
    static List<Span> of(MonitorState state, MonitorSettings settings, Optional<Instant> open) {
        List<Span> spans = new ArrayList<>();
        long last = Long.MIN_VALUE;
        boolean slide = settings.window().panes() > 1;
        for (Closed closed : state.closed()) {
            long to = PerformanceKeeper.micros(closed.summary().to());
            long after = slide ? PerformanceKeeper.micros(closed.summary().from()) - 1 : last;
            spans.add(new Span(closed.summary().number(), after, to, false));
            last = Math.max(last, to);
        }
        if (open.isPresent()) {
            long to = Math.max(last, PerformanceKeeper.micros(open.get()));
            spans.add(new Span(state.windows() + 1, last, to, true));
        }
        return spans;
    }
}
