/** Predictions and the labels that come later: how they find each other, how they are kept meanwhile, and how good the predictions were. */
@NullMarked
package io.mlops4j.core.monitoring.performance;

import org.jspecify.annotations.NullMarked;
