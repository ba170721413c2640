/** Whether two tables differ as a whole, which no column has to show alone: {@link io.mlops4j.core.monitoring.multivariate.MultivariateComparison}. */
@NullMarked
package io.mlops4j.core.monitoring.multivariate;

import org.jspecify.annotations.NullMarked;
