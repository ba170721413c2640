/**
 * Two models on the same rows. A task describes each as a {@link io.mlops4j.core.evaluation.compare.Contender}, and
 * {@link io.mlops4j.core.evaluation.compare.ModelComparison} finds for each metric how far they are apart.
 */
@NullMarked
package io.mlops4j.core.evaluation.compare;

import org.jspecify.annotations.NullMarked;
