package io.mlops4j.serving;

import io.mlops4j.model.ModelVersion;

/** Says who answers a request, from what is asked: another version for another country. Called on the request path by many threads at once. */
@FunctionalInterface
public interface RoutingRule {
    /**
     * The version that answers: one of those that the rule was set with; any other, and a rule that throws, means the version that is deployed.
     */
    ModelVersion choose(RoutingRequest request);
}
