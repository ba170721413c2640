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
        Buffer found = read(new Chunk.Base(wanted.digest(), wanted.blob(), wanted.deltas()), where);
        if (found.length != wanted.sizeBytes()) {
            throw new IntegrityViolation("The bytes of " + where + " are " + found.length + ", not "
                    + wanted.sizeBytes() + " as its manifest says.");
        }
        return found;
    }

    /** Reads what a delta was made of, as {@link #read(Chunk, String)} does. */
    Buffer read(Chunk.Base wanted, String where) {
        try {
            load(wanted.blob(), chunk);
            for (String next : wanted.deltas()) {
                load(next, delta);
                Buffer changed = base;
                base = chunk;
                chunk = changed;
                Delta.apply(base, delta, chunk);
            }
            String actual = Blobs.hash(chunk.bytes, 0, chunk.length).digest();
            if (actual.equals(wanted.digest())) {
                return chunk;
            }
            throw new IntegrityViolation("Their digest is " + actual + ", not " + wanted.digest() + ".");
        } catch (IntegrityViolation e) {
            IntegrityViolation cause = findDamage(wanted).orElse(e);
            throw new IntegrityViolation("The bytes of " + where + " are damaged. " + cause.getMessage(), cause);
        } catch (NotFound e) {
            throw new NotFound("A blob of " + where + " is missing. " + e.getMessage(), e);
        }
    }

    /** Which blob it is, if one has not its own digest. */
    private Optional<IntegrityViolation> findDamage(Chunk.Base wanted) {
        try {
            blobs.verify(wanted.blob());
            wanted.deltas().forEach(blobs::verify);
            return Optional.empty();
        } catch (IntegrityViolation e) {
            return Optional.of(e);
        }
    }

    private void load(String blob, Buffer target) {
        target.length = 0;
        target.ensure(SLICE_BYTES);
        try (InputStream in = open(blob)) {
            while (true) {
                if (target.length == target.bytes.length) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    if (target.length >= Cutter.MAX_BYTES) {
                        throw new IntegrityViolation("Blob " + blob + " is larger than a chunk can be.");
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
