package io.mlops4j.core.serving.rollout;

import io.mlops4j.core.stats.sequential.Interval;
import io.mlops4j.core.stats.sequential.RateDifference;
import io.mlops4j.core.stats.sequential.RateMixture;
import io.mlops4j.core.stats.sequential.RoutedHarm;
import io.mlops4j.core.stats.sketch.LogBuckets;
import io.mlops4j.core.stats.tests.LocationShift;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.LabelMetric;
import io.mlops4j.serving.Rollout.GuardStatus;
import io.mlops4j.serving.Rollout.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the guards of a rollout say of its evidence. A pure function of both, so every process that has the same evidence says the same.
 *
 * <p>What may go wrong, one minus the confidence, is divided over the guards, for each over its two sides, and for each side over the steps. A step is a stratum: each has an interval of
 * its own, and these are averaged with the canary's requests as weights. A guard fails when the average, or a single step, is surely beyond the bound, and passes
 * when the average is surely within.
 */
public final class Judgement {
    /** How much of the error for failing goes to the bet on the routing, which is quicker; the rest to the interval that is shown. */
    private static final double SHARE_OF_BET = 0.75;

    /** Kayenta's documents ask for at least so many values. */
    private static final long ENOUGH_FOR_KAYENTA = 50;

    private final RolloutSettings settings;
    private final List<Stratum> strata;
    private final double alpha;

    private Judgement(RolloutSettings settings, List<Stratum> strata) {
        this.settings = settings;
        this.strata = strata;
        this.alpha = (1 - settings.confidence()) / Math.max(1, settings.guards().size()) / 2;
    }

    /** A step with its evidence. */
    private record Stratum(double weight, StepEvidence evidence) {
        ArmEvidence canary() {
            return evidence.canary();
        }

        ArmEvidence champion() {
            return evidence.champion();
        }
    }

    /** Where a step's difference is, and how much it counts. */
    private record Weighed(Interval interval, double weight) {}

    /**
     * What each guard says.
     *
     * @param evidence of each step that was entered, the first one first
     */
    public static List<GuardStatus> of(RolloutSettings settings, List<StepEvidence> evidence) {
        List<Stratum> strata = new ArrayList<>();
        for (int i = 0; i < evidence.size(); i++) {
            strata.add(new Stratum(settings.steps().get(i), evidence.get(i)));
        }
        Judgement judgement = new Judgement(settings, strata);
        return settings.guards().stream().map(judgement::status).toList();
    }

    private GuardStatus status(Guard guard) {
        if (guard instanceof Guard.ErrorRate errors) {
            return errors(errors);
        }
        if (guard instanceof Guard.Latency latency) {
            return latency(latency);
        }
        if (guard instanceof Guard.Metric metric) {
            return metric(metric);
        }
        if (guard instanceof Guard.Meter meter) {
            return meter(meter);
        }
        if (guard instanceof Guard.Kayenta kayenta) {
            return kayenta(kayenta);
        }
        return drift((Guard.PredictionDrift) guard);
    }

    private double perStep() {
        return alpha / settings.steps().size();
    }

    private GuardStatus errors(Guard.ErrorRate guard) {
        Function<ArmEvidence, Moments> failed = arm -> Moments.ofShare(arm.errors(), arm.units());
        if (!guard.relative()) {
            return means(guard, failed, guard.limit(), stratum -> {
                Moments canary = failed.apply(stratum.canary());
                return RateMixture.interval(canary.sum(), (double) canary.count(), perStep());
            });
        }
        GuardStatus status = means(
                guard, failed, guard.limit(), stratum -> difference(failed, stratum, perStep() * (1 - SHARE_OF_BET)));
        return status.verdict() != Verdict.FAIL && harmful(guard) ? failing(status) : status;
    }

    /** Whether the bet on the routing shows too many errors. */
    private boolean harmful(Guard.ErrorRate guard) {
        List<RoutedHarm.Round> rounds = strata.stream()
                .filter(stratum -> stratum.weight() < 1 && stratum.champion().units() > 0)
                .map(stratum -> new RoutedHarm.Round(
                        stratum.weight(),
                        (double) stratum.canary().errors(),
                        (double) stratum.champion().errors(),
                        (double) stratum.champion().units()))
                .toList();
        return RoutedHarm.logEvidence(rounds, guard.limit()) >= -Math.log(alpha * SHARE_OF_BET);
    }

    /** The bet says more than the interval: the difference is surely beyond the bound. */
    private static GuardStatus failing(GuardStatus status) {
        double bound = ((Guard.ErrorRate) status.guard()).limit();
        return new GuardStatus(
                status.guard(),
                Verdict.FAIL,
                status.champion(),
                status.canary(),
                Math.max(bound, status.low()),
                Math.max(bound, status.high()),
                status.championCount(),
                status.canaryCount());
    }

    private static Interval difference(Function<ArmEvidence, Moments> value, Stratum stratum, double level) {
        Moments canary = value.apply(stratum.canary());
        Moments champion = value.apply(stratum.champion());
        return new RateDifference(canary.sum(), canary.count(), champion.sum(), champion.count()).interval(level);
    }

    private GuardStatus metric(Guard.Metric guard) {
        LabelMetric metric = guard.metric();
        Function<ArmEvidence, Moments> value = arm -> arm.value(metric.title());
        GuardStatus status = metric.bounded()
                ? worse(guard, value, metric.higherIsBetter(), guard.margin(), s -> difference(value, s, perStep()))
                : worse(
                        guard,
                        value,
                        metric.higherIsBetter(),
                        guard.margin(),
                        s -> Asymptotic.difference(value.apply(s.canary()), value.apply(s.champion()), perStep()));
        return status;
    }

    private GuardStatus meter(Guard.Meter guard) {
        Function<ArmEvidence, Moments> value = arm -> arm.value("meter " + guard.name());
        double width = guard.highest() - guard.lowest();
        return worse(guard, value, guard.higherIsBetter(), guard.margin(), stratum -> {
            Interval unit = difference(arm -> unit(value.apply(arm), guard.lowest(), width), stratum, perStep());
            return new Interval(unit.low() * width, unit.high() * width);
        });
    }

    /** The same values on a scale from 0 to 1; their squares are not asked for. */
    private static Moments unit(Moments moments, double lowest, double width) {
        return new Moments(moments.count(), (moments.sum() - lowest * moments.count()) / width, Double.NaN);
    }

    /** A guard on a mean that may be worse by a margin: where higher is better the canary's difference may not be below. */
    private GuardStatus worse(
            Guard guard,
            Function<ArmEvidence, Moments> value,
            boolean higherIsBetter,
            double margin,
            Function<Stratum, Interval> interval) {
        if (!higherIsBetter) {
            return means(guard, value, margin, interval);
        }
        GuardStatus mirrored = means(guard, value, margin, stratum -> {
            Interval difference = interval.apply(stratum);
            return new Interval(-difference.high(), -difference.low());
        });
        return new GuardStatus(
                guard,
                mirrored.verdict(),
                mirrored.champion(),
                mirrored.canary(),
                -mirrored.high(),
                -mirrored.low(),
                mirrored.championCount(),
                mirrored.canaryCount());
    }

    private GuardStatus means(
            Guard guard, Function<ArmEvidence, Moments> value, double bound, Function<Stratum, Interval> interval) {
        List<Weighed> weighed = new ArrayList<>();
        Moments champion = Moments.NONE;
        Moments canary = Moments.NONE;
        for (Stratum stratum : strata) {
            Moments here = value.apply(stratum.canary());
            Moments there = value.apply(stratum.champion());
            if (here.count() > 0 && (there.count() > 0 || !guard.relative())) {
                weighed.add(new Weighed(interval.apply(stratum), here.count()));
            }
            champion = champion.plus(there);
            canary = canary.plus(here);
        }
        return status(
                guard,
                weighed,
                bound,
                champion.count() == 0 ? Optional.empty() : Optional.of(champion.mean()),
                canary.count() == 0 ? Optional.empty() : Optional.of(canary.mean()),
                champion.count(),
                canary.count());
    }

    private static GuardStatus status(
            Guard guard,
            List<Weighed> weighed,
            double bound,
            Optional<Double> champion,
            Optional<Double> canary,
            long championCount,
            long canaryCount) {
        if (weighed.isEmpty()) {
            return new GuardStatus(
                    guard,
                    Verdict.UNDECIDED,
                    champion,
                    canary,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    championCount,
                    canaryCount);
        }
        double total = weighed.stream().mapToDouble(Weighed::weight).sum();
        double low = weighed.stream()
                        .mapToDouble(w -> w.interval().low() * w.weight())
                        .sum()
                / total;
        double high = weighed.stream()
                        .mapToDouble(w -> w.interval().high() * w.weight())
                        .sum()
                / total;
        boolean oneBeyond = weighed.stream().anyMatch(w -> w.interval().low() > bound);
        Verdict verdict = low > bound || oneBeyond ? Verdict.FAIL : high <= bound ? Verdict.PASS : Verdict.UNDECIDED;
        return new GuardStatus(guard, verdict, champion, canary, low, high, championCount, canaryCount);
    }

    private GuardStatus latency(Guard.Latency guard) {
        List<Weighed> weighed = new ArrayList<>();
        Map<Long, Long> championTimes = new TreeMap<>();
        Map<Long, Long> canaryTimes = new TreeMap<>();
        for (Stratum stratum : strata) {
            Map<Long, Long> here = stratum.canary().latencies();
            Map<Long, Long> there = stratum.champion().latencies();
            if (!here.isEmpty() && (!there.isEmpty() || !guard.relative())) {
                // Two quantiles share the error of a ratio.
                double level = perStep() / (guard.relative() ? 2 : 1);
                Interval canary = LatencyTimes.of(here).bounds(guard.quantile(), level);
                Interval bounds = guard.relative()
                        ? ratio(canary, LatencyTimes.of(there).bounds(guard.quantile(), level))
                        : canary;
                weighed.add(new Weighed(bounds, LatencyTimes.of(here).total()));
            }
            here.forEach((time, count) -> canaryTimes.merge(time, count, Long::sum));
            there.forEach((time, count) -> championTimes.merge(time, count, Long::sum));
        }
        LatencyTimes champion = LatencyTimes.of(championTimes);
        LatencyTimes canary = LatencyTimes.of(canaryTimes);
        return status(
                guard,
                weighed,
                guard.limit(),
                champion.quantile(guard.quantile()),
                canary.quantile(guard.quantile()),
                champion.total(),
                canary.total());
    }

    /** As Kayenta judges: of the present step, by what a fixed sample would say. */
    private GuardStatus kayenta(Guard.Kayenta guard) {
        StepEvidence present = strata.isEmpty()
                ? new StepEvidence(ArmEvidence.NONE, ArmEvidence.NONE)
                : strata.get(strata.size() - 1).evidence();
        SortedMap<Double, Long> champion = sizes(guard, present.champion());
        SortedMap<Double, Long> canary = sizes(guard, present.canary());
        long championCount = sum(champion);
        long canaryCount = sum(canary);
        if (Math.min(championCount, canaryCount) < ENOUGH_FOR_KAYENTA) {
            return new GuardStatus(
                    guard,
                    Verdict.UNDECIDED,
                    median(champion),
                    median(canary),
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    championCount,
                    canaryCount);
        }
        LocationShift shift = LocationShift.of(canary, champion, guard.confidence());
        double tolerated = guard.tolerance() * Math.abs(shift.estimate());
        boolean higher = shift.low() > tolerated && guard.change() != Guard.Kayenta.Change.DECREASE;
        boolean lower = shift.high() < -tolerated && guard.change() != Guard.Kayenta.Change.INCREASE;
        return new GuardStatus(
                guard,
                higher || lower ? Verdict.FAIL : Verdict.PASS,
                median(champion),
                median(canary),
                shift.low(),
                shift.high(),
                championCount,
                canaryCount);
    }

    /** The values of a version, how many by size; times in seconds. */
    private static SortedMap<Double, Long> sizes(Guard.Kayenta guard, ArmEvidence arm) {
        SortedMap<Double, Long> sizes = new TreeMap<>();
        if (guard.findMeter().isEmpty()) {
            arm.latencies().forEach((nanos, count) -> sizes.put(nanos / 1e9, count));
        } else {
            arm.spreads()
                    .getOrDefault(guard.findMeter().get(), Map.of())
                    .forEach((code, count) -> sizes.put(LogBuckets.value(code), count));
        }
        return sizes;
    }

    private static Optional<Double> median(SortedMap<Double, Long> sizes) {
        long before = 0;
        long all = sum(sizes);
        for (Map.Entry<Double, Long> entry : sizes.entrySet()) {
            before += entry.getValue();
            if (2 * before >= all) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    private static Interval ratio(Interval canary, Interval champion) {
        return new Interval(
                canary.low() / champion.high(),
                champion.low() == 0 ? Double.POSITIVE_INFINITY : canary.high() / champion.low());
    }

    /**
     * The distance of two distributions is the sum of what one has more of, class by class, and half the sum of all differences, since they sum to nothing: bounds of each class bound
     * both.
     */
    private GuardStatus drift(Guard.PredictionDrift guard) {
        List<Weighed> weighed = new ArrayList<>();
        long champion = 0;
        long canary = 0;
        for (Stratum stratum : strata) {
            Map<String, Long> here = binned(stratum.canary());
            Map<String, Long> there = binned(stratum.champion());
            long hereCount = sum(here);
            long thereCount = sum(there);
            champion += thereCount;
            canary += hereCount;
            if (hereCount > 0 && thereCount > 0) {
                weighed.add(new Weighed(distance(here, there, hereCount, thereCount), hereCount));
            }
        }
        return status(guard, weighed, guard.distance(), Optional.empty(), Optional.empty(), champion, canary);
    }

    private Interval distance(Map<String, Long> here, Map<String, Long> there, long hereCount, long thereCount) {
        TreeSet<String> classes = new TreeSet<>(here.keySet());
        classes.addAll(there.keySet());
        double low = 0;
        double high = 0;
        double both = 0;
        for (String name : classes) {
            Interval share = new RateDifference(
                            here.getOrDefault(name, 0L), hereCount, there.getOrDefault(name, 0L), thereCount)
                    .interval(perStep() / classes.size());
            low += Math.max(0, share.low());
            high += Math.max(0, share.high());
            both += Math.max(Math.abs(share.low()), Math.abs(share.high())) / 2;
        }
        return new Interval(low, Math.min(1, Math.min(high, both)));
    }

    private static Map<String, Long> binned(ArmEvidence arm) {
        Map<String, Long> counts = new TreeMap<>(arm.classes());
        counts.remove(PredictionBins.UNBINNED);
        return counts;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
