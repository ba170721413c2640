/** What wires the steps together. Start at {@link io.mlops4j.core.engine.Engine}. */
@NullMarked
package io.mlops4j.core.engine;

import org.jspecify.annotations.NullMarked;
