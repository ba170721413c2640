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
    Optional<Chunk> resemblingFirst() {
        return at(0);
    }

    /**
     * The chunk that is likely to resemble the next one of a content: the one that starts alike, else the one that ends alike, else the one after
     * that which the chunk before resembles.
     */
    Optional<Chunk> resembling(long startKey, long endKey) {
        int next = last == NOWHERE ? NOWHERE : last + 1;
        if (next > 0 && next < chunks.size() && chunks.get(next - 1).endKey() == startKey) {
            return at(next);
        }
        Integer found = byStartKey.get(startKey);
        return at(found != null ? found : byEndKey.getOrDefault(endKey, next));
    }

    private Optional<Chunk> at(int index) {
        if (index < 0 || index >= chunks.size()) {
            last = NOWHERE;
            return Optional.empty();
        }
        last = index;
        return Optional.of(chunks.get(index));
    }
}
