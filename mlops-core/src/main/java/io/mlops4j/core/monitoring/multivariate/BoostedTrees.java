package io.mlops4j.core.monitoring.multivariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A learner of which of two tables a row is from: gradient boosting of the logistic loss by small trees over histograms (Friedman 2001, doi:10.1214/aos/1013203451; with the
 * second-order gains of Chen and Guestrin 2016, doi:10.1145/2939672.2939785).
 *
 * <p>Every second tree asks its first question by chance. A greedy tree never asks for a column that says nothing alone, and so is blind to the very
 * changes that are looked for here, those of how two columns go together; below a first question by chance the second one has something to gain.
 */
final class BoostedTrees {
    private static final int TREES = 80;
    private static final int DEPTH = 3;
    private static final int INNER = (1 << DEPTH) - 1;
    private static final double RATE = 0.15;
    private static final double RIDGE = 1;
    private static final double LEAST_WEIGHT = 2;

    private final List<Tree> trees;

    private BoostedTrees(List<Tree> trees) {
        this.trees = trees;
    }

    /** What a row looks like: the greater, the more like one of the current table. */
    double score(List<Feature> features, int row) {
        double score = 0;
        for (Tree tree : trees) {
            score += tree.answer(features, row);
        }
        return score;
    }

    boolean asksFor(int feature) {
        return trees.stream().anyMatch(tree -> tree.asksFor(feature));
    }

    /**
     * Learns.
     *
     * @param rows those to learn from
     * @param current for each row of all, whether it is a current one
     */
    static BoostedTrees learn(List<Feature> features, int[] rows, boolean[] current, long seed) {
        Learner learner = new Learner(features, rows, current, new SplittableRandom(seed));
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            trees.add(learner.grow(i % 2 == 1));
        }
        return new BoostedTrees(trees);
    }

    /** The state of learning. */
    private static final class Learner {
        private final List<Feature> features;
        private final int[] rows;
        private final SplittableRandom random;
        private final double[] target;
        private final double[] score;
        private final double[] slope;
        private final double[] curvature;
        private final int[] node;

        Learner(List<Feature> features, int[] rows, boolean[] current, SplittableRandom random) {
            this.features = features;
            this.rows = rows;
            this.random = random;
            target =
                    Arrays.stream(rows).mapToDouble(row -> current[row] ? 1 : 0).toArray();
            score = new double[rows.length];
            slope = new double[rows.length];
            curvature = new double[rows.length];
            node = new int[rows.length];
            double share = Arrays.stream(target).average().orElse(0.5);
            Arrays.fill(score, Math.log(share / (1 - share)));
        }

        Tree grow(boolean firstByChance) {
            for (int i = 0; i < rows.length; i++) {
                double probability = 1 / (1 + Math.exp(-score[i]));
                slope[i] = target[i] - probability;
                curvature[i] = probability * (1 - probability);
            }
            Arrays.fill(node, 0);
            int[] asked = new int[INNER];
            int[] places = new int[INNER];
            Arrays.fill(asked, -1);
            for (int level = 0; level < DEPTH; level++) {
                int first = (1 << level) - 1;
                if (level == 0 && firstByChance) {
                    asked[0] = random.nextInt(features.size());
                    places[0] = chance(features.get(asked[0]));
                } else {
                    split(first, asked, places);
                }
                descend(asked, places);
            }
            Tree tree = new Tree(asked, places, leaves());
            for (int i = 0; i < rows.length; i++) {
                score[i] += tree.leaf(node[i] - INNER);
            }
            return tree;
        }

        /** The step of a row by chance, so a place in the middle of the rows more often than not; of ranges not the last, which parts none. */
        private int chance(Feature feature) {
            int step = feature.step(rows[random.nextInt(rows.length)]);
            return feature.kind() == Feature.Kind.RANGE ? Math.min(step, Math.max(0, feature.count() - 2)) : step;
        }

        /** The best question for each node of a level, if any gains. */
        private void split(int first, int[] asked, int[] places) {
            int nodes = first + 1;
            double[] best = new double[nodes];
            Arrays.fill(best, 1e-9);
            for (int f = 0; f < features.size(); f++) {
                Feature feature = features.get(f);
                int count = feature.count();
                double[] slopes = new double[nodes * count];
                double[] weights = new double[nodes * count];
                for (int i = 0; i < rows.length; i++) {
                    int cell = (node[i] - first) * count + feature.step(rows[i]);
                    slopes[cell] += slope[i];
                    weights[cell] += curvature[i];
                }
                for (int n = 0; n < nodes; n++) {
                    int place = best(feature, slopes, weights, n * count, best, n);
                    if (place >= 0) {
                        asked[first + n] = f;
                        places[first + n] = place;
                    }
                }
            }
        }

        /** The place of a feature that gains more than the best so far; −1 for none. */
        private static int best(Feature feature, double[] slopes, double[] weights, int from, double[] best, int node) {
            int count = feature.count();
            double slope = 0;
            double weight = 0;
            for (int step = 0; step < count; step++) {
                slope += slopes[from + step];
                weight += weights[from + step];
            }
            double whole = gain(slope, weight);
            double leftSlope = 0;
            double leftWeight = 0;
            int found = -1;
            for (int step = 0; step < count; step++) {
                if (feature.kind() == Feature.Kind.RANGE) {
                    leftSlope += slopes[from + step];
                    leftWeight += weights[from + step];
                } else {
                    leftSlope = slopes[from + step];
                    leftWeight = weights[from + step];
                }
                if (leftWeight < LEAST_WEIGHT || weight - leftWeight < LEAST_WEIGHT) {
                    continue;
                }
                double gain = gain(leftSlope, leftWeight) + gain(slope - leftSlope, weight - leftWeight) - whole;
                if (gain > best[node]) {
                    best[node] = gain;
                    found = step;
                }
            }
            return found;
        }

        private static double gain(double slope, double weight) {
            return slope * slope / (weight + RIDGE);
        }

        private void descend(int[] asked, int[] places) {
            for (int i = 0; i < rows.length; i++) {
                int at = node[i];
                boolean left = asked[at] < 0 || features.get(asked[at]).left(rows[i], places[at]);
                node[i] = 2 * at + (left ? 1 : 2);
            }
        }

        private double[] leaves() {
            double[] slopes = new double[INNER + 1];
            double[] weights = new double[INNER + 1];
            for (int i = 0; i < rows.length; i++) {
                slopes[node[i] - INNER] += slope[i];
                weights[node[i] - INNER] += curvature[i];
            }
            for (int leaf = 0; leaf < slopes.length; leaf++) {
                slopes[leaf] = RATE * slopes[leaf] / (weights[leaf] + RIDGE);
            }
            return slopes;
        }
    }
}
