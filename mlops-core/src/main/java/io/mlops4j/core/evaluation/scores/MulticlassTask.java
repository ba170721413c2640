package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.slices.WeakSliceSearch;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.MulticlassEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Checks labels and probabilities of several classes and evaluates them. Stateless. */
public final class MulticlassTask {
    private MulticlassTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(MulticlassEvaluator evaluator, int[] labels, double[][] probabilities) {
        Checks.rows("labels", labels.length, "rows of probabilities", probabilities.length);
        int classes = probabilities[0].length;
        if (classes < 2) {
            throw new InvalidInput("The rows of probabilities have " + classes
                    + " columns, but there are at least two classes;" + " for one score a row use Evaluator.binary().");
        }
        for (int i = 0; i < labels.length; i++) {
            Checks.label(labels[i], i, classes);
            Checks.distribution("", probabilities[i], i, classes);
        }
        MulticlassComparison.check(evaluator, labels.length, classes);
        EvaluationOptions options = evaluator.options();
        ClassMeasures all = ClassMeasures.ofClasses(
                ClassMeasures.names("classes", evaluator.classes(), classes), evaluator.topK(), options.confidence());
        List<CustomMetric<int[], double[][]>> custom =
                Checks.wanted("multiclass", all.all(), evaluator.customMetrics(), options);
        ClassMeasures measures =
                all.wanting(ClassMeasures.bounded(Checks.wanted(all.all(), options), classes, options.only()));
        double[] weights = Checks.weights(options, labels.length);
        Function<double[][], Rows> rows =
                some -> CustomRows.of(MulticlassRows.of(measures, labels, some, weights), custom);
        Evaluation evaluation = Assessment.of(rows.apply(probabilities), options);
        Evaluation searched =
                WeakSliceSearch.added(evaluation, options, "log_loss", () -> losses(labels, probabilities));
        return MulticlassComparison.added(searched, evaluator, rows, labels, probabilities);
    }

    private static double[] losses(int[] labels, double[][] probabilities) {
        double[] losses = new double[labels.length];
        Arrays.parallelSetAll(losses, i -> LogLoss.of(labels[i], probabilities[i]));
        return losses;
    }
}
