/** What to try next, as pure functions. Start at {@link io.mlops4j.core.tuning.sampling.Proposals}. */
@NullMarked
package io.mlops4j.core.tuning.sampling;

import org.jspecify.annotations.NullMarked;
