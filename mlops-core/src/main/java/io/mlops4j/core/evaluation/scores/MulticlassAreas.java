package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.evaluation.Plot;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The areas under the curves of several classes, sorted once. One pass for each class counts the pairs that it wins against every other, of which
 * are made the areas of one class against the rest, and of one against each other (Hand and Till 2001, doi:10.1023/A:1010920819831).
 */
final class MulticlassAreas {
    /** Fewer probabilities than this are sorted sooner than they are shared out. */
    private static final long WORTH_SHARING = 100_000;

    /** More probabilities than this are not ranked all together, which takes some 20 bytes for each. */
    private static final long MOST_CELLS = 1 << 27;

    private static final int AVERAGES = 7;

    private final List<String> names;

    /** By class; none if no area is wanted. */
    private final RankedScores[] ranked;

    /** The probabilities of all classes together; of no rows if that is not wanted. */
    private final RankedScores together;

    /** What is measured; NaN for what is undefined or not wanted. */
    static final class Values {
        /** Against the rest: macro, micro, weighted; against each: macro, weighted; average precision: macro, weighted. */
        final double[] averages = new double[AVERAGES];

        /** By class, against the rest. */
        final double[] areas;

        /** Average precision by class. */
        final double[] precisions;

        private Values(int classes) {
            areas = new double[classes];
            precisions = new double[classes];
            Arrays.fill(averages, Double.NaN);
            Arrays.fill(areas, Double.NaN);
            Arrays.fill(precisions, Double.NaN);
        }
    }

    private MulticlassAreas(List<String> names, RankedScores[] ranked, RankedScores together) {
        this.names = names;
        this.ranked = ranked;
        this.together = together;
    }

    /** Sorts by what is wanted. */
    static MulticlassAreas of(ClassMeasures measures, int[] labels, double[][] probabilities) {
        int n = labels.length;
        int classes = measures.names().size();
        RankedScores[] ranked = measures.wants("roc_auc") || measures.wants("average_precision")
                ? ranked(classes, (long) n * classes, k -> {
                    double[] column = new double[n];
                    Arrays.setAll(column, i -> probabilities[i][k]);
                    return RankedScores.of(k, column, i -> i, i -> labels[i]);
                })
                : new RankedScores[0];
        boolean micro = measures.wants("roc_auc_ovr_micro") && (long) n * classes <= MOST_CELLS;
        double[] cells = new double[micro ? n * classes : 0];
        Arrays.setAll(cells, cell -> probabilities[cell / classes][cell % classes]);
        RankedScores together = RankedScores.of(
                1, cells, cell -> cell / classes, cell -> labels[cell / classes] == cell % classes ? 1 : 0);
        return new MulticlassAreas(measures.names(), ranked, together);
    }

    /** Sorts by each class, in parallel where that pays. */
    static RankedScores[] ranked(int classes, long cells, IntFunction<RankedScores> sort) {
        IntStream range = IntStream.range(0, classes);
        return (cells > WORTH_SHARING ? range.parallel() : range).mapToObj(sort).toArray(RankedScores[]::new);
    }

    /** The areas with these weights; NaN for those that are undefined or not wanted. */
    Values measure(double[] w, double[] truth) {
        int classes = truth.length;
        Values values = new Values(classes);
        double[] averages = values.averages;
        double[] areas = values.areas;
        double[] precisions = values.precisions;
        double total = Agreement.sum(truth);
        double[] won = new double[Math.max(2, classes)];
        double each = 0;
        double eachWeighted = 0;
        for (int k = 0; k < ranked.length; k++) {
            if (truth[k] == 0) {
                continue;
            }
            Arrays.fill(won, 0);
            precisions[k] = Math.min(1, ranked[k].countWon(w, won) / truth[k]);
            areas[k] = area(won, truth[k], rest(truth, k));
            for (int other = 0; other < classes; other++) {
                if (other != k) {
                    double pair = won[other] / truth[k] / truth[other];
                    each += pair;
                    eachWeighted += pair * (truth[k] + truth[other]);
                }
            }
        }
        if (ranked.length > 0) {
            averages[5] = macro(precisions);
            averages[6] = weighted(precisions, truth);
            if (Agreement.occupied(truth) == classes) {
                averages[0] = macro(areas);
                averages[2] = weighted(areas, truth);
                averages[3] = Math.min(1, each / classes / (classes - 1));
                // The weights of the pairs, in both orders, come to the total 2 (classes − 1) times.
                averages[4] = Math.min(1, eachWeighted / total / (classes - 1) / 2);
            }
        }
        Arrays.fill(won, 0);
        together.countWon(w, won);
        averages[1] = together.isEmpty() ? Double.NaN : area(new double[] {won[0]}, total, total * (classes - 1));
        return values;
    }

    /** NaN where there is nothing to win or no pair. */
    private static double area(double[] won, double positives, double negatives) {
        return positives > 0 && negatives > 0 ? Math.min(1, Agreement.sum(won) / positives / negatives) : Double.NaN;
    }

    private static double rest(double[] truth, int k) {
        double rest = 0;
        for (int other = 0; other < truth.length; other++) {
            rest += other == k ? 0 : truth[other];
        }
        return rest;
    }

    /** The mean, in which an undefined value is 0. */
    private static double macro(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Double.isNaN(value) ? 0 : value;
        }
        return sum / values.length;
    }

    private static double weighted(double[] values, double[] weights) {
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += weights[k] > 0 ? weights[k] * values[k] : 0;
        }
        return sum / Agreement.sum(weights);
    }

    /** The curves of each class against the rest. */
    List<Plot> curves(double[] weights) {
        return ranked.length == 0 ? List.of() : new ClassCurves(names, ranked, weights).all();
    }
}
