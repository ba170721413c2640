/** Which parameters matter. Start at {@link io.mlops4j.core.tuning.importance.Importance}. */
@NullMarked
package io.mlops4j.core.tuning.importance;

import org.jspecify.annotations.NullMarked;
