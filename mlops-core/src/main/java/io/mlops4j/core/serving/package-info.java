/** Endpoints over the journal, and the request path. Start at {@link io.mlops4j.core.serving.Endpoints}. */
@NullMarked
package io.mlops4j.core.serving;

import org.jspecify.annotations.NullMarked;
