package io.mlops4j.governance;

import io.mlops4j.InvalidInput;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a verification walked: small enough to print, sign or keep somewhere else.
 *
 * @param heads for each stream how long it was and the hash of its last event, sorted by stream
 */
public record AuditProof(Map<String, Head> heads) {
    /** Copies and sorts. */
    public AuditProof {
        heads = Collections.unmodifiableMap(new TreeMap<>(heads));
    }

    /** How many streams there were. */
    public int streams() {
        return heads.size();
    }

    /** How many events there were in all streams together. */
    public long events() {
        return heads.values().stream().mapToLong(Head::size).sum();
    }

    /**
     * The end of a stream.
     *
     * @param size how many events it had
     * @param hash the SHA-256 of the last of them, in hexadecimal digits
     */
    public record Head(long size, String hash) {
        /** Refuses what can be no head. */
        public Head {
            if (size < 1 || hash.length() != 64) {
                throw new InvalidInput("A stream of " + size + " events with the last hash '" + hash
                        + "' is no head: at least 1 event, and 64 hexadecimal digits.");
            }
        }
    }
}
