/**
 * Splits: {@link io.mlops4j.core.data.split.PartingDraft} collects what is wanted, {@link io.mlops4j.core.data.split.Parting} deals the rows, and
 * {@link io.mlops4j.core.data.split.Assignment} is the outcome, two bits a row.
 */
@NullMarked
package io.mlops4j.core.data.split;

import org.jspecify.annotations.NullMarked;
