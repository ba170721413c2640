package io.mlops4j.serving;

import io.mlops4j.model.ModelVersion;
import java.time.Duration;

/**
 * A version that gets copies of requests and answers nobody: it never slows a caller, never fails one and is never waited for. In this process, and for as long
 * as it runs. Thread-safe.
 */
public interface Shadow {
    /** The version that shadows. */
    ModelVersion version();

    /** What was seen so far. */
    ShadowReport report();

    /**
     * Waits until what was copied before this call is compared or counted.
     *
     * @return whether it was in time
     */
    boolean flush(Duration most);

    /** Ends it; what waits in its queue is counted as dropped. The report remains. Calling it twice is harmless. */
    void stop();
}
