package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.RoutingRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several versions by a function of the user's. What it throws is its own: the version that is deployed answers then.
 *
 * @param tickets where chance comes from, for what is counted
 * @param arms the versions
 * @param otherwise the version that is deployed
 * @param rule the function
 */
record RuleRouter(Tickets tickets, List<Arm> arms, Arm otherwise, RoutingRule rule) implements Router {
    private static final Logger LOG = LoggerFactory.getLogger(RuleRouter.class);

    @Override
    public long ticket(@Nullable String key) {
        return tickets.of(key);
    }

    @Override
    public Arm arm(long ticket, Asked asked, @Nullable String key) {
        try {
            ModelVersion chosen = rule.choose(asked.described(key));
            Target target = Target.of(chosen);
            for (Arm arm : arms) {
                if (arm.served().is(target)) {
                    return arm;
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("A routing rule failed; the version that is deployed answers.", e);
        }
        return otherwise;
    }

    @Override
    public Stream<Served> versions() {
        return Stream.concat(arms.stream().map(Arm::served), Stream.of(otherwise.served()));
    }
}
