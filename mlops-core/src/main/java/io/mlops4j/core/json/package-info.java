/** Reading and writing JSON with sentences for errors; start at {@link io.mlops4j.core.json.Json}. Knows nothing of the domain. */
@NullMarked
package io.mlops4j.core.json;

import org.jspecify.annotations.NullMarked;
