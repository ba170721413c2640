/**
 * Change detectors. {@link io.mlops4j.core.stats.change.ChangeDetection} makes them: a {@code RunningDetector} counts and restarts, its {@code Scheme} is the
 * published arithmetic of one regime.
 */
@NullMarked
package io.mlops4j.core.stats.change;

import org.jspecify.annotations.NullMarked;
