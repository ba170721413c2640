/** Weights of ensembles: {@link io.mlops4j.core.ensemble.StackFitting} learns them. */
@NullMarked
package io.mlops4j.core.ensemble;

import org.jspecify.annotations.NullMarked;
