package io.mlops4j.core.stats.sequential;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Evidence that events do not fall on two versions as requests are routed to them, at every look: under the hypothesis each event is the canary's with a known probability, whatever the rate of events is
 * at that time (Lindon and Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022, arXiv:2011.03567). It exceeds 1/alpha at any look with probability alpha at most.
 */
public final class Attribution {
    /** How sure the prior is of the weight, in events. */
    private static final double CONCENTRATION = 10;

    private Attribution() {}

    /**
     * The logarithm of the evidence.
     *
     * @param canary the events of the canary
     * @param champion those of the champion
     * @param weight the probability of the canary, between 0 and 1, both excluded
     */
    public static double logEvidence(double canary, double champion, double weight) {
        double a = CONCENTRATION * weight;
        double b = CONCENTRATION * (1 - weight);
        return LogBeta.value(a + canary, b + champion)
                - LogBeta.value(a, b)
                - canary * Math.log(weight)
                - champion * Math.log1p(-weight);
    }
}
