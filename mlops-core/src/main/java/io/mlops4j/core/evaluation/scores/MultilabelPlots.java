package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Confusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The figures of rows of several labels. */
final class MultilabelPlots {
    private static final int MOST_TABLES = 8;

    private MultilabelPlots() {}

    static List<Plot> all(List<Plot> curves, List<Plot> tables) {
        List<Plot> plots = new ArrayList<>(curves);
        plots.addAll(tables);
        return plots;
    }

    /** A table for each of the most frequent labels, in the order of the labels. */
    static List<Plot> confusions(List<String> names, Tally tally, double total) {
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -tally.truth[k]))
                .limit(MOST_TABLES)
                .sorted()
                .map(k -> confusion(names.get(k), tally, k, total))
                .toList();
    }

    private static Plot confusion(String name, Tally tally, int k, double total) {
        double hits = tally.hits[k];
        double missed = tally.truth[k] - hits;
        double falseAlarms = tally.predicted[k] - hits;
        return new Confusion(
                "confusion[" + name + "]",
                "Confusion of " + name,
                List.of("without", "with"),
                List.of(List.of(Math.max(0, total - hits - missed - falseAlarms), falseAlarms), List.of(missed, hits)));
    }
}
