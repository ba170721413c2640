package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contents in a blob store: bytes of any length, of which a new version stores only what is new.
 *
 * <pre>{@code
 * try (ContentWriter writer = contents.writer(previous)) {
 *     in.transferTo(writer.sink());
 *     ContentRef ref = writer.finish().ref();
 * }
 * InputStream same = contents.open(ref);
 * }</pre>
 *
 * <p>Thread-safe; many threads and processes may write one content at a time.
 */
public final class Contents {
    private final Blobs blobs;

    /** Contents in a blob store. */
    public Contents(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * What was written.
     *
     * @param ref names the content
     * @param storedBytes how many bytes the store did not have before, with the manifest
     * @param chunks how many chunks the content has
     * @param newChunks how many of them were stored, as they are or as a difference
     */
    public record Written(ContentRef ref, long storedBytes, int chunks, int newChunks) {}

    /**
     * Begins a content.
     *
     * @param previous the content that it is likely to resemble, or null. It has to stay in the store as long as the new one, which may refer to its
     *     blobs (the manifest of the new one names them). One that is damaged or missing only costs room.
     */
    public ContentWriter writer(@Nullable ContentRef previous) {
        return new ContentWriter(blobs, previous == null ? Predecessor.NONE : predecessor(previous));
    }

    private Predecessor predecessor(ContentRef previous) {
        if (previous.manifest() == null && previous.sizeBytes() > Cutter.MAX_BYTES) {
            return Predecessor.NONE;
        }
        try {
            return new Predecessor(manifest(previous).chunks());
        } catch (NotFound | IntegrityViolation e) {
            return Predecessor.NONE;
        }
    }

    /**
     * Opens a content. Its bytes are verified chunk by chunk before they are given out; a read throws {@link IntegrityViolation} where they are damaged and {@link
     * NotFound} where a blob is missing. The stream is for one thread and needs the memory of up to three chunks.
     *
     * @throws NotFound if it is not there
     * @throws IntegrityViolation if what lists its chunks is damaged
     */
    public InputStream open(ContentRef content) {
        return open(content, 0, content.sizeBytes());
    }

    /**
     * Opens a part of a content, as {@link #open(ContentRef)} does; only the chunks that it touches are read.
     *
     * @param offset where it begins, from 0
     * @param length how many bytes it has
     * @throws InvalidInput if the content has no such part
     * @throws NotFound if it is not there
     * @throws IntegrityViolation if what lists its chunks is damaged
     */
    public InputStream open(ContentRef content, long offset, long length) {
        if (offset < 0 || length < 0 || offset > content.sizeBytes() - length) {
            throw new InvalidInput("There are no " + length + " bytes at " + offset + " in content " + content.digest()
                    + ", which has " + content.sizeBytes() + ".");
        }
        if (content.manifest() == null && content.sizeBytes() > Cutter.MAX_BYTES) {
            return openBlob(content, offset, length);
        }
        return new ContentInputStream(
                new ChunkReader(blobs), content.digest(), manifest(content).chunks(), offset, length);
    }

    /** One blob larger than a chunk can be: from before contents were cut. */
    private InputStream openBlob(ContentRef content, long offset, long length) {
        InputStream all = blobs.open(content.digest());
        if (length == content.sizeBytes()) {
            return all;
        }
        try {
            all.skipNBytes(offset);
            return new PartInputStream(all, length);
        } catch (IOException e) {
            throw new StorageFailure("Blob " + content.digest() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private Manifest manifest(ContentRef content) {
        String digest = content.manifest();
        if (digest == null) {
            int size = Math.toIntExact(content.sizeBytes());
            return new Manifest(List.of(Chunk.raw(content.digest(), size, 0)));
        }
        Manifest manifest = Manifest.read(blobs.read("Manifest " + digest, digest));
        if (!manifest.digest().equals(content.digest()) || manifest.sizeBytes() != content.sizeBytes()) {
            throw new IntegrityViolation("Manifest " + digest + " is that of content " + manifest.digest() + " of "
                    + manifest.sizeBytes() + " bytes, not of " + content.digest() + " of " + content.sizeBytes()
                    + " bytes.");
        }
        return manifest;
    }
}
