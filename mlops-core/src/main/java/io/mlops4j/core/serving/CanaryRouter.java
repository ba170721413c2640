package io.mlops4j.core.serving;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two versions, one with a share: a ticket below the weight goes to the canary, so that a growing weight takes no key back.
 *
 * @param tickets where chance comes from
 * @param weight the canary's share
 * @param champion the version that serves
 * @param canary the version on its way; the champion stands in for it
 */
record CanaryRouter(Tickets tickets, double weight, Arm champion, Arm canary) implements Router {
    @Override
    public long ticket(@Nullable String key) {
        return tickets.of(key);
    }

    @Override
    public Arm arm(long ticket, Asked asked, @Nullable String key) {
        return Tickets.unit(ticket) < weight ? canary : champion;
    }

    @Override
    public Stream<Served> versions() {
        return Stream.of(champion.served(), canary.served());
    }
}
