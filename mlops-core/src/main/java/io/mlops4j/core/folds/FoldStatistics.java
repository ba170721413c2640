package io.mlops4j.core.folds;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.experiment.CrossValidationResult;
import io.mlops4j.experiment.CrossValidationSummary;
import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.FoldComparison;
import io.mlops4j.experiment.MetricSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.statistics.distribution.TDistribution;

/** What the results of folds say; {@link MetricSummary} has the formulas and their source. Stateless. */
public final class FoldStatistics {
    private static final String METHOD = "corrected resampled t (Nadeau and Bengio)";

    private FoldStatistics() {}

    /** See {@link CrossValidationResult#summary(double)}. */
    public static CrossValidationSummary summarize(CrossValidationResult result, double confidence) {
        checkConfidence(confidence);
        List<String> warnings = new ArrayList<>(result.folds().warnings());
        Set<String> names = new LinkedHashSet<>();
        result.evaluations()
                .forEach(evaluation -> names.addAll(evaluation.metrics().keySet()));
        Map<String, MetricSummary> metrics = new LinkedHashMap<>();
        for (String name : names) {
            List<Fold> folds = new ArrayList<>();
            List<Metric> values = new ArrayList<>();
            for (int i = 0; i < result.evaluations().size(); i++) {
                Evaluation evaluation = result.evaluations().get(i);
                if (evaluation.findMetric(name).filter(FoldStatistics::isFinite).isPresent()) {
                    folds.add(result.folds().all().get(i));
                    values.add(evaluation.metric(name));
                }
            }
            if (values.size() < result.folds().size()) {
                warnings.add(name + " is a finite number in " + values.size() + " of "
                        + result.folds().size() + " folds; "
                        + (values.size() < 2 ? "it is left out." : "what is said of it is of those alone."));
            }
            if (values.size() >= 2) {
                metrics.put(name, summarize(name, folds, values, confidence));
            }
        }
        return new CrossValidationSummary(
                result.plan().toString(), result.folds().size(), metrics, warnings);
    }

    private static boolean isFinite(Metric metric) {
        return Double.isFinite(metric.value());
    }

    private static MetricSummary summarize(String name, List<Fold> folds, List<Metric> metrics, double confidence) {
        double[] values = metrics.stream().mapToDouble(Metric::value).toArray();
        Spread spread = Spread.of(values, folds);
        return new MetricSummary(
                name,
                metrics.get(0).direction(),
                values.length,
                spread.mean(),
                spread.stddev(),
                spread.standardError(),
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow(),
                spread.interval(confidence));
    }

    /** See {@link CrossValidationResult#compare(CrossValidationResult, String, double)}. */
    public static FoldComparison compare(
            CrossValidationResult first, CrossValidationResult second, String metric, double confidence) {
        checkConfidence(confidence);
        if (!first.folds().sameRows(second.folds())) {
            throw new InvalidInput("The two cross-validations, " + first.plan() + " and " + second.plan()
                    + ", do not have the same folds, so their results cannot be paired;"
                    + " use the same plan and seed on the same table.");
        }
        if (first.folds().size() < 2) {
            throw new InvalidInput("One fold has no spread to test a difference by; use at least two.");
        }
        Direction direction = first.evaluations().get(0).metric(metric).direction();
        double[] differences = new double[first.folds().size()];
        for (int i = 0; i < differences.length; i++) {
            double one = first.evaluations().get(i).metric(metric).value();
            double other = second.evaluations().get(i).metric(metric).value();
            differences[i] = direction == Direction.CLOSER_TO_ZERO_IS_BETTER
                    ? direction.asLoss(one) - direction.asLoss(other)
                    : one - other;
            if (!Double.isFinite(differences[i])) {
                throw new InvalidInput("Metric '" + metric + "' is " + one + " and " + other + " in "
                        + first.folds().all().get(i).name() + ", which have no finite difference.");
            }
        }
        Spread spread = Spread.of(differences, first.folds().all());
        double t = spread.mean() == 0 ? 0 : spread.mean() / spread.standardError();
        return new FoldComparison(
                metric,
                direction,
                differences.length,
                spread.mean(),
                spread.stddev(),
                t,
                Math.min(1, 2 * TDistribution.of(differences.length - 1).survivalProbability(Math.abs(t))),
                spread.interval(confidence));
    }

    private static void checkConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new InvalidInput("The confidence " + confidence + " is not between 0 and 1; give 0.95.");
        }
    }

    /** How values spread over folds that share rows. */
    private record Spread(int count, double mean, double stddev, double standardError) {
        static Spread of(double[] values, List<Fold> folds) {
            double mean = mean(values);
            double variance = 0;
            for (double value : values) {
                variance += (value - mean) * (value - mean) / (values.length - 1);
            }
            double trained = folds.stream().mapToLong(Fold::trainSize).sum();
            double tested = folds.stream().mapToLong(Fold::testSize).sum();
            double error = Math.sqrt((1.0 / values.length + tested / trained) * variance);
            return new Spread(values.length, mean, Math.sqrt(variance), error);
        }

        /** Exact where all are the same, so that nothing spreads then. */
        private static double mean(double[] values) {
            double offset = 0;
            for (double value : values) {
                offset += (value - values[0]) / values.length;
            }
            return values[0] + offset;
        }

        Interval interval(double confidence) {
            double reach = TDistribution.of(count - 1).inverseSurvivalProbability((1 - confidence) / 2) * standardError;
            return new Interval(mean - reach, mean + reach, confidence, METHOD + ", " + count + " folds");
        }
    }
}
