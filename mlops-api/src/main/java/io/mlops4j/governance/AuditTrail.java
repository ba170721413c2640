package io.mlops4j.governance;

import io.mlops4j.IntegrityViolation;

/** Everything that was ever done, who did it and why; and the proof that nobody changed it since. Thread-safe. */
public interface AuditTrail {
    /** Searches the events. */
    AuditQuery events();

    /**
     * Walks every stream and holds each event against the hash that the next one names.
     *
     * <p>A chain proves that what is before its last event was not changed; it cannot prove that nothing was cut off at the end. Keep the
     * {@link AuditProof#heads heads} somewhere else and hand them to {@link #verify(AuditProof)} to prove that too.
     *
     * @return what was walked
     * @throws IntegrityViolation at the first broken link, naming the stream and the event
     */
    AuditProof verify();

    /**
     * Verifies, and that everything that an earlier proof saw is still there, unchanged.
     *
     * @throws IntegrityViolation at the first broken link, or if a stream is shorter than it was or has another event where the
     *     proof ended
     */
    AuditProof verify(AuditProof earlier);
}
