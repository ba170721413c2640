package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot;
import java.util.Arrays;
import java.util.List;

/** The areas under the curves of several labels, sorted once. */
final class MultilabelAreas {
    /** More scores than this are not ranked all together, which takes some 20 bytes for each. */
    private static final long MOST_CELLS = 1 << 27;

    private final List<String> names;

    /** By label; none if no area is wanted. */
    private final RankedScores[] ranked;

    /** The scores of all labels together; none if that is not wanted. */
    private final RankedScores together;

    private MultilabelAreas(List<String> names, RankedScores[] ranked, RankedScores together) {
        this.names = names;
        this.ranked = ranked;
        this.together = together;
    }

    /** What one curve comes to; NaN where it is undefined. */
    record Areas(double roc, double averagePrecision) {
        static final Areas UNDEFINED = new Areas(Double.NaN, Double.NaN);
    }

    /** Sorts by what is wanted. */
    static MultilabelAreas of(ClassMeasures measures, int[][] labels, double[][] scores) {
        int n = labels.length;
        int columns = measures.names().size();
        long cells = (long) n * columns;
        boolean areas = measures.wants("roc_auc") || measures.wants("average_precision");
        RankedScores[] ranked = areas
                ? MulticlassAreas.ranked(columns, cells, k -> {
                    double[] column = new double[n];
                    Arrays.setAll(column, i -> scores[i][k]);
                    return RankedScores.of(1, column, i -> i, i -> labels[i][k]);
                })
                : new RankedScores[0];
        boolean micro =
                (measures.wants("roc_auc_micro") || measures.wants("average_precision_micro")) && cells <= MOST_CELLS;
        double[] all = new double[micro ? n * columns : 0];
        Arrays.setAll(all, cell -> scores[cell / columns][cell % columns]);
        RankedScores together =
                RankedScores.of(1, all, cell -> cell / columns, cell -> labels[cell / columns][cell % columns]);
        return new MultilabelAreas(measures.names(), ranked, together);
    }

    /** By label, which so much weight has and so much has not. */
    Areas[] ofLabels(double[] weights, double[] positives, double[] negatives) {
        Areas[] areas = new Areas[positives.length];
        Arrays.fill(areas, Areas.UNDEFINED);
        for (int k = 0; k < ranked.length; k++) {
            areas[k] = areas(ranked[k], weights, positives[k], negatives[k]);
        }
        return areas;
    }

    /** Of all labels together. */
    Areas together(double[] weights, double positives, double negatives) {
        return together.isEmpty() ? Areas.UNDEFINED : areas(together, weights, positives, negatives);
    }

    private static Areas areas(RankedScores ranked, double[] weights, double positives, double negatives) {
        double[] won = new double[2];
        double precisions = ranked.countWon(weights, won);
        return new Areas(
                positives > 0 && negatives > 0 ? Math.min(1, won[0] / positives / negatives) : Double.NaN,
                positives > 0 ? Math.min(1, precisions / positives) : Double.NaN);
    }

    /** The curves of each label. */
    List<Plot> curves(double[] weights) {
        return ranked.length == 0 ? List.of() : new ClassCurves(names, ranked, weights).all();
    }
}
