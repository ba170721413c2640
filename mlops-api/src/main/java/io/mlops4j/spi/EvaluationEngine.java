package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.MulticlassEvaluator;
import io.mlops4j.evaluation.RegressionEvaluator;
import java.util.ServiceLoader;

/**
 * What computes the metrics behind {@link Evaluator}, found by {@link ServiceLoader}: {@code mlops-core} brings it. An evaluator is what to
 * do, the engine does it. Safe for use by many threads; the arrays handed over are only read.
 */
public interface EvaluationEngine {
    /** Evaluates two classes. */
    Evaluation binary(BinaryEvaluator evaluator, int[] labels, double[] scores);

    /** Evaluates several classes. */
    Evaluation multiclass(MulticlassEvaluator evaluator, int[] labels, double[][] probabilities);

    /** Evaluates numbers. */
    Evaluation regression(RegressionEvaluator evaluator, double[] targets, double[] predictions);

    /** Compares the groups of a column that an evaluation of two classes is sliced by. */
    Fairness fairness(Evaluation evaluation, String column);

    /** Writes an evaluation as JSON. */
    String json(Evaluation evaluation);

    /** What {@link Evaluation#toHtml()} gives. */
    String html(Evaluation evaluation);

    /** What {@link Evaluation#toMarkdown()} gives. */
    String markdown(Evaluation evaluation);

    /** Reads what {@link #json} wrote. */
    Evaluation read(String json);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static EvaluationEngine installed() {
        return ServiceLoader.load(EvaluationEngine.class, EvaluationEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new NotFound("Nothing on the class or module path can evaluate: add the dependency"
                        + " io.mlops4j:mlops-core."));
    }
}
