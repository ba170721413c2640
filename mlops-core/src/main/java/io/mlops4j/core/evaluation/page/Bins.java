package io.mlops4j.core.evaluation.page;

import java.util.ArrayList;
import java.util.List;

/** The edges of bins as they can be drawn: an open end gets the width that bins have on the average. Stateless. */
final class Bins {
    private Bins() {}

    static List<Double> drawable(List<Double> edges) {
        List<Double> finite = edges.stream().filter(Double::isFinite).toList();
        if (finite.isEmpty()) {
            return List.of();
        }
        double first = finite.get(0);
        double last = finite.get(finite.size() - 1);
        double width = finite.size() > 1 ? last / (finite.size() - 1) - first / (finite.size() - 1) : 1;
        List<Double> drawn = new ArrayList<>();
        for (double edge : edges) {
            drawn.add(Double.isFinite(edge) ? edge : edge == Double.NEGATIVE_INFINITY ? first - width : last + width);
        }
        return drawn;
    }
}
