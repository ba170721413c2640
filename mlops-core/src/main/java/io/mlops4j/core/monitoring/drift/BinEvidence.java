package io.mlops4j.core.monitoring.drift;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The evidence, as an e-value, that counts do not come from where a reference's counts come from: a test martingale, so that it may be looked at after every row, and {@code E >= 1/α}
 * happens without any change with a probability of at most α, whenever one looks.
 *
 * <p>It is the ratio of two Dirichlet-multinomial likelihoods of the counts. Without a change the shares are those of the reference, as far as its sample tells: a Dirichlet distribution
 * with the reference's counts as parameters, so that a small reference is not taken as exact. With one, the shares lie around those of the reference: the same mean with a concentration of
 * 10, 100 and 1 000, the mean of the three. The formulas are those of statistics textbooks (Johnson, Kotz and Balakrishnan 1997, chapter 35); that such a ratio is a martingale is Ville's.
 * Takes time linear in the bins, whatever the counts.
 */
public final class BinEvidence {
    private static final double[] CONCENTRATIONS = {10, 100, 1_000};

    private final double[] prior;
    private final double total;
    private final double[] priorGamma;
    private final double[][] alternatives;
    private final double[][] alternativeGamma;

    /**
     * Evidence against a reference.
     *
     * @param prior the reference's counts, with whatever stands for values that it happens not to have: all above 0
     */
    public BinEvidence(double[] prior) {
        this.prior = prior.clone();
        double sum = 0;
        for (double a : prior) {
            sum += a;
        }
        this.total = sum;
        this.priorGamma = gammas(prior);
        this.alternatives = new double[CONCENTRATIONS.length][];
        this.alternativeGamma = new double[CONCENTRATIONS.length][];
        for (int i = 0; i < CONCENTRATIONS.length; i++) {
            double[] alternative = new double[prior.length];
            for (int k = 0; k < prior.length; k++) {
                alternative[k] = CONCENTRATIONS[i] * prior[k] / sum;
            }
            alternatives[i] = alternative;
            alternativeGamma[i] = gammas(alternative);
        }
    }

    private static double[] gammas(double[] a) {
        double[] gammas = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            gammas[k] = LogGamma.value(a[k]);
        }
        return gammas;
    }

    /** The natural logarithm of the e-value of some counts, one for each bin; 0 without any. */
    public double log(double[] counts) {
        double n = 0;
        for (double count : counts) {
            n += count;
        }
        if (n == 0) {
            return 0;
        }
        double without = likelihood(prior, priorGamma, total, counts, n);
        double[] with = new double[CONCENTRATIONS.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < with.length; i++) {
            with[i] = likelihood(alternatives[i], alternativeGamma[i], CONCENTRATIONS[i], counts, n) - without;
            most = Math.max(most, with[i]);
        }
        double sum = 0;
        for (double each : with) {
            sum += Math.exp(each - most);
        }
        return most + Math.log(sum / with.length);
    }

    /** The same of whole counts. */
    public double log(long[] counts) {
        double[] reals = new double[counts.length];
        for (int k = 0; k < reals.length; k++) {
            reals[k] = counts[k];
        }
        return log(reals);
    }

    private static double likelihood(double[] a, double[] gammas, double sum, double[] counts, double n) {
        double log = LogGamma.value(sum) - LogGamma.value(sum + n);
        for (int k = 0; k < a.length; k++) {
            if (counts[k] > 0) {
                log += LogGamma.value(a[k] + counts[k]) - gammas[k];
            }
        }
        return log;
    }
}
