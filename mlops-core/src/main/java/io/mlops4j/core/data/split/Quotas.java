package io.mlops4j.core.data.split;

/**
 * Whole numbers of rows for the parts of each stratum, by largest remainders: each is its ideal rounded down or up. What rounding gave a part too
 * much or too little is remembered and counts in the next stratum, so that many small strata together have the wanted shares too. For one thread.
 */
final class Quotas {
    /** 0.1 · 30 is a bit more than 3, and 0.7 · 10 should never be a bit less than 7. */
    private static final double ROUNDING = 1e-6;

    private final double[] carried;

    Quotas(int parts) {
        this.carried = new double[parts];
    }

    /** Divides rows; {@code ideals} sum to them. */
    int[] divide(int rows, double[] ideals) {
        int[] quotas = new int[ideals.length];
        int left = rows;
        for (int part = 0; part < ideals.length; part++) {
            quotas[part] = (int) Math.floor(ideals[part] + ROUNDING);
            left -= quotas[part];
        }
        boolean[] raised = new boolean[ideals.length];
        for (; left > 0; left--) {
            int best = -1;
            double most = 0;
            for (int part = 0; part < ideals.length; part++) {
                double remainder = ideals[part] - Math.floor(ideals[part] + ROUNDING);
                double lacks = remainder + carried[part];
                if (!raised[part] && remainder > ROUNDING && (best < 0 || lacks > most + ROUNDING)) {
                    best = part;
                    most = lacks;
                }
            }
            raised[best] = true;
            quotas[best]++;
        }
        for (int part = 0; part < ideals.length; part++) {
            carried[part] += ideals[part] - quotas[part];
        }
        return quotas;
    }
}
