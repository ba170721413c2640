package io.mlops4j.core.evaluation.fairness;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.Fairness.Disparity;
import io.mlops4j.evaluation.Fairness.Group;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.IntervalMethod;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Reliability;
import io.mlops4j.evaluation.Plot.ReliabilityBin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** The rates of groups, from the confusion and reliability of their slices, and how far they are apart. */
public final class GroupRates {
    private static final String SELECTION = "selection_rate";
    private static final String TRUE_POSITIVE = "true_positive_rate";
    private static final String FALSE_POSITIVE = "false_positive_rate";
    private static final String PRECISION = "precision";
    private static final String BASE = "base_rate";

    private final String column;
    private final double confidence;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private GroupRates(String column, double confidence) {
        this.column = column;
        this.confidence = confidence;
    }

    /** Compares the slices of a column that an evaluation is sliced by. */
    public static Fairness compare(Evaluation evaluation, String column) {
        GroupRates rates = new GroupRates(column, evaluation.confidence());
        Objects.requireNonNull(evaluation.slices().get(column)).forEach(rates::add);
        return rates.fairness(evaluation.task());
    }

    private void add(String value, Evaluation slice) {
        Optional<Confusion> confusion = find(slice, Confusion.class);
        Optional<Reliability> reliability = find(slice, Reliability.class);
        if (confusion.isEmpty()
                || reliability.isEmpty()
                || confusion.get().classes().size() != 2) {
            return;
        }
        List<List<Double>> counts = confusion.get().counts();
        double trueNegatives = counts.get(0).get(0);
        double falsePositives = counts.get(0).get(1);
        double falseNegatives = counts.get(1).get(0);
        double truePositives = counts.get(1).get(1);
        double negatives = trueNegatives + falsePositives;
        double positives = falseNegatives + truePositives;
        double selected = falsePositives + truePositives;
        Map<String, Metric> rates = new LinkedHashMap<>();
        put(rates, SELECTION, selected, positives + negatives);
        put(rates, TRUE_POSITIVE, truePositives, positives);
        put(rates, FALSE_POSITIVE, falsePositives, negatives);
        put(rates, PRECISION, truePositives, selected);
        put(rates, BASE, positives, positives + negatives);
        groups.put(value, new Group(positives + negatives, rates, calibrationError(reliability.get())));
    }

    private static <T extends Plot> Optional<T> find(Evaluation slice, Class<T> kind) {
        return slice.plots().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private void put(Map<String, Metric> rates, String name, double hits, double trials) {
        if (trials > 0) {
            Direction direction = name.equals(FALSE_POSITIVE) ? Direction.LOWER_IS_BETTER : Direction.HIGHER_IS_BETTER;
            Metric rate = Metric.of(name, hits / trials, direction);
            boolean counted = hits == Math.rint(hits) && trials == Math.rint(trials);
            rates.put(
                    name,
                    counted
                            ? rate.withInterval(
                                    ScoreIntervals.of(new Rate(hits, trials), confidence, IntervalMethod.STANDARD))
                            : rate);
        }
    }

    private static double calibrationError(Reliability reliability) {
        double error = 0;
        double rows = 0;
        for (ReliabilityBin bin : reliability.bins()) {
            error += bin.count() * Math.abs(bin.predicted() - bin.observed());
            rows += bin.count();
        }
        return error / rows;
    }

    private Fairness fairness(String task) {
        if (groups.size() < 2) {
            throw new InvalidInput("Fairness compares at least two groups of a binary evaluation; this " + task
                    + " evaluation has " + groups.size() + " that can be compared in '" + column + "'.");
        }
        List<Disparity> disparities = new ArrayList<>();
        disparity("demographic_parity", SELECTION).ifPresent(disparities::add);
        Optional<Disparity> ofPositives = disparity("equal_opportunity", TRUE_POSITIVE);
        ofPositives.ifPresent(disparities::add);
        Optional<Disparity> ofNegatives = disparity("equalized_odds", FALSE_POSITIVE);
        if (ofPositives.isPresent() && ofNegatives.isPresent()) {
            disparities.add(odds(ofPositives.get(), ofNegatives.get()));
        }
        disparity("predictive_parity", PRECISION).ifPresent(disparities::add);
        apart("calibration", "calibration_error", Group::calibrationError, (least, greatest) -> Optional.empty())
                .ifPresent(disparities::add);
        return new Fairness(column, groups, disparities, warnings);
    }

    /** The greater of the two differences and the smaller of the two ratios, as Fairlearn has it. */
    private static Disparity odds(Disparity positives, Disparity negatives) {
        Disparity wider = positives.difference() >= negatives.difference() ? positives : negatives;
        return new Disparity(
                "equalized_odds",
                wider.rate(),
                wider.difference(),
                Math.min(positives.ratio(), negatives.ratio()),
                wider.least(),
                wider.greatest(),
                wider.interval());
    }

    private Optional<Disparity> disparity(String notion, String name) {
        groups.forEach((value, group) -> {
            if (!group.rates().containsKey(name)) {
                warnings.add("The group where '" + column + "' is '" + value + "' has no " + name
                        + ": none of its rows count for it.");
            }
        });
        return apart(
                notion,
                name,
                group -> Optional.ofNullable(group.rates().get(name))
                        .map(Metric::value)
                        .orElse(Double.NaN),
                (least, greatest) -> newcombe(rate(least, name), rate(greatest, name)));
    }

    /** The groups with the least and the greatest value, of those that have one. */
    private Optional<Disparity> apart(
            String notion,
            String name,
            ToDoubleFunction<Group> value,
            BiFunction<String, String, Optional<Interval>> interval) {
        String least = null;
        String greatest = null;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Group> group : groups.entrySet()) {
            double own = value.applyAsDouble(group.getValue());
            if (own < low) {
                low = own;
                least = group.getKey();
            }
            if (own > high) {
                high = own;
                greatest = group.getKey();
            }
        }
        return least == null || greatest == null
                ? Optional.empty()
                : Optional.of(new Disparity(
                        notion,
                        name,
                        high - low,
                        high == 0 ? 1 : low / high,
                        least,
                        greatest,
                        interval.apply(least, greatest)));
    }

    private Metric rate(String group, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(groups.get(group)).rates().get(name));
    }

    /** Newcombe's hybrid score interval of the difference of two independent rates (Statistics in Medicine 17, 1998, page 873, method 10). */
    private Optional<Interval> newcombe(Metric low, Metric high) {
        if (low.findInterval().isEmpty() || high.findInterval().isEmpty()) {
            return Optional.empty();
        }
        Interval interval = Interval.ofDifference(high, low);
        return Optional.of(new Interval(interval.low(), interval.high(), confidence, "Newcombe"));
    }
}
