package io.mlops4j.core.stats.sequential;

import java.util.List;

/**
 * Evidence, at every look, that one of two arms has more events than the other by over a margin, where chance decides which arm a request goes to. It is a bet on each request: an event
 * of the new arm multiplies the stake by {@code a = q / w}, a request of the base arm by {@code 1 - (1 - b)(event + margin)} with {@code b = (1 - q) / (1 - w)}. With {@code w} the probability of
 * the new arm the expected factor is {@code 1 + (q - w)(rate - base rate - margin)}, so the stake cannot be expected to grow unless the margin is exceeded, whatever the
 * rates do over time. This is the attribution test of Lindon and Malek (NeurIPS 2022, arXiv 2011.03567), with a margin. The bet is spread over a grid of
 * ratios of rates, {@code q = w r / (w r + 1 - w)}.
 *
 * <p>Steps with other weights are further rounds of the same bet. Values between 0 and 1 instead of events are taken by the chord of the logarithm, which is below
 * it, so the stake is never too large.
 */
public final class RoutedHarm {
    private static final double[] RATIOS = {1.1, 1.2, 1.35, 1.5, 1.75, 2, 2.5, 3, 4, 6, 10, 20, 50};

    private RoutedHarm() {}

    /**
     * What was seen while the weight stayed.
     *
     * @param weight the probability of the new arm, between 0 and 1, both excluded
     * @param events how many events the new arm had
     * @param baseEvents how many the base arm had
     * @param baseCount how many requests the base arm had
     */
    public record Round(double weight, double events, double baseEvents, double baseCount) {}

    /** The logarithm of the stake after some rounds; the margin is a rate, from 0. */
    public static double logEvidence(List<Round> rounds, double margin) {
        double[] logs = new double[RATIOS.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < RATIOS.length; i++) {
            for (Round round : rounds) {
                logs[i] += log(round, RATIOS[i], margin);
            }
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / RATIOS.length);
    }

    private static double log(Round round, double ratio, double margin) {
        double w = round.weight();
        double q = w * ratio / (w * ratio + 1 - w);
        double lost = 1 - (1 - q) / (1 - w);
        // A bet that could lose more than the stake is not placed.
        double worst = Math.min(1, 0.999 / (1 + margin) / lost);
        lost *= worst;
        double won = 1 + worst * (q / w - 1);
        return round.events() * Math.log(won)
                + (round.baseCount() - round.baseEvents()) * Math.log1p(-lost * margin)
                + round.baseEvents() * Math.log1p(-lost * (1 + margin));
    }
}
