/** How good predictions are while nobody knows yet what was true: from calibrated probabilities, and from a model of the loss. */
@NullMarked
package io.mlops4j.core.monitoring.estimate;

import org.jspecify.annotations.NullMarked;
