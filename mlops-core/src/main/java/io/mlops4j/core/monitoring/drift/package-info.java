/**
 * Whether data drifted. {@link io.mlops4j.core.monitoring.drift.MultivariateComparison} looks at two tables as a whole.
 */
@NullMarked
package io.mlops4j.core.monitoring.drift;

import org.jspecify.annotations.NullMarked;
