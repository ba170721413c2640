/** What stands between callers and a model when there are too many of them, or it fails: limits, batches, breakers. */
@NullMarked
package io.mlops4j.core.serving.load;

import org.jspecify.annotations.NullMarked;
