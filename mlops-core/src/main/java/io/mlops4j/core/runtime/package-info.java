/** Model runtimes: which there are, and how a stored model gets into one. Start at {@link io.mlops4j.core.runtime.ModelRuntimes}. */
@NullMarked
package io.mlops4j.core.runtime;

import org.jspecify.annotations.NullMarked;
