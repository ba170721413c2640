package io.mlops4j;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue or limit is full and the request was turned away at once. Try again later, or raise the limit.
 */
public class Overloaded extends MlopsException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public Overloaded(String message) {
        super(message);
        this.retryAfter = null;
    }

    /** A failure described by one sentence, and what caused it. */
    public Overloaded(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /** A failure described by one sentence, and after how long it is worth trying again. */
    public Overloaded(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** After how long it is worth trying again, if the overloaded side has said so. */
    public Optional<Duration> findRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
