/** How a shadow compares with what was served: start at {@link io.mlops4j.core.serving.shadow.ShadowComparison}. */
@NullMarked
package io.mlops4j.core.serving.shadow;

import org.jspecify.annotations.NullMarked;
