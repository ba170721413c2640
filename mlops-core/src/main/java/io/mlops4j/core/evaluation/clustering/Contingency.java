package io.mlops4j.core.evaluation.clustering;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How well two groupings of the same rows agree, as scikit-learn has it. Holds only pairs of class and cluster that some row has. */
final class Contingency {
    private final int rows;
    private final int[] classSizes;
    private final int[] clusterSizes;

    /** By pair, in the order of classes, then clusters: its class, its cluster and how many rows have it. */
    private final int[] classOfPair;

    private final int[] clusterOfPair;
    private final int[] pairSizes;

    Contingency(Groups classes, Groups clusters) {
        this.rows = classes.ofRows().length;
        this.classSizes = classes.sizes();
        this.clusterSizes = clusters.sizes();
        long[] pairs = new long[rows];
        Arrays.setAll(pairs, i -> (long) classes.ofRows()[i] * clusters.count() + clusters.ofRows()[i]);
        Arrays.sort(pairs);
        int[] inPair = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            count += i == 0 || pairs[i] != pairs[i - 1] ? 1 : 0;
            pairs[count - 1] = pairs[i];
            inPair[count - 1]++;
        }
        this.pairSizes = Arrays.copyOf(inPair, count);
        this.classOfPair = new int[count];
        this.clusterOfPair = new int[count];
        for (int pair = 0; pair < count; pair++) {
            classOfPair[pair] = (int) (pairs[pair] / clusters.count());
            clusterOfPair[pair] = (int) (pairs[pair] % clusters.count());
        }
    }

    private static double squares(int[] sizes) {
        double sum = 0;
        for (int size : sizes) {
            sum += (double) size * size;
        }
        return sum;
    }

    /** By pairs of rows that are together in both, one or none (Hubert and Arabie 1985). */
    double adjustedRand() {
        double n = rows;
        double both = squares(pairSizes);
        double together = both - n;
        double onlyClusters = squares(clusterSizes) - both;
        double onlyClasses = squares(classSizes) - both;
        double apart = n * n - together - onlyClusters - onlyClasses - n;
        if (onlyClusters == 0 && onlyClasses == 0) {
            return 1;
        }
        return 2
                * (together * apart - onlyClasses * onlyClusters)
                / ((together + onlyClasses) * (onlyClasses + apart)
                        + (together + onlyClusters) * (onlyClusters + apart));
    }

    double fowlkesMallows() {
        double together = squares(pairSizes) - rows;
        return together == 0
                ? 0
                : Math.sqrt(together / (squares(classSizes) - rows))
                        * Math.sqrt(together / (squares(clusterSizes) - rows));
    }

    private double entropy(int[] sizes) {
        double entropy = 0;
        for (int size : sizes) {
            double share = (double) size / rows;
            entropy -= share * Math.log(share);
        }
        return sizes.length == 1 ? 0 : entropy;
    }

    private double mutualInformation() {
        if (classSizes.length == 1 || clusterSizes.length == 1) {
            return 0;
        }
        double information = 0;
        for (int pair = 0; pair < pairSizes.length; pair++) {
            double share = (double) pairSizes[pair] / rows;
            information += share
                    * (Math.log(pairSizes[pair])
                            + Math.log(rows)
                            - Math.log(classSizes[classOfPair[pair]])
                            - Math.log(clusterSizes[clusterOfPair[pair]]));
        }
        return Math.max(0, information);
    }

    /** The share of an entropy above 0 that is mutual; rounding may take the sum of many pairs a little above it. */
    private double known(double entropy) {
        return Math.min(1, mutualInformation() / entropy);
    }

    /** Where no row of a class is in another cluster, nor the other way round; chance is then no part of it, even if all rows are apart. */
    private boolean isSamePartition() {
        return pairSizes.length == classSizes.length && pairSizes.length == clusterSizes.length;
    }

    double normalizedMutualInformation() {
        return isSamePartition() ? 1 : known((entropy(classSizes) + entropy(clusterSizes)) / 2);
    }

    /** Less what two random groupings of these sizes would share (Vinh, Epps and Bailey 2010). */
    double adjustedMutualInformation() {
        if (isSamePartition()) {
            return 1;
        }
        double expected = expectedInformation();
        double range = (entropy(classSizes) + entropy(clusterSizes)) / 2 - expected;
        double epsilon = Math.ulp(1.0);
        return (mutualInformation() - expected) / (range < 0 ? Math.min(range, -epsilon) : Math.max(range, epsilon));
    }

    /** By distinct sizes: groups of one size expect the same, and there are fewer sizes than the root of twice the rows. */
    private double expectedInformation() {
        double[] logFactorials = new double[rows + 1];
        for (int i = 1; i <= rows; i++) {
            logFactorials[i] = logFactorials[i - 1] + Math.log(i);
        }
        Map<Integer, Integer> classesBySize = bySize(classSizes);
        Map<Integer, Integer> clustersBySize = bySize(clusterSizes);
        double expected = 0;
        for (Map.Entry<Integer, Integer> classes : classesBySize.entrySet()) {
            for (Map.Entry<Integer, Integer> clusters : clustersBySize.entrySet()) {
                expected += (double) classes.getValue()
                        * clusters.getValue()
                        * expectedInformation(classes.getKey(), clusters.getKey(), logFactorials);
            }
        }
        return expected;
    }

    private static Map<Integer, Integer> bySize(int[] sizes) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int size : sizes) {
            counts.merge(size, 1, Integer::sum);
        }
        return counts;
    }

    /** What a class of a rows and a cluster of b rows add, over all numbers of rows they may share. */
    private double expectedInformation(int a, int b, double[] logFactorials) {
        double expected = 0;
        for (int n = Math.max(1, a + b - rows); n <= Math.min(a, b); n++) {
            double logOfWays = logFactorials[a]
                    + logFactorials[b]
                    + logFactorials[rows - a]
                    + logFactorials[rows - b]
                    - logFactorials[rows]
                    - logFactorials[n]
                    - logFactorials[a - n]
                    - logFactorials[b - n]
                    - logFactorials[rows - a - b + n];
            expected += (double) n
                    / rows
                    * (Math.log(rows) + Math.log(n) - Math.log(a) - Math.log(b))
                    * Math.exp(logOfWays);
        }
        return expected;
    }

    double homogeneity() {
        return classSizes.length == 1 ? 1 : known(entropy(classSizes));
    }

    double completeness() {
        return clusterSizes.length == 1 ? 1 : known(entropy(clusterSizes));
    }

    double vMeasure() {
        double sum = homogeneity() + completeness();
        return sum == 0 ? 0 : 2 * homogeneity() * completeness() / sum;
    }
}
