package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.ServiceLoader;

/**
 * What computes the metrics behind {@link Evaluator}, found by {@link ServiceLoader}: {@code mlops-core} brings it. Safe for use by
 * many threads; the arrays handed over are only read.
 */
public interface EvaluationEngine {
    /** Evaluates two classes; a score of at least the threshold predicts 1. */
    Evaluation binary(EvaluationOptions options, double threshold, int[] labels, double[] scores);

    /** Evaluates several classes. */
    Evaluation multiclass(EvaluationOptions options, int[] labels, double[][] probabilities);

    /** Evaluates numbers. */
    Evaluation regression(EvaluationOptions options, double[] targets, double[] predictions);

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
