package io.mlops4j.core.serving;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who answers. Immutable: the request path reads it once.
 *
 * @param current the version that answers, or null if nothing is deployed
 * @param previous the version that a rollback puts back, kept loaded, or null if there is none
 */
record RoutingTable(@Nullable Served current, @Nullable Served previous) {
    static final RoutingTable EMPTY = new RoutingTable(null, null);

    Stream<Served> loaded() {
        return Stream.of(Optional.ofNullable(current), Optional.ofNullable(previous))
                .flatMap(Optional::stream)
                .distinct();
    }
}
