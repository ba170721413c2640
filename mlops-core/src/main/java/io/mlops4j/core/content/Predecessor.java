package io.mlops4j.core.content;

import java.util.Arrays;
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

    /** So that memory stays bounded where chunks are long. */
    private static final long MAX_JOINED_BYTES = 6 << 20;

    private final List<Chunk> chunks;
    private final Map<String, Chunk> byDigest = new HashMap<>();
    private final Map<Long, Integer> byEndKey = new HashMap<>();

    /** Where each chunk begins, and where the last one ends. */
    private final long[] offsets;

    /** How far the bytes of the new content are from where they were in this one, as far as that is known. */
    private long shift;

    Predecessor(List<Chunk> chunks) {
        this.chunks = chunks;
        this.offsets = new long[chunks.size() + 1];
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            offsets[i + 1] = offsets[i] + chunk.sizeBytes();
            byDigest.putIfAbsent(chunk.digest(), chunk);
            byEndKey.putIfAbsent(chunk.endKey(), i);
        }
    }

    /** The chunk with a digest. */
    Optional<Chunk> find(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    /**
     * The chunk that is likely to resemble the next one of a content: the one that starts alike, else the one that ends alike, else the one where its
     * bytes should be if they moved as far as those before.
     *
     * @param offset where the new chunk begins
     */
    Optional<Similar> resembling(long offset, int sizeBytes, long startKey, long endKey) {
        Integer before = offset == 0 ? Integer.valueOf(-1) : byEndKey.get(startKey);
        Integer same = byEndKey.get(endKey);
        if (before != null && before + 1 < chunks.size()) {
            shift = offset - offsets[before + 1];
        } else if (same != null) {
            shift = offset + sizeBytes - offsets[same + 1];
        }
        int index = Arrays.binarySearch(offsets, offset + sizeBytes / 2 - shift);
        return at(index >= 0 ? index : -index - 2);
    }

    private Optional<Similar> at(int index) {
        if (index < 0 || index >= chunks.size()) {
            return Optional.empty();
        }
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
