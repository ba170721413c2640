/**
 * The machine-learning lifecycle inside a Java process. Every failure is an {@link io.mlops4j.MlopsException} of a kind in this
 * package.
 */
@NullMarked
package io.mlops4j;

import org.jspecify.annotations.NullMarked;
