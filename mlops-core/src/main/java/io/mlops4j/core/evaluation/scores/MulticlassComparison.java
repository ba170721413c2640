package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.compare.Contender;
import io.mlops4j.core.evaluation.compare.ModelComparison;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.MulticlassEvaluator;
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
                MulticlassTask.checkDistribution(whose, i, probabilities[i], classes);
            }
        });
    }

    /** The evaluation of the probabilities, with comparisons. */
    static Evaluation added(
            Evaluation evaluation,
            MulticlassEvaluator evaluator,
            int[] labels,
            double[][] probabilities,
            double[] weights) {
        return ModelComparison.added(
                evaluation,
                evaluator.options(),
                probabilities,
                evaluator.baselines(),
                some -> contender(labels, some, weights));
    }

    private static Contender contender(int[] labels, double[][] probabilities, double[] weights) {
        double[] logLoss = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            logLoss[i] = LogLoss.of(labels[i], probabilities[i]);
        }
        IntPredicate right = row -> mostProbable(probabilities[row]) == labels[row];
        return Contender.of(MulticlassRows.of(labels, probabilities, weights))
                .share("accuracy", row -> true, right)
                .share("f1_micro", row -> true, right)
                .meanLoss("log_loss", logLoss);
    }

    private static int mostProbable(double[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            best = probabilities[k] > probabilities[best] ? k : best;
        }
        return best;
    }
}
