package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.compare.Contender;
import io.mlops4j.core.evaluation.compare.ModelComparison;
import io.mlops4j.core.evaluation.slices.WeakSliceSearch;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.MultilabelEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Checks several labels a row and their scores and evaluates them. Stateless. */
public final class MultilabelTask {
    private MultilabelTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(MultilabelEvaluator evaluator, int[][] labels, double[][] scores) {
        Checks.rows("rows of labels", labels.length, "rows of scores", scores.length);
        int columns = labels[0].length;
        if (columns == 0) {
            throw new InvalidInput("The rows of labels have no columns; give one for each label, with 0 or 1 in it.");
        }
        for (int i = 0; i < labels.length; i++) {
            checkLabels(labels[i], i, columns);
        }
        checkScores("", scores, columns);
        evaluator.baselines().forEach((name, others) -> {
            Checks.rows("rows", labels.length, "rows of scores of '" + name + "'", others.length);
            checkScores(" of '" + name + "'", others, columns);
        });
        double[] thresholds = thresholds(evaluator.thresholds(), columns);
        EvaluationOptions options = evaluator.options();
        ClassMeasures all = ClassMeasures.ofLabels(
                ClassMeasures.names("labels", evaluator.labels(), columns), options.confidence());
        List<CustomMetric<int[][], double[][]>> custom =
                Checks.wanted("multilabel", all.all(), evaluator.customMetrics(), options);
        ClassMeasures measures =
                all.wanting(ClassMeasures.bounded(Checks.wanted(all.all(), options), columns, options.only()));
        double[] weights = Checks.weights(options, labels.length);
        Function<double[][], Rows> rows =
                some -> CustomRows.of(MultilabelRows.of(measures, thresholds, labels, some, weights), custom);
        Evaluation evaluation = Assessment.of(rows.apply(scores), options);
        Evaluation searched =
                WeakSliceSearch.added(evaluation, options, "log_loss", () -> losses(labels, scores, thresholds));
        return ModelComparison.added(
                searched,
                options,
                scores,
                evaluator.baselines(),
                some -> contender(rows.apply(some), labels, some, thresholds));
    }

    private static void checkLabels(int[] row, int index, int columns) {
        if (row.length != columns) {
            throw new InvalidInput("The row of labels at index " + index + " has " + row.length
                    + " columns, but the first has " + columns + "; give one for each label.");
        }
        for (int k = 0; k < columns; k++) {
            if (row[k] != 0 && row[k] != 1) {
                throw new InvalidInput("The entry " + row[k] + " for label " + k + " at index " + index
                        + " is not 0 or 1; say 1 for a label that the row has.");
            }
        }
    }

    private static void checkScores(String whose, double[][] scores, int columns) {
        for (int i = 0; i < scores.length; i++) {
            if (scores[i].length != columns) {
                throw new InvalidInput("The row of scores" + whose + " at index " + i + " has " + scores[i].length
                        + " columns, but there are " + columns + " labels; give one for each.");
            }
            for (int k = 0; k < columns; k++) {
                if (!(scores[i][k] >= 0 && scores[i][k] <= 1)) {
                    throw new InvalidInput(
                            "The score " + scores[i][k] + " of label " + k + whose + " at index " + i
                                    + " is not a probability in [0, 1], which log_loss needs; map scores to probabilities first.");
                }
            }
        }
    }

    private static double[] thresholds(List<Double> given, int columns) {
        if (given.size() != 1 && given.size() != columns) {
            throw new InvalidInput("There are " + given.size() + " thresholds for " + columns
                    + " labels; give one for each, or one for all.");
        }
        return IntStream.range(0, columns)
                .mapToDouble(k -> given.get(given.size() == 1 ? 0 : k))
                .toArray();
    }

    private static double[] losses(int[][] labels, double[][] scores, double[] thresholds) {
        double[] losses = new double[labels.length];
        Arrays.parallelSetAll(
                losses, i -> RowScores.of(labels[i], scores[i], thresholds).logLoss());
        return losses;
    }

    private static Contender contender(Rows rows, int[][] labels, double[][] scores, double[] thresholds) {
        return Contender.of(rows)
                .share("accuracy", row -> true, row -> isExact(labels[row], scores[row], thresholds))
                .meanLoss("log_loss", losses(labels, scores, thresholds));
    }

    private static boolean isExact(int[] labels, double[] scores, double[] thresholds) {
        return IntStream.range(0, labels.length).allMatch(k -> scores[k] >= thresholds[k] == (labels[k] == 1));
    }
}
