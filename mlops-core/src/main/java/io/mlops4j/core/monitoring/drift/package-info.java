/** Whether and how far columns have changed: of two datasets, and of a stream's window against a reference. */
@NullMarked
package io.mlops4j.core.monitoring.drift;

import org.jspecify.annotations.NullMarked;
