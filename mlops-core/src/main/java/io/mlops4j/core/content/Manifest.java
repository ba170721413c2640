package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.json.Json;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The chunks of a content, in their order; there is always one, be it empty. */
record Manifest(List<Chunk> chunks) {
    Manifest {
        if (chunks.isEmpty()) {
            throw new IntegrityViolation("A content has at least one chunk.");
        }
        chunks = List.copyOf(chunks);
    }

    /**
     * The digest of the content: SHA-256 of its bytes if they are one chunk; else SHA-256 over the 32-byte digests of its chunks with every bit of the result
     * inverted. Not inverted, a file that holds just those digests would have the digest of the content.
     */
    String digest() {
        if (chunks.size() == 1) {
            return chunks.get(0).digest();
        }
        MessageDigest sha256 = Digests.newSha256();
        for (Chunk chunk : chunks) {
            sha256.update(HexFormat.of().parseHex(chunk.digest()));
        }
        byte[] digest = sha256.digest();
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) ~digest[i];
        }
        return Digests.hex(digest);
    }

    long sizeBytes() {
        long size = 0;
        for (Chunk chunk : chunks) {
            size += chunk.sizeBytes();
        }
        return size;
    }

    byte[] bytes() {
        ObjectNode json = Json.object();
        json.put("layout", Cutter.LAYOUT);
        json.put("sizeBytes", sizeBytes());
        ArrayNode array = json.putArray("chunks");
        for (Chunk chunk : chunks) {
            chunk.write(array.addObject());
        }
        return Json.bytes(json);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IntegrityViolation if it is no manifest, or one of a layout that is not known here
     */
    static Manifest read(byte[] bytes) {
        ObjectNode json = Json.parse(bytes);
        String layout = Json.string(json, "layout");
        if (!layout.equals(Cutter.LAYOUT)) {
            throw new IntegrityViolation(
                    "A content has the layout '" + layout + "', which this release cannot read: it knows '"
                            + Cutter.LAYOUT + "'. Use the release that wrote it.");
        }
        return new Manifest(Json.list(json, "chunks", Chunk::read));
    }
}
