package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Reliability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The figures of rows of several classes. */
final class MulticlassPlots {
    /** With more classes than this only the most frequent have a row and a column of their own. */
    private static final int MOST_CLASSES = 40;

    private final List<String> names;
    private final int[] labels;
    private final int[] predictions;
    private final double[] weights;

    MulticlassPlots(List<String> names, int[] labels, int[] predictions, double[] weights) {
        this.names = names;
        this.labels = labels;
        this.predictions = predictions;
        this.weights = weights;
    }

    /** The curves, and what there is of every slice too; without rows that are sorted by confidence no reliability. */
    List<Plot> all(List<Plot> curves, Reliability reliability) {
        List<Plot> plots = new ArrayList<>(curves);
        if (!reliability.bins().isEmpty()) {
            plots.add(reliability);
        }
        plots.add(confusion());
        return plots;
    }

    private Confusion confusion() {
        int[] places = places();
        int size = Arrays.stream(places).max().orElse(0) + 1;
        String[] headings = new String[size];
        for (int k = 0; k < places.length; k++) {
            headings[places[k]] = names.size() > MOST_CLASSES && places[k] == size - 1 ? "all others" : names.get(k);
        }
        double[][] counts = new double[size][size];
        for (int i = 0; i < labels.length; i++) {
            counts[places[labels[i]]][places[predictions[i]]] += weights[i];
        }
        return new Confusion(
                "confusion",
                "Confusion of classes",
                List.of(headings),
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    /** Where each class stands in the table: at its number, or among the most frequent, the rest sharing the last place. */
    private int[] places() {
        int classes = names.size();
        if (classes <= MOST_CLASSES) {
            return IntStream.range(0, classes).toArray();
        }
        double[] truth = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            truth[labels[i]] += weights[i];
        }
        int[] places = new int[classes];
        Arrays.fill(places, MOST_CLASSES - 1);
        int[] frequent = IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -truth[k]))
                .limit(MOST_CLASSES - 1)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        for (int place = 0; place < frequent.length; place++) {
            places[frequent[place]] = place;
        }
        return places;
    }
}
