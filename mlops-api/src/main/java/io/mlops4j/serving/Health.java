package io.mlops4j.serving;

import java.util.List;

/**
 * How an endpoint is, for the probes of a platform.
 *
 * @param live whether it can ever answer again: false once its engine is closed
 * @param ready whether it would answer a request now
 * @param reasons why not, or what is amiss although it would
 */
public record Health(boolean live, boolean ready, List<String> reasons) {
    /** Copies the list. */
    public Health {
        reasons = List.copyOf(reasons);
    }
}
