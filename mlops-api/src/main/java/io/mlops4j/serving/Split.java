package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.NotFound;
import io.mlops4j.model.ModelVersion;
import java.util.Map;

/**
 * Several versions that share the requests of an endpoint, to be compared: fixed shares (an A/B test), shares that follow the rewards (a bandit), or a function that says who answers. A key
 * stays with its version while the shares stay. It is in the journal: it outlives the process, and processes pool what they see. Thread-safe.
 */
public interface Split {
    /** Its name: 26 characters. */
    String id();

    /** Whether it is under way. */
    boolean active();

    /** The share that each version gets now; of a bandit they move; of a function they are not known and even. */
    Map<ModelVersion, Double> shares();

    /**
     * How the versions compare so far.
     *
     * @param metric the name of a {@link LabelMetric} (from {@link Endpoint#label}), of a meter (from {@link Endpoint#measure}), or {@code error_rate}
     */
    SplitReport report(String metric);

    /**
     * Ends it: the version that was deployed before serves everything again.
     *
     * @param why the reason, for the audit trail
     * @throws Conflict if it has ended
     */
    void stop(String why);

    /**
     * Ends it with a winner, which serves everything from now on.
     *
     * @param why the reason, for the audit trail
     * @throws Conflict if it has ended
     * @throws NotFound if the version is not part of it
     */
    void choose(ModelVersion winner, String why);
}
