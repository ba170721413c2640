package io.mlops4j.core.ensemble;

import io.mlops4j.core.stats.Cholesky;
import java.util.BitSet;
import java.util.Optional;

/**
 * Least squares with weights that are not negative, by the active set method of C. Lawson and R. Hanson, <i>Solving Least Squares Problems</i>, 1974,
 * chapter 23, on the products of the columns. A column that depends on those in use is left at 0. For one thread, once.
 */
final class NonNegativeLeastSquares {
    private static final double FLAT = 1e-12;

    private final double[][] products;
    private final double[] right;
    private final double[] weights;
    private final BitSet used = new BitSet();
    private final BitSet dependent = new BitSet();

    private NonNegativeLeastSquares(double[][] products, double[] right) {
        this.products = products;
        this.right = right;
        this.weights = new double[right.length];
    }

    /** The weights for AᵀA and Aᵀb. */
    static double[] solve(double[][] products, double[] right) {
        NonNegativeLeastSquares problem = new NonNegativeLeastSquares(products, right);
        int most = 3 * right.length + 10;
        for (int round = 0; round < most; round++) {
            int steepest = problem.steepest();
            if (steepest < 0) {
                break;
            }
            problem.use(steepest);
        }
        return problem.weights;
    }

    /** The column whose weight would lower the error most by growing from 0, or −1. */
    private int steepest() {
        int steepest = -1;
        double most = 0;
        for (int i = 0; i < weights.length; i++) {
            double slope = right[i];
            double size = Math.abs(right[i]);
            for (int j = 0; j < weights.length; j++) {
                slope -= products[i][j] * weights[j];
                size += Math.abs(products[i][j] * weights[j]);
            }
            if (!used.get(i) && !dependent.get(i) && slope > FLAT * size && slope > most) {
                steepest = i;
                most = slope;
            }
        }
        return steepest;
    }

    private void use(int column) {
        used.set(column);
        Optional<double[]> wanted = unbounded();
        if (wanted.isEmpty() || wanted.get()[column] <= 0) {
            used.clear(column);
            dependent.set(column);
            return;
        }
        dependent.clear();
        while (wanted.isPresent() && !isInside(wanted.get())) {
            goAsFarAsAllowed(wanted.get());
            wanted = unbounded();
        }
        wanted.ifPresent(found -> System.arraycopy(found, 0, weights, 0, weights.length));
    }

    private boolean isInside(double[] wanted) {
        return used.stream().allMatch(i -> wanted[i] > 0);
    }

    /** Towards the wanted weights until the first of them is 0; it is used no more. */
    private void goAsFarAsAllowed(double[] wanted) {
        int first = -1;
        double share = Double.POSITIVE_INFINITY;
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            if (wanted[i] <= 0 && weights[i] / (weights[i] - wanted[i]) < share) {
                first = i;
                share = weights[i] / (weights[i] - wanted[i]);
            }
        }
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            weights[i] += share * (wanted[i] - weights[i]);
        }
        weights[first] = 0;
        used.clear(first);
    }

    /** The least squares of the columns in use, without a bound; empty if they depend on each other. */
    private Optional<double[]> unbounded() {
        int[] columns = used.stream().toArray();
        double[][] matrix = new double[columns.length][columns.length];
        double[] side = new double[columns.length];
        for (int i = 0; i < columns.length; i++) {
            side[i] = right[columns[i]];
            for (int j = 0; j < columns.length; j++) {
                matrix[i][j] = products[columns[i]][columns[j]];
            }
        }
        return Cholesky.of(matrix).map(factor -> {
            double[] solution = factor.solve(side);
            double[] all = new double[weights.length];
            for (int i = 0; i < columns.length; i++) {
                all[columns[i]] = solution[i];
            }
            return all;
        });
    }
}
