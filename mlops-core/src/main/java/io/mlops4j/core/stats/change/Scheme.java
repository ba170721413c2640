package io.mlops4j.core.stats.change;

import io.mlops4j.stats.ChangeState;
import tools.jackson.databind.node.ObjectNode;

/** The arithmetic of a detector from one change to the next. Not thread-safe. */
interface Scheme {
    /** Takes a finite value that {@link #refusal} had nothing against. */
    ChangeState take(double value);

    /** Why a finite value is not for this scheme, or the empty text. */
    default String refusal(double value) {
        return "";
    }

    /** The mean of the regime; asked only once there was a value. */
    double mean();

    /** Writes all that the next value's result depends on, besides the settings. */
    void save(ObjectNode json);
}
