/**
 * Numerical methods that know nothing of the domain; {@link io.mlops4j.core.stats.Cholesky} solves symmetric equations,
 * {@link io.mlops4j.core.stats.Resamples} draws rows again, {@link io.mlops4j.core.stats.BcaBootstrap} makes intervals of what they show.
 */
@NullMarked
package io.mlops4j.core.stats;

import org.jspecify.annotations.NullMarked;
