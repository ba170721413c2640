package io.mlops4j.core.stats;

import java.util.Optional;

/** The lower triangular factor of a symmetric positive definite matrix, and what is computed with it. Immutable. */
public final class Cholesky {
    /** A pivot this much smaller than its diagonal element is rounding. */
    private static final double LEAST_PIVOT = 1e-13;

    private final double[][] factor;

    private Cholesky(double[][] factor) {
        this.factor = factor;
    }

    /** The factor; empty if the matrix is not positive definite, as far as the digits go. */
    public static Optional<Cholesky> of(double[][] matrix) {
        int n = matrix.length;
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i > j) {
                    l[i][j] = sum / l[j][j];
                } else if (sum > LEAST_PIVOT * matrix[i][i]) {
                    l[i][i] = Math.sqrt(sum);
                } else {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Cholesky(l));
    }

    /** The solution of L x = b. */
    public double[] solveLower(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < x.length; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
        return x;
    }

    /** The solution of A x = b. */
    public double[] solve(double[] b) {
        double[] x = solveLower(b);
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }

    /** The inverse of A. */
    public double[][] inverse() {
        int n = factor.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
        return inverse;
    }

    /** Half of the logarithm of the determinant of A. */
    public double halfLogDeterminant() {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) {
            sum += Math.log(factor[i][i]);
        }
        return sum;
    }
}
