package io.mlops4j.governance;

import io.mlops4j.InvalidInput;
import java.time.Instant;
import java.util.List;

/**
 * A search in the audit trail. Immutable: each call narrows and gives a new query.
 *
 * <pre>{@code
 * ml.audit().events().by("alice").since(yesterday).list();
 * ml.audit().events().of("model/loan-default").type("alias-set").newest(10).list();
 * }</pre>
 */
public interface AuditQuery {
    /** What an actor did. */
    AuditQuery by(String actor);

    /** What happened to the streams with a prefix: {@code model/} for all models, {@code model/loans} for those that begin so. */
    AuditQuery of(String streamPrefix);

    /** Events of a type. */
    AuditQuery type(String type);

    /** At an instant or after it. */
    AuditQuery since(Instant instant);

    /** Before an instant. */
    AuditQuery until(Instant instant);

    /**
     * Only the newest so many.
     *
     * @throws InvalidInput if it is negative
     */
    AuditQuery newest(int most);

    /** The events in the order of time; at the same instant by stream and position. Each stream's chain is verified as it is read. */
    List<AuditEvent> list();
}
