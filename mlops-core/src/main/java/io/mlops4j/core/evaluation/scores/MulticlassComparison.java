package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.compare.Contender;
import io.mlops4j.core.evaluation.compare.ModelComparison;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.MulticlassEvaluator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** Compares the probabilities that several models give to several classes. */
final class MulticlassComparison {
    private MulticlassComparison() {}

    /** Refuses probabilities of another number of rows or classes, or that are none. */
    static void check(MulticlassEvaluator evaluator, int rows, int classes) {
        evaluator.baselines().forEach((name, probabilities) -> {
            Checks.rows("rows", rows, "rows of probabilities of '" + name + "'", probabilities.length);
            String whose = " of '" + name + "'";
            for (int i = 0; i < rows; i++) {
                Checks.distribution(whose, probabilities[i], i, classes);
            }
        });
    }

    /** The evaluation of the probabilities, with comparisons. */
    static Evaluation added(
            Evaluation evaluation,
            MulticlassEvaluator evaluator,
            Function<double[][], Rows> rows,
            int[] labels,
            double[][] probabilities) {
        return ModelComparison.added(
                evaluation,
                evaluator.options(),
                probabilities,
                evaluator.baselines(),
                some -> contender(evaluator, rows.apply(some), labels, some));
    }

    private static Contender contender(
            MulticlassEvaluator evaluator, Rows rows, int[] labels, double[][] probabilities) {
        double[] logLoss = new double[labels.length];
        double[] brier = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            logLoss[i] = LogLoss.of(labels[i], probabilities[i]);
            brier[i] = MulticlassRows.distance(probabilities[i], labels[i]);
        }
        IntPredicate right = row -> MulticlassRows.mostProbable(probabilities[row]) == labels[row];
        Contender contender = Contender.of(rows).meanLoss("log_loss", logLoss).meanLoss("brier", brier);
        for (String name : List.of("accuracy", "precision_micro", "recall_micro", "recall_weighted", "f1_micro")) {
            contender.share(name, row -> true, right);
        }
        for (int count : evaluator.topK()) {
            contender.share(
                    ClassMeasures.topName(count),
                    row -> true,
                    row -> MulticlassRows.ahead(probabilities[row], labels[row]) < count);
        }
        return contender;
    }
}
