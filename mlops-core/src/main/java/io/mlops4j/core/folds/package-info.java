/**
 * Cross-validation: {@link io.mlops4j.core.folds.FoldMaker} divides rows, {@link io.mlops4j.core.folds.FoldWorkers} works on the folds, and
 * {@link io.mlops4j.core.folds.FoldStatistics} tells what their results say.
 */
@NullMarked
package io.mlops4j.core.folds;

import org.jspecify.annotations.NullMarked;
