package io.mlops4j.core.monitoring.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model of a number by others: gradient boosting of the squared loss by small trees over ranges of the columns (Friedman 2001, doi:10.1214/aos/1013203451). NaN goes with the lowest range.
 * Immutable, thread-safe.
 */
final class LossTrees {
    private static final int TREES = 60;
    private static final int DEPTH = 3;
    private static final int INNER = (1 << DEPTH) - 1;
    private static final double RATE = 0.1;
    private static final int RANGES = 32;
    private static final int LEAST_ROWS = 20;

    private final double base;
    private final List<Tree> trees;

    /** A complete tree: node i has the children 2i + 1 and 2i + 2. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tree(int[] columns, double[] edges, double[] leaves) {
        double answer(double[] row) {
            int node = 0;
            while (node < INNER) {
                node = 2 * node + (columns[node] < 0 || !(row[columns[node]] > edges[node]) ? 1 : 2);
            }
            return leaves[node - INNER];
        }
    }

    private LossTrees(double base, List<Tree> trees) {
        this.base = base;
        this.trees = trees;
    }

    /** Learns a target from rows of numbers. */
    static LossTrees learn(double[][] rows, double[] target) {
        int columns = rows[0].length;
        double[][] edges = new double[columns][];
        byte[][] ranges = new byte[columns][rows.length];
        for (int c = 0; c < columns; c++) {
            int of = c;
            edges[c] = edges(Arrays.stream(rows).mapToDouble(row -> row[of]).toArray());
            for (int i = 0; i < rows.length; i++) {
                ranges[c][i] = (byte) range(edges[c], rows[i][c]);
            }
        }
        double base = Arrays.stream(target).average().orElse(0);
        double[] left = Arrays.stream(target).map(value -> value - base).toArray();
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < TREES; t++) {
            trees.add(grow(edges, ranges, left));
        }
        return new LossTrees(base, trees);
    }

    private static double[] edges(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
        if (sorted.length == 0) {
            return new double[0];
        }
        double[] found = new double[RANGES - 1];
        int size = 0;
        for (int k = 1; k < RANGES; k++) {
            double edge = sorted[(int) ((long) k * sorted.length / RANGES)];
            if (edge < sorted[sorted.length - 1] && (size == 0 || edge > found[size - 1])) {
                found[size++] = edge;
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** How many edges a value is above. */
    private static int range(double[] edges, double value) {
        int at = 0;
        while (at < edges.length && value > edges[at]) {
            at++;
        }
        return at;
    }

    private static Tree grow(double[][] edges, byte[][] ranges, double[] left) {
        int[] node = new int[left.length];
        int[] columns = new int[INNER];
        double[] at = new double[INNER];
        int[] range = new int[INNER];
        Arrays.fill(columns, -1);
        for (int level = 0; level < DEPTH; level++) {
            int first = (1 << level) - 1;
            double[] best = new double[first + 1];
            Arrays.fill(best, 1e-12);
            for (int c = 0; c < edges.length; c++) {
                double[][] sums = new double[first + 1][RANGES];
                int[][] counts = new int[first + 1][RANGES];
                for (int i = 0; i < left.length; i++) {
                    sums[node[i] - first][ranges[c][i]] += left[i];
                    counts[node[i] - first][ranges[c][i]]++;
                }
                for (int n = 0; n <= first; n++) {
                    int found = best(sums[n], counts[n], edges[c].length, best, n);
                    if (found >= 0) {
                        columns[first + n] = c;
                        range[first + n] = found;
                        at[first + n] = edges[c][found];
                    }
                }
            }
            for (int i = 0; i < left.length; i++) {
                int own = node[i];
                node[i] = 2 * own + (columns[own] < 0 || ranges[columns[own]][i] <= range[own] ? 1 : 2);
            }
        }
        double[] sums = new double[INNER + 1];
        int[] counts = new int[INNER + 1];
        for (int i = 0; i < left.length; i++) {
            sums[node[i] - INNER] += left[i];
            counts[node[i] - INNER]++;
        }
        for (int leaf = 0; leaf < sums.length; leaf++) {
            sums[leaf] = counts[leaf] == 0 ? 0 : RATE * sums[leaf] / counts[leaf];
        }
        for (int i = 0; i < left.length; i++) {
            left[i] -= sums[node[i] - INNER];
        }
        return new Tree(columns, at, sums);
    }

    /** The edge that parts the rows of a node best, if better than the best so far; −1 for none. */
    private static int best(double[] sums, int[] counts, int edges, double[] best, int node) {
        double sum = Arrays.stream(sums).sum();
        int count = Arrays.stream(counts).sum();
        double below = 0;
        int rows = 0;
        int found = -1;
        for (int k = 0; k < edges; k++) {
            below += sums[k];
            rows += counts[k];
            if (rows < LEAST_ROWS || count - rows < LEAST_ROWS) {
                continue;
            }
            double gain = below * below / rows + (sum - below) * (sum - below) / (count - rows) - sum * sum / count;
            if (gain > best[node]) {
                best[node] = gain;
                found = k;
            }
        }
        return found;
    }

    /** What it expects of a row. */
    double expect(double[] row) {
        double sum = base;
        for (Tree tree : trees) {
            sum += tree.answer(row);
        }
        return sum;
    }
}
