/**
 * What a backend author implements: {@link io.mlops4j.spi.Journal} and {@link io.mlops4j.spi.BlobStore} for storage,
 * {@code ModelRuntime} for a format of models. {@code MlopsProvider} is how the engine itself is found.
 */
@NullMarked
package io.mlops4j.spi;

import org.jspecify.annotations.NullMarked;
