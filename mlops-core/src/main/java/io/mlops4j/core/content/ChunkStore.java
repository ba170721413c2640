package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.Blobs;
import java.util.ArrayList;
import java.util.List;
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

    /** A delta that has no more than this part of the chunk is not worth a look at the neighbours. */
    private static final int GOOD_RATIO = 16;

    /** How many deltas are made at a time: each takes the memory of some five chunks. */
    private static final int ENCODERS = 2;

    private final Blobs blobs;
    private final Predecessor predecessor;
    private final Map<String, Chunk> stored = new ConcurrentHashMap<>();
    private final AtomicLong storedBytes = new AtomicLong();
    private final AtomicInteger newChunks = new AtomicInteger();
    private final Semaphore encoders = new Semaphore(ENCODERS);
    private final ConcurrentLinkedQueue<Encoding> idle = new ConcurrentLinkedQueue<>();

    /** The one that joins chunks, which takes more memory and is seldom needed: one at a time. */
    private final Encoding joined;

    ChunkStore(Blobs blobs, Predecessor predecessor) {
        this.blobs = blobs;
        this.predecessor = predecessor;
        this.joined = new Encoding(blobs);
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
    Chunk store(Buffer bytes, long endKey, Optional<Predecessor.Similar> similar) {
        Blobs.Hashed hashed = Blobs.hash(bytes.bytes, 0, bytes.length);
        String digest = hashed.digest();
        Chunk known = stored.get(digest);
        if (known == null) {
            known = predecessor
                    .find(digest)
                    .filter(chunk -> chunk.parts().allMatch(blobs.store()::contains))
                    .orElse(null);
        }
        if (known != null) {
            return known;
        }
        Chunk chunk = storeNew(hashed, bytes, endKey, similar);
        stored.put(digest, chunk);
        return chunk;
    }

    private Chunk storeNew(Blobs.Hashed hashed, Buffer bytes, long endKey, Optional<Predecessor.Similar> similar) {
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

    private Optional<Chunk> storeDelta(String digest, Buffer bytes, long endKey, Predecessor.Similar similar) {
        encoders.acquireUninterruptibly();
        Encoding encoding = Optional.ofNullable(idle.poll()).orElseGet(() -> new Encoding(blobs));
        try {
            Chunk chunk = similar.chunk();
            // A chain that would become too long begins anew.
            boolean full = chunk.deltas().size() == Chunk.MAX_DELTAS;
            Buffer old = full
                    ? encoding.reader.join(chunk.blobs())
                    : encoding.reader.read(chunk, "a chunk of the previous content");
            boolean encoded = encoding.encode(old, bytes, bytes.length / 2);
            int size = encoded ? encoding.delta.length : bytes.length;
            if (size > bytes.length / GOOD_RATIO) {
                Optional<Chunk> smaller = storeDeltaOfJoined(digest, bytes, endKey, similar, size / 2);
                if (smaller.isPresent()) {
                    return smaller;
                }
            }
            if (!encoded) {
                return Optional.empty();
            }
            List<String> deltas = new ArrayList<>(full ? List.of() : chunk.deltas());
            deltas.add(store(encoding.delta));
            return Optional.of(new Chunk(digest, bytes.length, endKey, chunk.blobs(), deltas));
        } catch (NotFound | IntegrityViolation e) {
            // A damaged content is no reason to refuse a new one, which then stands on its own.
            return Optional.empty();
        } finally {
            idle.add(encoding);
            encoders.release();
        }
    }

    private Optional<Chunk> storeDeltaOfJoined(
            String digest, Buffer bytes, long endKey, Predecessor.Similar similar, int limit) {
        List<String> roots = similar.roots();
        if (roots.size() <= similar.chunk().blobs().size()) {
            return Optional.empty();
        }
        synchronized (joined) {
            if (!joined.encode(joined.reader.join(roots), bytes, limit)) {
                return Optional.empty();
            }
            return Optional.of(new Chunk(digest, bytes.length, endKey, roots, List.of(store(joined.delta))));
        }
    }

    private String store(Buffer delta) {
        Blobs.Hashed hashed = Blobs.hash(delta.bytes, 0, delta.length);
        if (!blobs.store().contains(hashed.digest())) {
            storedBytes.addAndGet(delta.length);
        }
        blobs.put(hashed);
        return hashed.digest();
    }

    /** What it takes to make a delta. Not thread-safe. */
    private static final class Encoding {
        private final ChunkReader reader;
        private final DeltaEncoder encoder = new DeltaEncoder();
        private final Buffer delta = new Buffer();

        Encoding(Blobs blobs) {
            reader = new ChunkReader(blobs);
        }

        boolean encode(Buffer base, Buffer target, int limit) {
            return encoder.encode(base, target.bytes, target.length, delta, limit);
        }
    }
}
