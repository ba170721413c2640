/**
 * Contents of any size, kept so that a new version costs what changed. {@link io.mlops4j.core.content.Contents} is the entry: bytes go in
 * through a {@link io.mlops4j.core.content.ContentWriter}, which gives a {@link io.mlops4j.core.content.ContentRef}, and come out
 * verified.
 *
 * <p>Bytes are cut where their content says so ({@code Cutter}), so that an insertion moves no cut but those around it. A chunk that the
 * previous content has is not stored again; one that resembles a chunk of it is stored as a {@code Delta}; any other is a blob. A {@code
 * Manifest}, itself a blob, lists the chunks. Knows nothing of what the bytes are.
 */
@NullMarked
package io.mlops4j.core.content;

import org.jspecify.annotations.NullMarked;
