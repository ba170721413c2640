package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.json.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a content and where its bytes are: those of blobs, joined, and then changed by deltas one after the other.
 *
 * @param digest SHA-256 of the chunk's bytes
 * @param sizeBytes how many they are
 * @param endKey the hash at its end, {@link Cutter#key}
 * @param blobs the blobs to begin with: the chunk itself if there are no deltas
 * @param deltas the blobs of the deltas, in the order in which they are applied
 */
record Chunk(String digest, int sizeBytes, long endKey, List<String> blobs, List<String> deltas) {
    /** How many deltas may stand on one another: reading a chunk means to read and apply them all. */
    static final int MAX_DELTAS = 8;

    /** How many blobs may be joined: a chunk and its two neighbours, and one more as two chunks may have become one. */
    static final int MAX_BLOBS = 4;

    Chunk {
        if (!Digests.isDigest(digest)
                || sizeBytes < 0
                || sizeBytes > Cutter.MAX_BYTES
                || blobs.isEmpty()
                || blobs.size() > MAX_BLOBS
                || deltas.size() > MAX_DELTAS) {
            throw new IntegrityViolation("A content cannot have a chunk '" + digest + "' of " + sizeBytes
                    + " bytes with " + blobs.size() + " blobs and " + deltas.size() + " deltas.");
        }
        blobs = List.copyOf(blobs);
        deltas = List.copyOf(deltas);
    }

    static Chunk raw(String digest, int sizeBytes, long endKey) {
        return new Chunk(digest, sizeBytes, endKey, List.of(digest), List.of());
    }

    boolean isRaw() {
        return deltas.isEmpty();
    }

    /** Every blob that it is made of. */
    Stream<String> parts() {
        return Stream.concat(blobs.stream(), deltas.stream());
    }

    /** Every blob that must be there stands in a field {@code blob}, as garbage collection wants it. */
    void write(ObjectNode json) {
        if (!isRaw()) {
            json.put("digest", digest);
        }
        if (blobs.size() == 1) {
            json.put("blob", blobs.get(0));
        } else {
            Json.put(json, "blob", blobs);
        }
        json.put("sizeBytes", sizeBytes);
        json.put("end", Long.toHexString(endKey));
        if (!isRaw()) {
            ArrayNode array = json.putArray("deltas");
            deltas.forEach(delta -> array.addObject().put("blob", delta));
        }
    }

    static Chunk read(JsonNode json) {
        List<String> blobs =
                Json.required(json, "blob").isArray() ? Json.strings(json, "blob") : List.of(Json.string(json, "blob"));
        List<String> deltas = Json.list(json, "deltas", delta -> Json.string(delta, "blob"));
        return new Chunk(
                deltas.isEmpty() && blobs.size() == 1 ? blobs.get(0) : Json.string(json, "digest"),
                Json.int32(json, "sizeBytes"),
                key(Json.string(json, "end")),
                blobs,
                deltas);
    }

    private static long key(String hex) {
        try {
            return Long.parseUnsignedLong(hex, 16);
        } catch (NumberFormatException e) {
            throw new IntegrityViolation("Stored JSON holds '" + hex + "' where a key of a chunk should be.", e);
        }
    }
}
