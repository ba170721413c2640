package io.mlops4j.core.monitoring;

import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON in blobs, compressed: counts are mostly small numbers, which shrink to a third and less. Thread-safe. */
final class WindowBlobs {
    /** A stored blob that unpacks to more than this is none of ours. */
    private static final int MOST_BYTES = 64 << 20;

    private final Blobs blobs;

    WindowBlobs(Blobs blobs) {
        this.blobs = blobs;
    }

    /** Keeps a tree, and answers the digest of its blob. The same tree is the same blob. */
    String put(ObjectNode json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.bytes(json));
        } catch (IOException e) {
            // In memory there is nothing that fails.
            throw new UncheckedIOException(e);
        }
        return blobs.put(bytes.toByteArray()).digest();
    }

    /** The tree of a blob. */
    JsonNode read(String what, String digest) {
        byte[] packed = blobs.read(what, digest);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = gzip.readNBytes(MOST_BYTES);
            if (gzip.read() >= 0) {
                throw new StorageFailure("Blob " + digest + " of " + what + " unpacks to more than " + MOST_BYTES
                        + " bytes; it is not read.");
            }
            return Json.parse(bytes);
        } catch (IOException e) {
            throw new StorageFailure("Blob " + digest + " of " + what + " cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
