package io.mlops4j.core.serving.split;

import io.mlops4j.core.serving.rollout.ArmEvidence;
import io.mlops4j.core.serving.rollout.Asymptotic;
import io.mlops4j.core.serving.rollout.Moments;
import io.mlops4j.core.stats.sequential.Interval;
import io.mlops4j.core.stats.sequential.RateDifference;
import io.mlops4j.core.stats.sequential.RateMixture;
import io.mlops4j.serving.BanditStrategy;
import io.mlops4j.serving.LabelMetric;
import io.mlops4j.serving.SplitReport;
import io.mlops4j.serving.SplitReport.Effect;
import io.mlops4j.serving.SplitReport.VersionResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How versions compare, and what shares a bandit gives them. Pure functions of the evidence. */
public final class SplitStatistics {
    private static final double ALPHA = 0.05;
    private static final int GRID = 400;

    private SplitStatistics() {}

    /** A name and a number of a version. */
    public record Named(String name, int number) {}

    /** What a metric is: which values, which way is better, and in which range they are if that is known. */
    private record Measured(String key, boolean higherIsBetter, Optional<double[]> range) {
        Moments of(ArmEvidence arm) {
            return key.equals("error_rate") ? arm.failures() : arm.value(key);
        }

        /** The values on a scale from 0 to 1. */
        Moments unit(Moments moments, double lowest, double width) {
            return new Moments(moments.count(), (moments.sum() - lowest * moments.count()) / width, Double.NaN);
        }
    }

    private static Measured measured(String metric, SplitSettings settings) {
        if (metric.equals("error_rate")) {
            return new Measured(metric, false, Optional.of(new double[] {0, 1}));
        }
        for (LabelMetric label : LabelMetric.values()) {
            if (label.title().equals(metric)) {
                return new Measured(
                        metric,
                        label.higherIsBetter(),
                        label.bounded() ? Optional.of(new double[] {0, 1}) : Optional.empty());
            }
        }
        Optional<double[]> range = settings.bandit()
                .filter(reward -> reward.name().equals(metric))
                .map(reward -> new double[] {reward.lowest(), reward.highest()});
        return new Measured("meter " + metric, true, range);
    }

    /** How versions compare in a metric. */
    public static SplitReport report(
            String metric, SplitSettings settings, List<Named> versions, List<ArmEvidence> arms) {
        Measured measured = measured(metric, settings);
        List<Moments> values = arms.stream().map(measured::of).toList();
        double[] best = probabilitiesBest(values, measured);
        List<VersionResult> results = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Moments moments = values.get(i);
            Interval interval = interval(moments, measured);
            results.add(new VersionResult(
                    versions.get(i).name(),
                    versions.get(i).number(),
                    moments.count(),
                    moments.mean(),
                    interval.low(),
                    interval.high(),
                    best[i]));
            if (i > 0) {
                Interval difference = difference(moments, values.get(0), measured);
                double better = probabilitiesBest(List.of(moments, values.get(0)), measured)[0];
                effects.add(new Effect(
                        versions.get(i).name(),
                        versions.get(0).name(),
                        moments.mean() - values.get(0).mean(),
                        difference.low(),
                        difference.high(),
                        better));
            }
        }
        Comparator<VersionResult> byMean = Comparator.comparingDouble(
                result -> Double.isNaN(result.mean()) ? Double.NEGATIVE_INFINITY : sign(measured) * result.mean());
        results.sort(byMean.reversed());
        return new SplitReport(metric, measured.higherIsBetter(), results, effects);
    }

    private static double sign(Measured measured) {
        return measured.higherIsBetter() ? 1 : -1;
    }

    private static Interval interval(Moments moments, Measured measured) {
        double side = ALPHA / 2;
        return measured.range()
                .map(range -> {
                    double width = range[1] - range[0];
                    Moments unit = measured.unit(moments, range[0], width);
                    Interval mean = RateMixture.interval(unit.sum(), (double) unit.count(), side);
                    return new Interval(range[0] + mean.low() * width, range[0] + mean.high() * width);
                })
                .orElseGet(() -> Asymptotic.mean(moments, side));
    }

    private static Interval difference(Moments one, Moments base, Measured measured) {
        double side = ALPHA / 2;
        return measured.range()
                .map(range -> {
                    double width = range[1] - range[0];
                    Moments here = measured.unit(one, range[0], width);
                    Moments there = measured.unit(base, range[0], width);
                    Interval unit = new RateDifference(
                                    here.sum(), (double) here.count(), there.sum(), (double) there.count())
                            .interval(side);
                    return new Interval(unit.low() * width, unit.high() * width);
                })
                .orElseGet(() -> Asymptotic.difference(one, base, side));
    }

    /** What is believed of a mean: a Beta of a share after a uniform prior, else a normal distribution around the mean. */
    private static ContinuousDistribution belief(Moments moments, Measured measured) {
        if (measured.range().isPresent()) {
            double[] range = measured.range().get();
            Moments unit = measured.unit(moments, range[0], range[1] - range[0]);
            double yes = Math.min((double) unit.count(), Math.max(0, unit.sum()));
            return BetaDistribution.of(1 + yes, 1 + unit.count() - yes);
        }
        if (moments.count() < 2) {
            return NormalDistribution.of(0, 1e6);
        }
        double mean = moments.mean();
        double variance = Math.max(0, moments.sumOfSquares() / moments.count() - mean * mean);
        double error = Math.sqrt(variance / moments.count());
        return NormalDistribution.of(mean, Math.max(error, Math.max(1e-12, Math.abs(mean) * 1e-12)));
    }

    /** The integral, over what one mean may be, of the probability that it is and that all others are worse. */
    private static double[] probabilitiesBest(List<Moments> values, Measured measured) {
        List<ContinuousDistribution> beliefs =
                values.stream().map(moments -> belief(moments, measured)).toList();
        double low = beliefs.stream()
                .mapToDouble(b -> b.inverseCumulativeProbability(1e-9))
                .min()
                .orElse(0);
        double high = beliefs.stream()
                .mapToDouble(b -> b.inverseCumulativeProbability(1 - 1e-9))
                .max()
                .orElse(1);
        double[][] upTo = new double[beliefs.size()][GRID + 1];
        for (int i = 0; i < upTo.length; i++) {
            for (int k = 0; k <= GRID; k++) {
                double at = low + (high - low) * k / GRID;
                upTo[i][k] = beliefs.get(i).cumulativeProbability(at);
            }
        }
        double[] best = new double[upTo.length];
        for (int i = 0; i < best.length; i++) {
            for (int k = 0; k < GRID; k++) {
                double here = upTo[i][k + 1] - upTo[i][k];
                double othersWorse = 1;
                for (int j = 0; j < best.length; j++) {
                    double below = (upTo[j][k] + upTo[j][k + 1]) / 2;
                    othersWorse *= j == i ? 1 : measured.higherIsBetter() ? below : 1 - below;
                }
                best[i] += here * othersWorse;
            }
        }
        double sum = Arrays.stream(best).sum();
        return Arrays.stream(best).map(p -> p / sum).toArray();
    }

    /** The shares that a bandit gives its versions now. */
    public static List<Double> shares(SplitSettings settings, List<ArmEvidence> arms) {
        SplitSettings.Reward reward = settings.bandit().orElseThrow();
        Measured measured = measured(reward.name(), settings);
        List<Moments> values = arms.stream().map(measured::of).toList();
        if (reward.strategy() instanceof BanditStrategy.Thompson) {
            return boxed(probabilitiesBest(values, measured));
        }
        if (reward.strategy() instanceof BanditStrategy.EpsilonGreedy greedy) {
            return greedy(values, greedy.epsilon());
        }
        return upperConfidence(values, measured, reward);
    }

    private static List<Double> greedy(List<Moments> values, double epsilon) {
        int best = unseen(values)
                .findFirst()
                .orElseGet(
                        () -> highest(values.stream().mapToDouble(Moments::mean).toArray()));
        double[] shares = new double[values.size()];
        Arrays.fill(shares, epsilon / shares.length);
        shares[best] += 1 - epsilon;
        return boxed(shares);
    }

    private static List<Double> upperConfidence(List<Moments> values, Measured measured, SplitSettings.Reward reward) {
        int[] unseen = unseen(values).toArray();
        double[] shares = new double[values.size()];
        if (unseen.length > 0) {
            for (int i : unseen) {
                shares[i] = 1.0 / unseen.length;
            }
            return boxed(shares);
        }
        double total = values.stream().mapToDouble(Moments::count).sum();
        double[] bounds = values.stream()
                .map(moments -> measured.unit(moments, reward.lowest(), reward.highest() - reward.lowest()))
                .mapToDouble(unit -> unit.mean() + Math.sqrt(2 * Math.log(total) / unit.count()))
                .toArray();
        shares[highest(bounds)] = 1;
        return boxed(shares);
    }

    private static IntStream unseen(List<Moments> values) {
        return IntStream.range(0, values.size()).filter(i -> values.get(i).count() == 0);
    }

    private static int highest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
