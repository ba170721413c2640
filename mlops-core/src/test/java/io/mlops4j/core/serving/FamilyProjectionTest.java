package io.mlops4j.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.stream.Golden;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FamilyProjectionTest {
    private static final Target TARGET = new Target("loans \"ü\"", 7);

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        return Golden.tests(
                "family",
                FamilyProjection.INSTANCE,
                Map.of(
                        "model-assigned", new FamilyEvent.Assigned("france/paris", TARGET),
                        "model-removed", new FamilyEvent.Removed("france/paris")));
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(FamilyProjection.INSTANCE.read("invented-later", Json.object()))
                .isEmpty();
    }

    @Test
    void aKeyHasTheVersionOfTheNearestOneAbove() {
        Target all = new Target("m", 1);
        Target france = new Target("m", 2);
        FamilyState state = FamilyState.EMPTY
                .apply(new FamilyEvent.Assigned("", all))
                .apply(new FamilyEvent.Assigned("france", france));
        assertThat(state.find("france/paris/5e")).contains(france);
        assertThat(state.find("frances")).contains(all);
        assertThat(state.apply(new FamilyEvent.Removed("france")).find("france"))
                .contains(all);
        assertThat(FamilyState.EMPTY.find("france")).isEmpty();
    }
}
