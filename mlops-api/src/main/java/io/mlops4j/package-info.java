/**
 * The machine-learning lifecycle inside a Java process. Start at {@link io.mlops4j.Mlops}; the packages below are the steps of a
 * model's life: {@code data}, {@code experiment}, {@code evaluation}, {@code model}, {@code serving}, and {@code governance} through all of
 * it. Every failure is an {@link io.mlops4j.MlopsException} of a kind in this package.
 */
@NullMarked
package io.mlops4j;

import org.jspecify.annotations.NullMarked;
