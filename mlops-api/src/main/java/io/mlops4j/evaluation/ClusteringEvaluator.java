package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;

/**
 * Evaluates clusters, by scikit-learn's definitions. Made by {@link Evaluator#clustering()}. Immutable.
 *
 * <ul>
 *   <li>By the points themselves: {@code silhouette, davies_bouldin, calinski_harabasz}, with Euclidean distances. The silhouette looks at each pair
 *       of points, shared between the processors.
 *   <li>By true classes: {@code adjusted_rand, normalized_mutual_info, adjusted_mutual_info, homogeneity, completeness, v_measure,
 *       fowlkes_mallows}.
 * </ul>
 *
 * <p>Points count all alike, so weights are refused, and there are no intervals: a resample holds points twice, which lie at distance 0.
 */
public final class ClusteringEvaluator extends Evaluator<ClusteringEvaluator> {
    ClusteringEvaluator(EvaluationOptions options) {
        super(options);
    }

    /**
     * Evaluates how dense clusters are and how far apart.
     *
     * @param points finite, all of one length
     * @param clusters the number of each point's cluster, any numbers
     * @throws InvalidInput if there are no points, the lengths differ, or weights were given
     */
    public Evaluation evaluate(double[][] points, int[] clusters) {
        return EvaluationEngine.installed().clustering(this, points, clusters);
    }

    /**
     * Evaluates how well clusters agree with classes.
     *
     * @param classes the number of each row's class, any numbers
     * @param clusters the number of each row's cluster, any numbers
     * @throws InvalidInput if there are no rows, the lengths differ, or weights were given
     */
    public Evaluation evaluate(int[] classes, int[] clusters) {
        return EvaluationEngine.installed().clustering(this, classes, clusters);
    }

    @Override
    ClusteringEvaluator with(EvaluationOptions changed) {
        return new ClusteringEvaluator(changed);
    }
}
