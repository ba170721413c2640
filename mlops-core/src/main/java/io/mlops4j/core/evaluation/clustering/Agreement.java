package io.mlops4j.core.evaluation.clustering;

/** How well two groupings of the same rows agree, as scikit-learn has it. */
final class Agreement {
    private final int rows;
    private final int[] classSizes;
    private final int[] clusterSizes;
    private final int[][] table;
    private final double[] logFactorials;

    Agreement(Groups classes, Groups clusters) {
        this.rows = classes.ofRows().length;
        this.classSizes = classes.sizes();
        this.clusterSizes = clusters.sizes();
        this.table = new int[classes.count()][clusters.count()];
        for (int i = 0; i < rows; i++) {
            table[classes.ofRows()[i]][clusters.ofRows()[i]]++;
        }
        this.logFactorials = new double[rows + 1];
        for (int i = 1; i <= rows; i++) {
            logFactorials[i] = logFactorials[i - 1] + Math.log(i);
        }
    }

    private static double squares(int[] sizes) {
        double sum = 0;
        for (int size : sizes) {
            sum += (double) size * size;
        }
        return sum;
    }

    private double squaresOfTable() {
        double sum = 0;
        for (int[] row : table) {
            sum += squares(row);
        }
        return sum;
    }

    /** By pairs of rows that are together in both, one or none (Hubert and Arabie 1985). */
    double adjustedRand() {
        double n = rows;
        double both = squaresOfTable();
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
        double together = squaresOfTable() - rows;
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
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table[i].length; j++) {
                if (table[i][j] > 0) {
                    double share = (double) table[i][j] / rows;
                    information += share
                            * (Math.log(table[i][j])
                                    + Math.log(rows)
                                    - Math.log(classSizes[i])
                                    - Math.log(clusterSizes[j]));
                }
            }
        }
        return Math.max(0, information);
    }

    private boolean isTrivial() {
        return classSizes.length == 1 && clusterSizes.length == 1;
    }

    double normalizedMutualInformation() {
        double information = mutualInformation();
        return isTrivial()
                ? 1
                : information == 0 ? 0 : information / ((entropy(classSizes) + entropy(clusterSizes)) / 2);
    }

    /** Less what two random groupings of these sizes would share (Vinh, Epps and Bailey 2010). */
    double adjustedMutualInformation() {
        if (isTrivial()) {
            return 1;
        }
        double expected = expectedInformation();
        double range = (entropy(classSizes) + entropy(clusterSizes)) / 2 - expected;
        double epsilon = Math.ulp(1.0);
        return (mutualInformation() - expected) / (range < 0 ? Math.min(range, -epsilon) : Math.max(range, epsilon));
    }

    private double expectedInformation() {
        double expected = 0;
        for (int a : classSizes) {
            for (int b : clusterSizes) {
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
            }
        }
        return expected;
    }

    double homogeneity() {
        double entropy = entropy(classSizes);
        return entropy == 0 ? 1 : mutualInformation() / entropy;
    }

    double completeness() {
        double entropy = entropy(clusterSizes);
        return entropy == 0 ? 1 : mutualInformation() / entropy;
    }

    double vMeasure() {
        double sum = homogeneity() + completeness();
        return sum == 0 ? 0 : 2 * homogeneity() * completeness() / sum;
    }
}
