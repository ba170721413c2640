/**
 * Blob stores: immutable bytes addressed by their SHA-256. {@link io.mlops4j.core.blob.FileBlobStore} keeps each blob in a file,
 * {@link io.mlops4j.core.blob.InMemoryBlobStore} in the heap; {@link io.mlops4j.core.blob.Digests} makes and checks the
 * addresses. Knows nothing of what the bytes are.
 */
@NullMarked
package io.mlops4j.core.blob;

import org.jspecify.annotations.NullMarked;
