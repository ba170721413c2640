package io.mlops4j.core.tuning.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A regression tree over the unit cube as the boxes of its leaves, grown until all values of a leaf are the same. */
final class RegressionTree {
    private final List<Leaf> leaves = new ArrayList<>();

    /** A box and the prediction in it. */
    private static final class Leaf {
        private final double[] low;
        private final double[] high;
        private final double value;

        Leaf(double[] low, double[] high, double value) {
            this.low = low;
            this.high = high;
            this.value = value;
        }

        double volume() {
            double volume = 1;
            for (int d = 0; d < low.length; d++) {
                volume *= high[d] - low[d];
            }
            return volume;
        }
    }

    private RegressionTree() {}

    /** Grows a tree on some rows, which may be given several times. */
    static RegressionTree grow(double[][] places, double[] values, int[] rows) {
        RegressionTree tree = new RegressionTree();
        double[] low = new double[places[0].length];
        double[] high = new double[places[0].length];
        Arrays.fill(high, 1);
        tree.grow(places, values, rows, low, high);
        return tree;
    }

    private void grow(double[][] places, double[] values, int[] rows, double[] low, double[] high) {
        Cut cut = bestCut(places, values, rows);
        if (cut == null) {
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> values[row])
                    .average()
                    .orElseThrow();
            leaves.add(new Leaf(low, high, mean));
            return;
        }
        int[] below = Arrays.stream(rows)
                .filter(row -> places[row][cut.dimension] <= cut.at)
                .toArray();
        int[] above = Arrays.stream(rows)
                .filter(row -> places[row][cut.dimension] > cut.at)
                .toArray();
        double[] middleHigh = high.clone();
        middleHigh[cut.dimension] = cut.at;
        double[] middleLow = low.clone();
        middleLow[cut.dimension] = cut.at;
        grow(places, values, below, low, middleHigh);
        grow(places, values, above, middleLow, high);
    }

    private record Cut(int dimension, double at, double gain) {}

    /** The cut that leaves the least squared error: the one with the largest sum of (sum of values)² / count on its two sides. */
    private static @Nullable Cut bestCut(double[][] places, double[] values, int[] rows) {
        double total = 0;
        for (int row : rows) {
            total += values[row];
        }
        double without = total * total / rows.length;
        @Nullable Cut best = null;
        double least = 1e-12 * Math.max(1, Math.abs(without));
        for (int d = 0; d < places[0].length; d++) {
            int dimension = d;
            Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingDouble(row -> places[row][dimension]));
            double left = 0;
            for (int i = 0; i + 1 < order.length; i++) {
                left += values[order[i]];
                double here = places[order[i]][d];
                double next = places[order[i + 1]][d];
                if (here < next) {
                    double right = total - left;
                    double gain = left * left / (i + 1) + right * right / (order.length - i - 1) - without;
                    if (gain > (best == null ? least : best.gain)) {
                        double middle = here + (next - here) / 2;
                        // Between neighbours the middle may round up to the upper one, and would leave nothing above.
                        best = new Cut(d, middle < next ? middle : here, gain);
                    }
                }
            }
        }
        return best;
    }

    private double mean() {
        return leaves.stream().mapToDouble(leaf -> leaf.volume() * leaf.value).sum();
    }

    /** The variance of the prediction over the unit cube. */
    double variance() {
        double mean = mean();
        return leaves.stream()
                .mapToDouble(leaf -> leaf.volume() * (leaf.value - mean) * (leaf.value - mean))
                .sum();
    }

    /** The variance of the mean prediction, given one coordinate, over that coordinate. */
    double variance(int dimension) {
        double[] cuts = leaves.stream()
                .mapToDouble(leaf -> leaf.low[dimension])
                .sorted()
                .distinct()
                .toArray();
        double mean = mean();
        double variance = 0;
        for (int i = 0; i < cuts.length; i++) {
            double from = cuts[i];
            double to = i + 1 < cuts.length ? cuts[i + 1] : 1;
            double marginal = 0;
            for (Leaf leaf : leaves) {
                if (leaf.low[dimension] <= from && leaf.high[dimension] >= to) {
                    marginal += leaf.value * leaf.volume() / (leaf.high[dimension] - leaf.low[dimension]);
                }
            }
            variance += (to - from) * (marginal - mean) * (marginal - mean);
        }
        return variance;
    }
}
