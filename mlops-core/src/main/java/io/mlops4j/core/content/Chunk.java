package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a content and where its bytes are: those of a blob, changed by deltas one after the other.
 *
 * @param digest SHA-256 of the chunk's bytes
 * @param sizeBytes how many they are
 * @param endKey the hash at its end, {@link Cutter#key}
 * @param blob the blob to begin with: the chunk itself if there are no deltas
 * @param deltas the blobs of the deltas, in the order in which they are applied
 */
record Chunk(String digest, int sizeBytes, long endKey, String blob, List<String> deltas) {
    /** How many deltas may stand on one another: reading a chunk means to read and apply them all. */
    static final int MAX_DELTAS = 8;

    Chunk {
        if (!Digests.isDigest(digest) || sizeBytes < 0 || sizeBytes > Cutter.MAX_BYTES || deltas.size() > MAX_DELTAS) {
            throw new IntegrityViolation("A content cannot have a chunk '" + digest + "' of " + sizeBytes
                    + " bytes with " + deltas.size() + " deltas.");
        }
        deltas = List.copyOf(deltas);
    }

    static Chunk raw(String digest, int sizeBytes, long endKey) {
        return new Chunk(digest, sizeBytes, endKey, digest, List.of());
    }

    boolean isRaw() {
        return deltas.isEmpty();
    }

    /**
     * What a chunk that differs a little from this one can be a delta of: this chunk, or the blob that it begins with where one more delta would be too
     * many.
     */
    Base base() {
        return deltas.size() < MAX_DELTAS ? new Base(digest, blob, deltas) : new Base(blob, blob, List.of());
    }

    /** Bytes and what they are made of. */
    record Base(String digest, String blob, List<String> deltas) {
        /** The chunk that differs from these bytes by one more delta. */
        Chunk changed(String digest, int sizeBytes, long endKey, String delta) {
            List<String> more = new ArrayList<>(deltas);
            more.add(delta);
            return new Chunk(digest, sizeBytes, endKey, blob, more);
        }
    }

    /** Whether all blobs that it is made of pass a test. */
    boolean allBlobs(Predicate<String> test) {
        return Stream.concat(Stream.of(blob), deltas.stream()).allMatch(test);
    }

    /** Every blob that must be there stands in a field {@code blob}, as garbage collection wants it. */
    void write(ObjectNode json) {
        if (!isRaw()) {
            json.put("digest", digest);
        }
        json.put("blob", blob);
        json.put("sizeBytes", sizeBytes);
        json.put("end", Long.toHexString(endKey));
        if (!isRaw()) {
            var array = json.putArray("deltas");
            deltas.forEach(delta -> array.addObject().put("blob", delta));
        }
    }

    static Chunk read(JsonNode json) {
        String blob = Json.string(json, "blob");
        return new Chunk(
                Json.findString(json, "digest").orElse(blob),
                Json.int32(json, "sizeBytes"),
                key(Json.string(json, "end")),
                blob,
                Json.list(json, "deltas", delta -> Json.string(delta, "blob")));
    }

    private static long key(String hex) {
        try {
            return Long.parseUnsignedLong(hex, 16);
        } catch (NumberFormatException e) {
            throw new IntegrityViolation("Stored JSON holds '" + hex + "' where a key of a chunk should be.", e);
        }
    }
}
