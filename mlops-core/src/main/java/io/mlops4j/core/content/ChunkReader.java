package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Blobs;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings chunks into the heap, verified: whatever blobs and deltas a chunk is made of, its digest must come out. So the blobs below need no
 * verification of their own, unless something is wrong and the question is where. Not thread-safe; it keeps up to three chunks' worth of memory.
 */
final class ChunkReader {
    /** A read of more at once makes the JVM allocate as much outside of the heap. */
    private static final int SLICE_BYTES = 64 << 10;

    private final Blobs blobs;
    private Buffer chunk = new Buffer();
    private Buffer base = new Buffer();
    private final Buffer delta = new Buffer();

    ChunkReader(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * Reads a chunk. What is returned is good until the next call.
     *
     * @param where the chunk's place, for the message of a failure: {@code chunk 3 of content …}
     * @throws IntegrityViolation if its bytes are not those that were stored
     * @throws NotFound if a blob is missing
     */
    Buffer read(Chunk wanted, String where) {
        try {
            chunk.length = 0;
            wanted.blobs().forEach(blob -> load(blob, chunk));
            for (String next : wanted.deltas()) {
                delta.length = 0;
                load(next, delta);
                Buffer changed = base;
                base = chunk;
                chunk = changed;
                Delta.apply(base, delta, chunk);
            }
            requireDigest(wanted.digest(), 0);
            if (chunk.length != wanted.sizeBytes()) {
                throw new IntegrityViolation("They are " + chunk.length + ", not " + wanted.sizeBytes() + ".");
            }
            return chunk;
        } catch (IntegrityViolation e) {
            IntegrityViolation cause = findDamage(wanted).orElse(e);
            throw new IntegrityViolation("The bytes of " + where + " are damaged. " + cause.getMessage(), cause);
        } catch (NotFound e) {
            throw new NotFound("A blob of " + where + " is missing. " + e.getMessage(), e);
        }
    }

    /**
     * Reads blobs and joins them. What is returned is good until the next call.
     *
     * @throws IntegrityViolation if one is damaged
     * @throws NotFound if one is missing
     */
    Buffer join(List<String> blobs) {
        chunk.length = 0;
        for (String blob : blobs) {
            int start = chunk.length;
            load(blob, chunk);
            requireDigest(blob, start);
        }
        return chunk;
    }

    private void requireDigest(String digest, int start) {
        String actual = Blobs.hash(chunk.bytes, start, chunk.length - start).digest();
        if (!actual.equals(digest)) {
            throw new IntegrityViolation("Their digest is " + actual + ", not " + digest + ".");
        }
    }

    /** Which blob it is, if one has not its own digest. */
    private Optional<IntegrityViolation> findDamage(Chunk wanted) {
        try {
            wanted.parts().forEach(blobs::verify);
            return Optional.empty();
        } catch (IntegrityViolation e) {
            return Optional.of(e);
        }
    }

    /** Appends a blob. */
    private void load(String blob, Buffer target) {
        int limit = target.length + Cutter.MAX_BYTES;
        try (InputStream in = open(blob)) {
            // What a file says is available is all of it, and the end is met with room left.
            int expected = Math.min(Math.max(in.available(), SLICE_BYTES), Cutter.MAX_BYTES);
            target.ensure(target.length + expected + 1);
            while (true) {
                if (target.length == target.bytes.length) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    target.ensure(target.length + 1);
                    target.bytes[target.length++] = (byte) next;
                }
                int room = Math.min(target.bytes.length - target.length, SLICE_BYTES);
                int read = in.read(target.bytes, target.length, room);
                if (read < 0) {
                    return;
                }
                target.length += read;
                if (target.length > limit) {
                    throw new IntegrityViolation("Blob " + blob + " is larger than a chunk can be.");
                }
            }
        } catch (IOException e) {
            throw new StorageFailure("Blob " + blob + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private InputStream open(String blob) {
        Optional<Path> file = blobs.store().localFile(blob);
        if (file.isPresent()) {
            try {
                return new FileInputStream(file.get().toFile());
            } catch (FileNotFoundException e) {
                // It was deleted a moment ago, or may not be read: the store says which.
            }
        }
        return blobs.store().open(blob);
    }
}
