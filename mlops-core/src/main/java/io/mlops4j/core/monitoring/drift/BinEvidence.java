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
 *
 * <p>Bins that the reference never had are apart. Whether rows fall there at all is one question, and where the others fall is a second one, whose answers are independent under a Dirichlet
 * distribution, so the product of their e-values is one. Asked together, an alternative that spreads its shares more than the reference's does would also expect the empty bins to be emptier, and would gain
 * by every row that does not fall there: with 50 rows of reference that alone alarmed in every fifth window. The first question's e-value is the mean of 1 and of the ratio for any greater share, so
 * that asking it costs a factor of two at most.
 */
public final class BinEvidence {
    private static final double[] CONCENTRATIONS = {10, 100, 1_000};

    /** If rows fall where the reference never had any, the odds are one to so many, and very unsure; never lesser than those that the reference leaves, or emptiness would count. */
    private static final double STRANGE_ODDS = 9;

    private final double[] prior;
    private final double total;
    private final double[] priorGamma;
    private final double[][] alternatives;
    private final double[][] alternativeGamma;
    private final boolean[] never;
    private final double nevers;

    /**
     * Evidence against a reference that had all of the bins.
     *
     * @param prior the reference's counts: all above 0
     */
    public BinEvidence(double[] prior) {
        this(prior, new boolean[prior.length]);
    }

    /**
     * Evidence against a reference.
     *
     * @param prior the reference's counts, with whatever stands for values that it happens not to have: all above 0
     * @param never which bins the reference never had; not all of them
     */
    public BinEvidence(double[] prior, boolean[] never) {
        this.prior = prior.clone();
        this.never = never.clone();
        double sum = 0;
        double apart = 0;
        for (int k = 0; k < prior.length; k++) {
            sum += never[k] ? 0 : prior[k];
            apart += never[k] ? prior[k] : 0;
        }
        this.total = sum;
        this.nevers = apart;
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
        double strange = 0;
        for (int k = 0; k < counts.length; k++) {
            n += never[k] ? 0 : counts[k];
            strange += never[k] ? counts[k] : 0;
        }
        return (n == 0 ? 0 : amongKnown(counts, n)) + (nevers == 0 || n + strange == 0 ? 0 : ofStrange(strange, n));
    }

    /** Whether more rows fall into bins that the reference never had than it leaves to expect. */
    private double ofStrange(double strange, double known) {
        double ratio = share(strange, known, nevers, Math.min(total, nevers * STRANGE_ODDS))
                - share(strange, known, nevers, total);
        return ratio > 0 ? ratio + Math.log((1 + Math.exp(-ratio)) / 2) : Math.log((1 + Math.exp(ratio)) / 2);
    }

    /** The log likelihood of a share that is beta distributed. */
    private static double share(double hits, double others, double a, double b) {
        return LogGamma.value(a + b)
                - LogGamma.value(a)
                - LogGamma.value(b)
                + LogGamma.value(a + hits)
                + LogGamma.value(b + others)
                - LogGamma.value(a + b + hits + others);
    }

    private double amongKnown(double[] counts, double n) {
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

    private double likelihood(double[] a, double[] gammas, double sum, double[] counts, double n) {
        double log = LogGamma.value(sum) - LogGamma.value(sum + n);
        for (int k = 0; k < a.length; k++) {
            if (counts[k] > 0 && !never[k]) {
                log += LogGamma.value(a[k] + counts[k]) - gammas[k];
            }
        }
        return log;
    }
}
