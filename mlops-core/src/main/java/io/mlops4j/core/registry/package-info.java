/** Registered models over the journal. Start at {@link io.mlops4j.core.registry.Models}. */
@NullMarked
package io.mlops4j.core.registry;

import org.jspecify.annotations.NullMarked;
