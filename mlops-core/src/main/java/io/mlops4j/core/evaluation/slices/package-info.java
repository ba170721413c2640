/** Where a model does worst: {@link io.mlops4j.core.evaluation.slices.WeakSliceSearch} looks through the values of columns, alone and together. */
@NullMarked
package io.mlops4j.core.evaluation.slices;

import org.jspecify.annotations.NullMarked;
