package io.mlops4j.core.content;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chunks of the content before, and which of them a new chunk may resemble. That is told by the keys at its two ends: a few changes
 * inside a chunk leave its ends where they were. {@link #find} may be called from any thread, {@link #resembling} from one.
 */
final class Predecessor {
    static final Predecessor NONE = new Predecessor(List.of());

    private static final int NOWHERE = -1;

    /** So that memory stays bounded where chunks are long. */
    private static final long MAX_JOINED_BYTES = 6 << 20;

    private final List<Chunk> chunks;
    private final Map<String, Chunk> byDigest = new HashMap<>();
    private final Map<Long, Integer> byStartKey = new HashMap<>();
    private final Map<Long, Integer> byEndKey = new HashMap<>();
    private int last = NOWHERE;

    Predecessor(List<Chunk> chunks) {
        this.chunks = chunks;
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            byDigest.putIfAbsent(chunk.digest(), chunk);
            byEndKey.putIfAbsent(chunk.endKey(), i);
            if (i + 1 < chunks.size()) {
                byStartKey.putIfAbsent(chunk.endKey(), i + 1);
            }
        }
    }

    /** The chunk with a digest. */
    Optional<Chunk> find(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    /** The chunk that is likely to resemble the first chunk of a content. */
    Optional<Similar> resemblingFirst() {
        return at(0);
    }

    /**
     * The chunk that is likely to resemble the next one of a content: the one that starts alike, else the one that ends alike, else the one after
     * that which the chunk before resembles.
     */
    Optional<Similar> resembling(long startKey, long endKey) {
        int next = last == NOWHERE ? NOWHERE : last + 1;
        if (next > 0 && next < chunks.size() && chunks.get(next - 1).endKey() == startKey) {
            return at(next);
        }
        Integer found = byStartKey.get(startKey);
        return at(found != null ? found : byEndKey.getOrDefault(endKey, next));
    }

    private Optional<Similar> at(int index) {
        if (index < 0 || index >= chunks.size()) {
            last = NOWHERE;
            return Optional.empty();
        }
        last = index;
        List<Chunk> around = chunks.subList(Math.max(0, index - 1), Math.min(chunks.size(), index + 2));
        return Optional.of(new Similar(chunks.get(index), around));
    }

    /**
     * What a new chunk may resemble.
     *
     * @param chunk the chunk
     * @param around the same with its neighbours: where a change hit a cut, the next chunks begin and end elsewhere until a cut is met again
     */
    record Similar(Chunk chunk, List<Chunk> around) {
        /** The blobs that all these chunks began with, in their order; empty if they are too many to be joined. */
        List<String> roots() {
            List<String> roots = around.stream()
                    .flatMap(chunk -> chunk.blobs().stream())
                    .distinct()
                    .toList();
            long bytes = around.stream().mapToLong(Chunk::sizeBytes).sum();
            return roots.size() <= Chunk.MAX_BLOBS && bytes <= MAX_JOINED_BYTES ? roots : List.of();
        }
    }
}
