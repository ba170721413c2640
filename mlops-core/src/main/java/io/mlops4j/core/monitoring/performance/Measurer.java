package io.mlops4j.core.monitoring.performance;

import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceTask;
import io.mlops4j.monitoring.PerformanceWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures windows, and remembers what it found as long as no label changes it. Thread-safe. */
final class Measurer {
    private final Figures figures;
    private final Supplier<Estimates> estimates;
    private final Map<Long, Found> found = new ConcurrentHashMap<>();

    private record Found(long content, PerformanceWindow window) {}

    Measurer(Figures figures, Supplier<Estimates> estimates) {
        this.figures = figures;
        this.estimates = estimates;
    }

    /** Remembers what it found of these windows alone. */
    void forgetAllBut(List<Span> spans) {
        found.keySet().retainAll(spans.stream().map(Span::number).collect(Collectors.toSet()));
    }

    /** Rows by their time. */
    static List<JoinedRow> sorted(Collection<JoinedRow> rows) {
        List<JoinedRow> sorted = new ArrayList<>(rows.size());
        for (JoinedRow row : rows) {
            // A copy: labels may come to the row meanwhile.
            JoinedRow now = new JoinedRow(row.answer(), true);
            Truth truth = row.truth();
            if (truth != null) {
                now.truth(truth, true);
            }
            sorted.add(now);
        }
        sorted.sort(Comparator.comparingLong(row -> row.answer().micros()));
        return sorted;
    }

    /** The rows of a window, of rows by their time. */
    static List<JoinedRow> within(List<JoinedRow> rows, Span span) {
        int from = later(rows, span.after());
        return rows.subList(from, Math.max(from, later(rows, span.to())));
    }

    /** How many rows are not later than a time. */
    private static int later(List<JoinedRow> rows, long micros) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).answer().micros() <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The figures of a window. */
    PerformanceWindow window(PerformanceTask task, Span span, List<JoinedRow> rows) {
        long content = content(task, rows);
        Found before = found.get(span.number());
        if (before != null && before.content() == content && before.window().open() == span.open()) {
            return before.window();
        }
        Map<String, List<JoinedRow>> versions = new TreeMap<>();
        for (JoinedRow row : rows) {
            versions.computeIfAbsent(row.answer().version(), name -> new ArrayList<>())
                    .add(row);
        }
        Map<String, PerformanceFigures> each = new LinkedHashMap<>();
        PerformanceFigures all = estimates.get().with(figures.realised(task, rows), rows);
        versions.remove("");
        versions.forEach((version, own) -> each.put(
                version, own.size() == rows.size() ? all : estimates.get().with(figures.realised(task, own), own)));
        PerformanceWindow window = new PerformanceWindow(
                span.number(),
                PerformanceKeeper.instant(rows.get(0).answer().micros()),
                PerformanceKeeper.instant(span.to()),
                span.open(),
                all,
                each);
        found.put(span.number(), new Found(content, window));
        return window;
    }

    private static long content(PerformanceTask task, List<JoinedRow> rows) {
        long content = 31L * rows.size() + task.name().hashCode();
        for (JoinedRow row : rows) {
            @Nullable Truth truth = row.truth();
            content += truth == null
                    ? 0
                    : truth.hashCode() * 0x9e3779b97f4a7c15L + row.answer().id().hashCode();
        }
        return content;
    }
}
