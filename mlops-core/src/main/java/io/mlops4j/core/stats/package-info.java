/**
 * Numerical methods that know nothing of the domain; {@link io.mlops4j.core.stats.Cholesky} solves symmetric equations,
 * {@link io.mlops4j.core.stats.BcaBootstrap} makes intervals of resamples.
 */
@NullMarked
package io.mlops4j.core.stats;

import org.jspecify.annotations.NullMarked;
