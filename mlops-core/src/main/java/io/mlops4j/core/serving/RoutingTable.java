package io.mlops4j.core.serving;

import io.mlops4j.serving.Fallback;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who answers. Immutable: the request path reads it once.
 *
 * @param current the version that answers, or null if nothing is deployed
 * @param previous the version that a rollback puts back, kept loaded, or null if there is none
 * @param router who says where a request goes while several versions answer, or null if the current one answers all
 * @param shadows who gets copies
 * @param fallback what answers in place of a failure
 */
record RoutingTable(
        @Nullable Served current,
        @Nullable Served previous,
        @Nullable Router router,
        List<LiveShadow> shadows,
        Fallback fallback) {
    static final RoutingTable EMPTY = new RoutingTable(null, null, null, List.of(), Fallback.none());

    /** The versions that were loaded for it; shadows load their own. */
    Stream<Served> loaded() {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(current), Optional.ofNullable(previous))
                                .flatMap(Optional::stream),
                        Stream.ofNullable(router).flatMap(Router::versions))
                .distinct();
    }

    /** A version by its number, among all that are in memory. */
    Optional<Served> find(int number) {
        return Stream.concat(loaded(), shadows.stream().map(LiveShadow::served))
                .filter(served -> served.version().number() == number)
                .findFirst();
    }

    RoutingTable with(List<LiveShadow> others) {
        return new RoutingTable(current, previous, router, List.copyOf(others), fallback);
    }

    RoutingTable with(Fallback other) {
        return new RoutingTable(current, previous, router, shadows, other);
    }
}
