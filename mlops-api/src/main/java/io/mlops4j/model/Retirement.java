package io.mlops4j.model;

import java.time.Instant;
import java.util.Optional;

/** The end of a version's service. Thread-safe. */
public interface Retirement {
    /** When it was retired. */
    Instant at();

    /** Who retired it. */
    String by();

    /** Why. */
    String why();

    /** The number of the version that took its place, if one was named. */
    Optional<Integer> replacement();

    /** Names the version of the same model that took its place. */
    Retirement replacedBy(ModelVersion version);
}
