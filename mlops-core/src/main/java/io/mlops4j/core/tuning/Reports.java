package io.mlops4j.core.tuning;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a trial reported, turned so that less is better. Not thread-safe; a finished one is not changed any more. */
final class Reports {
    private final NavigableMap<Long, Double> bySteps = new TreeMap<>();

    static Reports minimized(Map<Long, Double> reports, double sign) {
        Reports turned = new Reports();
        reports.forEach((step, value) -> turned.add(step, sign * value));
        return turned;
    }

    void add(long step, double value) {
        bySteps.put(step, value);
    }

    boolean isEmpty() {
        return bySteps.isEmpty();
    }

    NavigableMap<Long, Double> bySteps() {
        return bySteps;
    }

    /** The value at a step; not a number if none was reported there. */
    double at(long step) {
        Double value = bySteps.get(step);
        return value == null ? Double.NaN : value;
    }

    /** The least value so far; not a number if every one is none. */
    double best() {
        double best = Double.NaN;
        for (double value : bySteps.values()) {
            if (Double.isNaN(best) || value < best) {
                best = value;
            }
        }
        return best;
    }

    long lastStep() {
        return bySteps.isEmpty() ? -1 : bySteps.lastKey();
    }

    double last() {
        return bySteps.isEmpty() ? Double.NaN : bySteps.lastEntry().getValue();
    }
}
