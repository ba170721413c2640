package io.mlops4j.governance;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened.
 *
 * @param stream what it happened to, as {@code model/loan-default}
 * @param sequence its position in the stream, from 0
 * @param at when
 * @param actor who
 * @param type what kind of thing, as {@code alias-set}
 * @param reason why, or the empty string if no reason was given
 * @param data the details, as a JSON object
 */
public record AuditEvent(
        String stream, long sequence, Instant at, String actor, String type, String reason, String data) {
    /** Why, if a reason was given. */
    public Optional<String> why() {
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    }
}
