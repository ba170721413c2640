package io.mlops4j.core.stats.tests;

/**
 * P(D ≤ d), exactly, as an element of the n-th power of a matrix of order 2⌈nd⌉ − 1 (Durbin 1973; Marsaglia, Tsang and Wang 2003,
 * doi:10.18637/jss.v008.i18). For where n·d is small; O((nd)³ log n).
 */
final class KolmogorovMatrix {
    /** Beyond this power of two an element is scaled back. */
    private static final int BIG = 400;

    private final int order;
    private final double[] cells;
    private final long exponent;

    private KolmogorovMatrix(int order, double[] cells, long exponent) {
        this.order = order;
        this.cells = cells;
        this.exponent = exponent;
    }

    static double below(int n, double d) {
        int k = (int) Math.ceil(n * d);
        KolmogorovMatrix power = of(k, k - n * d).power(n);
        double element = power.cells[(k - 1) * power.order + k - 1];
        long exponent = power.exponent;
        // Times n! / nⁿ.
        for (int i = 1; i <= n; i++) {
            element = element * i / n;
            if (element < Math.scalb(1.0, -BIG)) {
                element = Math.scalb(element, BIG);
                exponent -= BIG;
            }
        }
        return Math.scalb(element, (int) Math.max(-5000, Math.min(5000, exponent)));
    }

    /** The matrix for n·d = k − h. */
    private static KolmogorovMatrix of(int k, double h) {
        int order = 2 * k - 1;
        double[] reciprocal = new double[order + 1];
        reciprocal[0] = 1;
        for (int i = 1; i <= order; i++) {
            reciprocal[i] = reciprocal[i - 1] / i;
        }
        double[] cells = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 1; j <= Math.min(i + 1, order - 1); j++) {
                cells[i * order + j] = reciprocal[i - j + 1];
            }
        }
        for (int i = 0; i < order; i++) {
            double edge = (1 - Math.pow(h, i + 1)) * reciprocal[i + 1];
            cells[i * order] = edge;
            cells[(order - 1) * order + order - 1 - i] = edge;
        }
        cells[(order - 1) * order] =
                (1 - 2 * Math.pow(h, order) + Math.pow(Math.max(0, 2 * h - 1), order)) * reciprocal[order];
        return new KolmogorovMatrix(order, cells, 0);
    }

    private KolmogorovMatrix power(int n) {
        if (n == 1) {
            return this;
        }
        KolmogorovMatrix half = power(n / 2);
        KolmogorovMatrix even = half.times(half);
        return n % 2 == 0 ? even : even.times(this);
    }

    private KolmogorovMatrix times(KolmogorovMatrix other) {
        double[] product = new double[cells.length];
        for (int i = 0; i < order; i++) {
            for (int k = 0; k < order; k++) {
                double left = cells[i * order + k];
                for (int j = 0; j < order; j++) {
                    product[i * order + j] += left * other.cells[k * order + j];
                }
            }
        }
        long sum = exponent + other.exponent;
        double middle = product[(order / 2) * order + order / 2];
        if (middle > Math.scalb(1.0, BIG)) {
            for (int i = 0; i < product.length; i++) {
                product[i] = Math.scalb(product[i], -BIG);
            }
            sum += BIG;
        }
        return new KolmogorovMatrix(order, product, sum);
    }
}
