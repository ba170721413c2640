package io.mlops4j.core.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;

class SequentialRatesTest {
    private static final double ALPHA = 0.05;

    @Test
    void evidenceIsTheMixtureBesideTheLargestLikelihood() {
        // By the definition: 7 of 10, bound 0.5.
        double mixed = LogBeta.value(7.5, 3.5) - LogBeta.value(0.5, 0.5);
        assertThat(RateMixture.logAbove(0.5, 7, 10)).isCloseTo(mixed - 10 * Math.log(0.5), within(1e-12));
        double best = 7 * Math.log(0.7) + 3 * Math.log(0.3);
        assertThat(RateMixture.logAbove(0.8, 7, 10)).isCloseTo(mixed - best, within(1e-12));
    }

    @Test
    void nothingSeenTellsNothing() {
        assertThat(RateMixture.interval(0, 0, ALPHA)).isEqualTo(new Interval(0, 1));
        assertThat(new RateDifference(0, 0, 0, 0).interval(ALPHA)).isEqualTo(new Interval(-1, 1));
    }

    @Test
    void theLikelihoodOfADifferenceIsThatOfTheBestPairOfRates() {
        // A search over a grid of the lower rate.
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 900_000; i++) {
            double base = i / 1e6;
            best = Math.max(
                    best, RateMixture.logLikelihood(base + 0.1, 12, 88) + RateMixture.logLikelihood(base, 3, 197));
        }
        double mixed = RateMixture.logMixed(12, 100) + RateMixture.logMixed(3, 200);
        assertThat(new RateDifference(12, 100, 3, 200).logBelow(0.1) - mixed)
                .as("12 % and 1.5 % are more than 0.1 apart, so the hypothesis fits")
                .isCloseTo(
                        -(12 * Math.log(0.12) + 88 * Math.log(0.88) + 3 * Math.log(0.015) + 197 * Math.log(0.985)),
                        within(1e-6));
        assertThat(new RateDifference(12, 100, 3, 200).logAbove(0.1) - mixed).isCloseTo(-best, within(1e-6));
    }

    @Test
    void anIntervalNeverCoversLessThanItSaysThoughOneLooksAllTheTime() {
        int runs = 400;
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            int yes = 0;
            boolean out = false;
            for (int n = 1; n <= 1_000 && !out; n++) {
                yes += random.nextDouble() < 0.2 ? 1 : 0;
                out = RateMixture.logAbove(0.2, yes, n) >= -Math.log(ALPHA / 2)
                        || RateMixture.logBelow(0.2, yes, n) >= -Math.log(ALPHA / 2);
            }
            missed += out ? 1 : 0;
        }
        assertThat((double) missed / runs).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void theBetOnTheRoutingIsWonByChanceNoMoreOftenThanItSays() {
        // The margin is met exactly: 3 % against 2 % and a margin of a point.
        assertThat(wonBets(0.03, 0.02, 0.01, 400, 20_000)).isLessThanOrEqualTo((int) (400 * ALPHA));
    }

    @Test
    void theBetOnTheRoutingFindsFivePointsMoreWithinAFewHundredRequests() {
        int[] needed = new int[100];
        for (int run = 0; run < needed.length; run++) {
            needed[run] = canaryRequestsToDetect(run, 0.07, 0.02, 0.005, 0.1);
        }
        Arrays.sort(needed);
        assertThat(needed[50]).as("median of the canary's requests").isLessThan(400);
    }

    private static int wonBets(double rate, double base, double margin, int runs, int requests) {
        int won = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            double[] seen = new double[4];
            for (int n = 1; n <= requests; n++) {
                step(random, seen, rate, base, 0.1);
                if (n % 20 == 0
                        && RoutedHarm.logEvidence(List.of(new RoutedHarm.Round(0.1, seen[0], seen[1], seen[2])), margin)
                                >= -Math.log(ALPHA)) {
                    won++;
                    break;
                }
            }
        }
        return won;
    }

    private static int canaryRequestsToDetect(int seed, double rate, double base, double margin, double weight) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] seen = new double[4];
        while (seen[3] < 5_000) {
            step(random, seen, rate, base, weight);
            if (RoutedHarm.logEvidence(List.of(new RoutedHarm.Round(weight, seen[0], seen[1], seen[2])), margin)
                    >= -Math.log(ALPHA)) {
                break;
            }
        }
        return (int) seen[3];
    }

    /** One request: events of the canary, of the champion, requests of the champion, of the canary. */
    private static void step(SplittableRandom random, double[] seen, double rate, double base, double weight) {
        if (random.nextDouble() < weight) {
            seen[3]++;
            seen[0] += random.nextDouble() < rate ? 1 : 0;
        } else {
            seen[2]++;
            seen[1] += random.nextDouble() < base ? 1 : 0;
        }
    }

    @Test
    void roundsOfOtherWeightsAddUp() {
        RoutedHarm.Round round = new RoutedHarm.Round(0.1, 5, 10, 900);
        RoutedHarm.Round half = new RoutedHarm.Round(0.1, 2.5, 5, 450);
        assertThat(RoutedHarm.logEvidence(List.of(half, half), 0.01))
                .isCloseTo(RoutedHarm.logEvidence(List.of(round), 0.01), within(1e-9));
    }

    @Test
    void aQuantileIsBetweenItsBoundsThoughOneLooksAllTheTime() {
        int runs = 300;
        int missed = 0;
        double[] ends = new double[50];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (i + 1) / 50.0;
        }
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            long[] counts = new long[50];
            boolean out = false;
            for (int n = 1; n <= 2_000 && !out; n++) {
                counts[random.nextInt(50)]++;
                if (n % 10 == 0) {
                    Interval bounds = QuantileBounds.of(ends, counts, 0.9, ALPHA / 2);
                    out = bounds.low() > 0.9 || bounds.high() < 0.9;
                }
            }
            missed += out ? 1 : 0;
        }
        assertThat((double) missed / runs).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void theBoundsOfAQuantileCloseInOnIt() {
        double[] ends = new double[1_000];
        long[] counts = new long[1_000];
        for (int i = 0; i < 1_000; i++) {
            ends[i] = i + 1;
            counts[i] = 100;
        }
        Interval bounds = QuantileBounds.of(ends, counts, 0.99, 0.01);
        assertThat(bounds.low()).isBetween(985.0, 990.0);
        assertThat(bounds.high()).isBetween(990.0, 995.0);
    }
}
