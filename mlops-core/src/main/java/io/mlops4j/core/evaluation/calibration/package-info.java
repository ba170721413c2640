/**
 * Probabilities that come true as often as they say, and the score from which on a row is predicted 1:
 * {@link io.mlops4j.core.evaluation.calibration.CalibrationTask} and {@link io.mlops4j.core.evaluation.calibration.ThresholdTask} check what
 * they are handed, the rest of the package is their arithmetic.
 */
@NullMarked
package io.mlops4j.core.evaluation.calibration;

import org.jspecify.annotations.NullMarked;
