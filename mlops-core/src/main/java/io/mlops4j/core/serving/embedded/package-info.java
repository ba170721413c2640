/** A model without an engine around it: no directory, no journal, no endpoint. The entry type is {@link io.mlops4j.core.serving.embedded.LocalScorer}. */
@NullMarked
package io.mlops4j.core.serving.embedded;

import org.jspecify.annotations.NullMarked;
