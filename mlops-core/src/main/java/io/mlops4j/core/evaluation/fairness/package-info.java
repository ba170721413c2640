/** How evenly groups of rows are treated: {@link io.mlops4j.core.evaluation.fairness.GroupRates} compares the slices of an evaluation. */
@NullMarked
package io.mlops4j.core.evaluation.fairness;

import org.jspecify.annotations.NullMarked;
