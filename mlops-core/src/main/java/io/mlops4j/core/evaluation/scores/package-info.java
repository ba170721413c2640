/**
 * Scores of classes and numbers: {@link io.mlops4j.core.evaluation.scores.BinaryRows} and its siblings measure by scikit-learn's definitions.
 */
@NullMarked
package io.mlops4j.core.evaluation.scores;

import org.jspecify.annotations.NullMarked;
