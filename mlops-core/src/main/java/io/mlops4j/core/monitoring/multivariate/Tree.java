package io.mlops4j.core.monitoring.multivariate;

import java.util.List;

/** A complete binary tree: node i has the children 2i + 1 and 2i + 2, leaves are the last ones. Immutable; the arrays are handed over. */
final class Tree {
    private final int[] features;
    private final int[] places;
    private final double[] values;

    /**
     * A tree.
     *
     * @param features which feature each inner node asks for; −1 for none, then all go left
     * @param places the place it asks about
     * @param values what each leaf answers
     */
    Tree(int[] features, int[] places, double[] values) {
        this.features = features;
        this.places = places;
        this.values = values;
    }

    double answer(List<Feature> all, int row) {
        int node = 0;
        while (node < features.length) {
            node = 2 * node + (left(all, row, node) ? 1 : 2);
        }
        return values[node - features.length];
    }

    private boolean left(List<Feature> all, int row, int node) {
        return features[node] < 0 || all.get(features[node]).left(row, places[node]);
    }

    double leaf(int leaf) {
        return values[leaf];
    }

    /** Whether an answer depends on a feature. */
    boolean asksFor(int feature) {
        for (int asked : features) {
            if (asked == feature) {
                return true;
            }
        }
        return false;
    }
}
