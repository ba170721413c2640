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
import org.jspecify.annotations.Nullable;

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
        disparities.add(calibration());
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
        String least = null;
        String greatest = null;
        for (Map.Entry<String, Group> group : groups.entrySet()) {
            Metric rate = group.getValue().rates().get(name);
            if (rate == null) {
                warnings.add("The group where '" + column + "' is '" + group.getKey() + "' has no " + name
                        + ": none of its rows count for it.");
                continue;
            }
            if (least == null || rate.value() < rate(least, name).value()) {
                least = group.getKey();
            }
            if (greatest == null || rate.value() > rate(greatest, name).value()) {
                greatest = group.getKey();
            }
        }
        if (least == null || greatest == null) {
            return Optional.empty();
        }
        Metric low = rate(least, name);
        Metric high = rate(greatest, name);
        return Optional.of(new Disparity(
                notion,
                name,
                high.value() - low.value(),
                high.value() == 0 ? 1 : low.value() / high.value(),
                least,
                greatest,
                Optional.ofNullable(newcombe(low, high))));
    }

    private Metric rate(String group, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(groups.get(group)).rates().get(name));
    }

    /** Newcombe's hybrid score interval of the difference of two independent rates (Statistics in Medicine 17, 1998, page 873, method 10). */
    private @Nullable Interval newcombe(Metric low, Metric high) {
        if (low.findInterval().isEmpty() || high.findInterval().isEmpty()) {
            return null;
        }
        double difference = high.value() - low.value();
        double below =
                Math.hypot(high.value() - high.interval().low(), low.interval().high() - low.value());
        double above = Math.hypot(
                high.interval().high() - high.value(),
                low.value() - low.interval().low());
        return new Interval(difference - below, difference + above, confidence, "Newcombe");
    }

    private Disparity calibration() {
        String least = null;
        String greatest = null;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Group> group : groups.entrySet()) {
            double error = group.getValue().calibrationError();
            if (error < low) {
                low = error;
                least = group.getKey();
            }
            if (error > high) {
                high = error;
                greatest = group.getKey();
            }
        }
        return new Disparity(
                "calibration",
                "calibration_error",
                high - low,
                high == 0 ? 1 : low / high,
                Objects.requireNonNull(least),
                Objects.requireNonNull(greatest),
                Optional.empty());
    }
}
