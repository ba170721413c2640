package io.mlops4j.core.stream;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.json.Json;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event as the journal keeps it: {@code {"seq":…,"at":…,"actor":…,"type":…,"why":…,"data":{…},"prev":…}}.
 *
 * @param stamp who, when, where, why
 * @param type the kind of the event
 * @param data what happened
 * @param previous the SHA-256 of the bytes of the event before it in its stream; {@link #NONE} for the first
 */
public record Envelope(Stamp stamp, String type, JsonNode data, String previous) {
    /** What the first event of a stream names as the hash of its predecessor. */
    public static final String NONE = "0".repeat(64);

    byte[] toBytes() {
        ObjectNode json = Json.object();
        json.put("seq", stamp.sequence());
        json.put("at", stamp.at().toString());
        json.put("actor", stamp.actor());
        json.put("type", type);
        Json.put(json, "why", stamp.why());
        json.set("data", data);
        json.put("prev", previous);
        return Json.bytes(json);
    }

    /** Reads what a journal returned. */
    public static Envelope parse(byte[] bytes) {
        ObjectNode json = Json.parse(bytes);
        Instant at = Json.instant(json, "at");
        Stamp stamp = new Stamp(
                Json.integer(json, "seq"),
                at,
                Json.string(json, "actor"),
                Json.findString(json, "why").orElse(""));
        return new Envelope(stamp, Json.string(json, "type"), Json.required(json, "data"), Json.string(json, "prev"));
    }

    /** The hash by which the next event of the stream names these bytes. */
    public static String hash(byte[] bytes) {
        return Digests.sha256(bytes);
    }

    /**
     * Reads an event and holds it against its place in the chain.
     *
     * @param stream the name of the stream, for the message
     * @param sequence the position that it was read from
     * @param previousHash the hash of the event before it
     * @throws IntegrityViolation if the event cannot be read, says another position, or names another predecessor
     */
    public static Envelope parseLinked(String stream, long sequence, String previousHash, byte[] bytes) {
        Envelope envelope;
        try {
            envelope = parse(bytes);
        } catch (IntegrityViolation e) {
            throw new IntegrityViolation(
                    "Event " + sequence + " of stream '" + stream + "' cannot be read: " + e.getMessage(), e);
        }
        if (envelope.stamp.sequence() != sequence) {
            throw new IntegrityViolation("Event " + sequence + " of stream '" + stream + "' says that it is number "
                    + envelope.stamp.sequence()
                    + ": events were removed, added or reordered after they were written. Restore the"
                    + " stream from a backup.");
        }
        if (!envelope.previous.equals(previousHash)) {
            throw new IntegrityViolation(
                    "The chain of stream '" + stream + "' is broken at event " + sequence + ": it names "
                            + abbreviate(envelope.previous) + " as the hash of "
                            + (sequence == 0 ? "nothing before it" : "event " + (sequence - 1)) + ", which is "
                            + abbreviate(previousHash)
                            + ". An event was changed after it was written; restore the stream from a backup.");
        }
        return envelope;
    }

    private static String abbreviate(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) + "…" : hash;
    }
}
