package io.mlops4j.core.serving;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several versions by shares: a ticket goes to the first version at which the shares add up to more than it. */
final class WeightedRouter implements Router {
    private final Tickets tickets;
    private final List<Arm> arms;
    private volatile List<Double> shares;

    WeightedRouter(Tickets tickets, List<Arm> arms, List<Double> shares) {
        this.tickets = tickets;
        this.arms = List.copyOf(arms);
        this.shares = List.copyOf(shares);
    }

    /** Other shares from now on. */
    void shares(List<Double> next) {
        shares = List.copyOf(next);
    }

    List<Double> shares() {
        return shares;
    }

    List<Arm> arms() {
        return arms;
    }

    @Override
    public long ticket(@Nullable String key) {
        return tickets.of(key);
    }

    @Override
    public Arm arm(long ticket, Asked asked, @Nullable String key) {
        List<Double> now = shares;
        double left = Tickets.unit(ticket);
        for (int i = 0; i < arms.size() - 1; i++) {
            left -= now.get(i);
            if (left < 0) {
                return arms.get(i);
            }
        }
        return arms.get(arms.size() - 1);
    }

    @Override
    public Stream<Served> versions() {
        return arms.stream().map(Arm::served);
    }
}
