package io.mlops4j.core.monitoring.peers;

/** Arithmetic of shares that the peers have in common. */
final class Shares {
    private Shares() {}

    static double[] of(long[] counts, long rows) {
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (double) counts[i] / rows;
        }
        return shares;
    }

    /** SciPy's {@code distance.jensenshannon}: the square root of the divergence, both sides brought to the sum 1. */
    static double jensenShannon(double[] p, double[] q, double base) {
        double sumP = sum(p);
        double sumQ = sum(q);
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            double a = p[i] / sumP;
            double b = q[i] / sumQ;
            divergence += term(a, (a + b) / 2) + term(b, (a + b) / 2);
        }
        return Math.sqrt(Math.max(0, divergence / 2 / Math.log(base)));
    }

    private static double term(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    static double mean(double[] values) {
        return sum(values) / values.length;
    }

    /** numpy's {@code std}: divided by n. */
    static double deviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
