/** The language of run filters. Start at {@link io.mlops4j.core.experiment.filter.FilterParser}. */
@NullMarked
package io.mlops4j.core.experiment.filter;

import org.jspecify.annotations.NullMarked;
