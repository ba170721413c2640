package io.mlops4j.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.serving.Deployment.Action;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EndpointProjectionTest {
    private static final EndpointEvent.Target TARGET = new EndpointEvent.Target("loans \"ü\"", 7);

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        return Golden.tests(
                "endpoint",
                EndpointProjection.INSTANCE,
                Map.of(
                        "version-deployed", new EndpointEvent(Action.DEPLOY, TARGET),
                        "rolled-back", new EndpointEvent(Action.ROLLBACK, TARGET),
                        "undeployed", new EndpointEvent(Action.UNDEPLOY, TARGET)));
    }

    @Test
    void thereAreNoOtherEvents() {
        assertThat(Action.values()).containsExactlyInAnyOrder(Action.DEPLOY, Action.ROLLBACK, Action.UNDEPLOY);
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(EndpointProjection.INSTANCE.read("invented-later", Json.object()))
                .isEmpty();
    }
}
