package io.mlops4j.core.content;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names a content in the store. Two refs with one digest are the same bytes, even if they are kept in different ways.
 *
 * @param digest what identifies the bytes: their SHA-256 if they are one chunk, else a SHA-256 over the digests of the chunks with its bits inverted
 * @param sizeBytes how many bytes there are
 * @param manifest the digest of the blob that lists the chunks; null if the bytes are one blob, at {@code digest}
 */
public record ContentRef(
        String digest, long sizeBytes, @Nullable String manifest) {
    /** Checks the digests and the size. */
    public ContentRef {
        Digests.requireDigest(digest);
        if (manifest != null) {
            Digests.requireDigest(manifest);
        }
        if (sizeBytes < 0) {
            throw new InvalidInput("A content cannot have " + sizeBytes + " bytes.");
        }
    }

    /** A content that is one blob. */
    public static ContentRef blob(String digest, long sizeBytes) {
        return new ContentRef(digest, sizeBytes, null);
    }

    /** The blob that lists the chunks, unless the content is one blob. */
    public Optional<String> findManifest() {
        return Optional.ofNullable(manifest);
    }

    /**
     * Adds itself to JSON, as {@code blob} and {@code sizeBytes} if it is one blob, else as {@code digest}, {@code sizeBytes} and {@code
     * manifest}: garbage collection understands both.
     */
    public void write(ObjectNode json) {
        json.put(manifest == null ? "blob" : "digest", digest);
        json.put("sizeBytes", sizeBytes);
        if (manifest != null) {
            json.put("manifest", manifest);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static ContentRef read(JsonNode json) {
        Optional<String> manifest = Json.findString(json, "manifest");
        return new ContentRef(
                Json.string(json, manifest.isPresent() ? "digest" : "blob"),
                Json.integer(json, "sizeBytes"),
                manifest.orElse(null));
    }
}
