package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.Blobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stores the chunks of one content in the cheapest way, and counts what that took. Thread-safe. */
final class ChunkStore {
    /** A smaller chunk is stored as it is: a file of the disk would hardly be smaller. */
    private static final int MIN_DELTA_CHUNK_BYTES = 4 << 10;

    /** A delta that has no more than this part of the chunk is not worth a look at the neighbours. */
    private static final int GOOD_RATIO = 16;

    private final Blobs blobs;
    private final Predecessor predecessor;
    private final Map<String, Chunk> stored = new ConcurrentHashMap<>();
    private final AtomicLong storedBytes = new AtomicLong();
    private final AtomicInteger newChunks = new AtomicInteger();

    /** Guards what follows: one delta is made at a time, as that takes the memory of some six chunks. */
    private final DeltaEncoder encoder = new DeltaEncoder();

    private final ChunkReader reader;
    private Buffer delta = new Buffer();
    private Buffer other = new Buffer();

    ChunkStore(Blobs blobs, Predecessor predecessor) {
        this.blobs = blobs;
        this.predecessor = predecessor;
        this.reader = new ChunkReader(blobs);
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
     * @param similar what of the previous content this one may resemble
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
        Optional<Base> base;
        byte[] found;
        synchronized (encoder) {
            try {
                base = encode(bytes, similar);
            } catch (NotFound | IntegrityViolation e) {
                // A damaged content is no reason to refuse a new one, which then stands on its own.
                return Optional.empty();
            }
            // Others need not wait for the disk too.
            found = Arrays.copyOf(delta.bytes, delta.length);
        }
        return base.map(of -> {
            List<String> deltas = new ArrayList<>(of.deltas);
            deltas.add(put(found));
            return new Chunk(digest, bytes.length, endKey, of.blobs, deltas);
        });
    }

    private String put(byte[] delta) {
        Blobs.Hashed hashed = Blobs.hash(delta, 0, delta.length);
        if (!blobs.store().contains(hashed.digest())) {
            storedBytes.addAndGet(delta.length);
        }
        blobs.put(hashed);
        return hashed.digest();
    }

    /** What a delta was made of. */
    private record Base(List<String> blobs, List<String> deltas) {}

    /** Leaves the smallest delta that it finds in {@code delta}, and says of what it is one. */
    private Optional<Base> encode(Buffer bytes, Predecessor.Similar similar) {
        Chunk chunk = similar.chunk();
        // A chain that would become too long begins anew.
        boolean full = chunk.deltas().size() == Chunk.MAX_DELTAS;
        Buffer old = full ? reader.join(chunk.blobs()) : reader.read(chunk, "a chunk of the previous content");
        boolean encoded = encoder.encode(old, bytes.bytes, bytes.length, delta, bytes.length / 2);
        int size = encoded ? delta.length : bytes.length;
        List<String> roots = similar.roots();
        if (size > bytes.length / GOOD_RATIO
                && roots.size() > chunk.blobs().size()
                && encoder.encode(reader.join(roots), bytes.bytes, bytes.length, other, size / 2)) {
            Buffer smaller = other;
            other = delta;
            delta = smaller;
            return Optional.of(new Base(roots, List.of()));
        }
        return encoded ? Optional.of(new Base(chunk.blobs(), full ? List.of() : chunk.deltas())) : Optional.empty();
    }
}
