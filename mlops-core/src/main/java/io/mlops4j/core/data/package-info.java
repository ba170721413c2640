/**
 * What the data step does between a source and the storage: {@link io.mlops4j.core.data.Ingestion} reads, types, profiles and checks
 * a source in a stream, {@link io.mlops4j.core.data.TableReader} reads committed bytes back, and the {@code …Json} classes write the API's
 * values for events and blobs. Nothing here knows journals or blob stores.
 *
 * <p>Every version is CSV: a file's own bytes, or for rows and tables a canonical form that reads back exactly. So there is one path for
 * parsing and profiling, and what a profile describes is what {@code read()} will give.
 */
@NullMarked
package io.mlops4j.core.data;

import org.jspecify.annotations.NullMarked;
