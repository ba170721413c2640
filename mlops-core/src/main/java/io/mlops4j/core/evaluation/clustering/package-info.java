/** Clusters of points: {@link io.mlops4j.core.evaluation.clustering.ClusteringTask}. */
@NullMarked
package io.mlops4j.core.evaluation.clustering;

import org.jspecify.annotations.NullMarked;
