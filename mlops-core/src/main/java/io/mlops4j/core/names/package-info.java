/** Names that users give and ids that the engine gives; start at {@link io.mlops4j.core.names.Names}. */
@NullMarked
package io.mlops4j.core.names;

import org.jspecify.annotations.NullMarked;
