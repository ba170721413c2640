/** How versions that share the requests of an endpoint compare, and how shares follow rewards: start at {@link io.mlops4j.core.serving.split.SplitStatistics}. */
@NullMarked
package io.mlops4j.core.serving.split;

import org.jspecify.annotations.NullMarked;
