package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.Blobs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stores the chunks of one content in the cheapest way, and counts what that took. Thread-safe. */
final class ChunkStore {
    /** A smaller chunk is stored as it is: a file of the disk would hardly be smaller. */
    private static final int MIN_DELTA_CHUNK_BYTES = 4 << 10;

    /** How many deltas are made at a time: each takes the memory of up to four chunks. */
    private static final int ENCODERS = 2;

    private final Blobs blobs;
    private final Predecessor predecessor;
    private final Map<String, Chunk> stored = new ConcurrentHashMap<>();
    private final AtomicLong storedBytes = new AtomicLong();
    private final AtomicInteger newChunks = new AtomicInteger();
    private final Semaphore encoders = new Semaphore(ENCODERS);
    private final ConcurrentLinkedQueue<Encoding> idle = new ConcurrentLinkedQueue<>();

    ChunkStore(Blobs blobs, Predecessor predecessor) {
        this.blobs = blobs;
        this.predecessor = predecessor;
    }

    /** What it takes to make a delta. */
    private static final class Encoding {
        private final ChunkReader reader;
        private final DeltaEncoder encoder = new DeltaEncoder();
        private final Buffer delta = new Buffer();

        Encoding(Blobs blobs) {
            reader = new ChunkReader(blobs);
        }
    }

    /** How many bytes were stored that were not there before. */
    long storedBytes() {
        return storedBytes.get();
    }

    /** How many chunks were stored, as they are or as a delta. */
    int newChunks() {
        return newChunks.get();
    }

    /**
     * Stores a chunk unless it is there.
     *
     * @param similar the chunk of the previous content that this one may resemble
     */
    Chunk store(Buffer bytes, long endKey, Optional<Chunk> similar) {
        Blobs.Hashed hashed = Blobs.hash(bytes.bytes, 0, bytes.length);
        String digest = hashed.digest();
        Chunk known = stored.get(digest);
        if (known == null) {
            known = predecessor
                    .find(digest)
                    .filter(chunk -> chunk.allBlobs(blobs.store()::contains))
                    .orElse(null);
        }
        if (known != null) {
            return known;
        }
        Chunk chunk = storeNew(hashed, bytes, endKey, similar);
        stored.put(digest, chunk);
        return chunk;
    }

    private Chunk storeNew(Blobs.Hashed hashed, Buffer bytes, long endKey, Optional<Chunk> similar) {
        boolean there = blobs.store().contains(hashed.digest());
        if (!there) {
            newChunks.incrementAndGet();
            if (similar.isPresent() && bytes.length >= MIN_DELTA_CHUNK_BYTES) {
                Optional<Chunk> delta = storeDelta(hashed.digest(), bytes, endKey, similar.get());
                if (delta.isPresent()) {
                    return delta.get();
                }
            }
            storedBytes.addAndGet(bytes.length);
        }
        // Also if it is there: that makes it young, so that no garbage collection takes it before an event names it.
        blobs.put(hashed);
        return Chunk.raw(hashed.digest(), bytes.length, endKey);
    }

    private Optional<Chunk> storeDelta(String digest, Buffer bytes, long endKey, Chunk similar) {
        Chunk.Base base = similar.base();
        encoders.acquireUninterruptibly();
        Encoding encoding = Optional.ofNullable(idle.poll()).orElseGet(() -> new Encoding(blobs));
        try {
            Buffer old = encoding.reader.read(base, "a chunk of the previous content");
            if (!encoding.encoder.encode(old, bytes.bytes, bytes.length, encoding.delta, bytes.length / 2)) {
                return Optional.empty();
            }
            Blobs.Hashed delta = Blobs.hash(encoding.delta.bytes, 0, encoding.delta.length);
            if (!blobs.store().contains(delta.digest())) {
                storedBytes.addAndGet(encoding.delta.length);
            }
            blobs.put(delta);
            return Optional.of(base.changed(digest, bytes.length, endKey, delta.digest()));
        } catch (NotFound | IntegrityViolation e) {
            // A damaged content is no reason to refuse a new one, which then stands on its own.
            return Optional.empty();
        } finally {
            idle.add(encoding);
            encoders.release();
        }
    }
}
