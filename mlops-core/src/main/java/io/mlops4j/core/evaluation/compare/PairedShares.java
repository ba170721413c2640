package io.mlops4j.core.evaluation.compare;

import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.evaluation.Difference.Effect;
import io.mlops4j.evaluation.Interval;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The shares of the same rows that two models get right. All that tells them apart is the rows where one is right and the other wrong.
 *
 * @param onlyModel how many rows only the model gets right
 * @param onlyBaseline how many only the other does
 * @param rows of how many, above 0
 */
record PairedShares(int onlyModel, int onlyBaseline, int rows) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** With fewer discordant rows the chi-square distribution is too rough an approximation. */
    private static final int ENOUGH_FOR_CHI_SQUARE = 25;

    /** Counts; each array has 1 for right, 0 for wrong, and −1 for a row that does not count, which is so in both. */
    static PairedShares of(byte[] model, byte[] baseline) {
        int onlyModel = 0;
        int onlyBaseline = 0;
        int rows = 0;
        for (int i = 0; i < model.length; i++) {
            if (model[i] >= 0) {
                rows++;
                onlyModel += model[i] > baseline[i] ? 1 : 0;
                onlyBaseline += model[i] < baseline[i] ? 1 : 0;
            }
        }
        return new PairedShares(onlyModel, onlyBaseline, rows);
    }

    /** Whether McNemar's test is the binomial one, as it is on fewer than 25 discordant rows. */
    boolean fewDiscordant() {
        return (long) onlyModel + onlyBaseline < ENOUGH_FOR_CHI_SQUARE;
    }

    /** McNemar's test (1947, doi:10.1007/BF02295996) by the binomial distribution of the discordant rows; two-sided. */
    double exactPValue() {
        int discordant = onlyModel + onlyBaseline;
        return discordant == 0
                ? 1
                : Math.min(
                        1,
                        2
                                * BinomialDistribution.of(discordant, 0.5)
                                        .cumulativeProbability(Math.min(onlyModel, onlyBaseline)));
    }

    /** McNemar's test by the chi-square distribution with Edwards' continuity correction; there are discordant rows. */
    double correctedPValue() {
        double apart = Math.max(0, Math.abs((double) onlyModel - onlyBaseline) - 1);
        return Math.min(1, 2 * NORMAL.survivalProbability(apart / Math.sqrt((double) onlyModel + onlyBaseline)));
    }

    /** Tango's score interval of the difference of the shares (1998, Statistics in Medicine 17, 891-908). */
    Interval interval(double confidence) {
        double z = ScoreIntervals.quantile(confidence);
        double low = lowEnd(onlyModel, onlyBaseline, rows, z);
        double high = -lowEnd(onlyBaseline, onlyModel, rows, z);
        return new Interval(low, high, confidence, "Tango, paired");
    }

    /** The difference below the estimate at which the score statistic reaches z; bisected, as the statistic falls all the way. */
    private static double lowEnd(double first, double second, double n, double z) {
        double low = -1;
        double high = (first - second) / n;
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return low;
            }
            if (score(first, second, n, middle) > z) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** Tango's statistic of a hypothetical difference below the estimate, with the nuisance at its constrained maximum likelihood. */
    private static double score(double first, double second, double n, double difference) {
        double b = (2 * n - first + second) * difference - first - second;
        double c = -second * difference * (1 - difference);
        double nuisance = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
        double variance = n * (2 * nuisance + difference * (1 - difference));
        return variance > 0 ? (first - second - n * difference) / Math.sqrt(variance) : Double.POSITIVE_INFINITY;
    }

    /** How much likelier a discordant row is to be one that the model gets right; none if no row is discordant. */
    Optional<Effect> oddsRatio(double confidence) {
        int discordant = onlyModel + onlyBaseline;
        if (discordant == 0) {
            return Optional.empty();
        }
        Interval share = ScoreIntervals.clopperPearson(onlyModel, discordant, confidence);
        return Optional.of(new Effect(
                "odds ratio of discordant rows",
                (double) onlyModel / onlyBaseline,
                new Interval(odds(share.low()), odds(share.high()), confidence, "Clopper-Pearson")));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }
}
