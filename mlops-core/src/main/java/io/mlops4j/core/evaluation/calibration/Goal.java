package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.ThresholdRule.Cost;
import io.mlops4j.evaluation.ThresholdRule.FBeta;
import io.mlops4j.evaluation.ThresholdRule.Objective;
import io.mlops4j.evaluation.ThresholdRule.PrecisionAtRecall;
import io.mlops4j.evaluation.ThresholdRule.RecallAtPrecision;
import io.mlops4j.evaluation.ThresholdRule.Youden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A rule's objective as a number to make as great, or as small, as it gets among the cuts that are admitted. */
final class Goal {
    /** What sums of weights are off by rounding must not decide whether a demand is met. */
    private static final double ROUNDING = 1e-12;

    private final String name;
    private final String description;
    private final Direction direction;
    private final ToDoubleFunction<Cut> value;
    private final Predicate<Cut> admitted;
    private final double beta;

    private Goal(
            String name,
            String description,
            Direction direction,
            ToDoubleFunction<Cut> value,
            Predicate<Cut> admitted,
            double beta) {
        this.name = name;
        this.description = description;
        this.direction = direction;
        this.value = value;
        this.admitted = admitted;
        this.beta = beta;
    }

    static Goal of(Objective objective) {
        if (objective instanceof FBeta f) {
            String name = "f" + number(f.beta());
            return highest(name, "highest " + name, cut -> cut.fBeta(f.beta()), cut -> true, f.beta());
        }
        if (objective instanceof Cost cost) {
            String description = "lowest cost, with " + number(cost.falsePositive()) + " for a false positive and "
                    + number(cost.falseNegative()) + " for a false negative";
            return new Goal(
                    "mean_cost", description, Direction.LOWER_IS_BETTER, cut -> mean(cost, cut), cut -> true, 1);
        }
        if (objective instanceof PrecisionAtRecall at) {
            return highest(
                    "precision",
                    "highest precision with a recall of at least " + number(at.recall()),
                    Cut::precision,
                    cut -> cut.recall() >= at.recall() * (1 - ROUNDING),
                    1);
        }
        if (objective instanceof RecallAtPrecision at) {
            return highest(
                    "recall",
                    "highest recall with a precision of at least " + number(at.precision()),
                    Cut::recall,
                    cut -> cut.precision() >= at.precision() * (1 - ROUNDING),
                    1);
        }
        if (objective instanceof Youden) {
            return highest(
                    "youden",
                    "highest sum of recall and specificity",
                    cut -> cut.recall() + cut.specificity() - 1,
                    cut -> true,
                    1);
        }
        throw new InvalidInput("The objective " + objective + " is none that this release knows.");
    }

    private static Goal highest(
            String name, String description, ToDoubleFunction<Cut> value, Predicate<Cut> admitted, double beta) {
        return new Goal(name, description, Direction.HIGHER_IS_BETTER, value, admitted, beta);
    }

    private static double mean(Cost cost, Cut cut) {
        double falseNegatives = cut.positives() - cut.truePositives();
        return (cost.falsePositive() * cut.falsePositives() + cost.falseNegative() * falseNegatives)
                / (cut.positives() + cut.negatives());
    }

    /** Without a fraction where there is none. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }

    /** By which rule a threshold is chosen, for a person to read. */
    String description() {
        return description;
    }

    /** How many times as much recall counts as precision in the F that is drawn. */
    double beta() {
        return beta;
    }

    /** Whether the cut does what is demanded. */
    boolean admits(Cut cut) {
        return admitted.test(cut);
    }

    /** Whether a cut at a lower score is better. */
    boolean prefers(Cut lower, Cut best) {
        double one = value.applyAsDouble(lower);
        double other = value.applyAsDouble(best);
        // Of equal precisions the one with more recall; elsewhere more recall at the same value means more false
        // positives.
        return direction.isBetter(one, other)
                || (name.equals("precision") && one == other && lower.recall() > best.recall());
    }

    /** What comes of a cut: the value that the rule is about first. */
    List<Metric> metrics(Cut cut) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        put(metrics, Metric.of(name, value.applyAsDouble(cut), direction));
        put(metrics, higher("precision", cut.precision()));
        put(metrics, higher("recall", cut.recall()));
        put(metrics, higher("specificity", cut.specificity()));
        put(metrics, higher("accuracy", cut.accuracy()));
        put(metrics, higher("balanced_accuracy", (cut.recall() + cut.specificity()) / 2));
        put(metrics, higher("f1", cut.fBeta(1)));
        return List.copyOf(metrics.values());
    }

    private static void put(Map<String, Metric> metrics, Metric metric) {
        metrics.putIfAbsent(metric.name(), metric);
    }

    private static Metric higher(String name, double value) {
        return Metric.of(name, value, Direction.HIGHER_IS_BETTER);
    }

    /** Says how far the cuts of these rows are from what is demanded. */
    InvalidInput unreachable(ThresholdScan scan) {
        Cut[] nearest = new Cut[1];
        scan.forEach(scan.weights(), cut -> {
            if (nearest[0] == null || cut.precision() > nearest[0].precision()) {
                nearest[0] = cut;
            }
        });
        return new InvalidInput("No threshold does what was asked, the " + description + ": the best precision is "
                + nearest[0].precision() + ", at the threshold " + nearest[0].score() + " with a recall of "
                + nearest[0].recall() + ". Ask for less, or improve the model.");
    }
}
