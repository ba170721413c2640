package io.mlops4j.core.serving.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.MapArbitrary;
import tools.jackson.databind.node.ObjectNode;

class EvidenceProperties {
    @Provide
    Arbitrary<StepEvidence> evidence() {
        return Combinators.combine(arms(), arms()).as(StepEvidence::new);
    }

    private static Arbitrary<ArmEvidence> arms() {
        MapArbitrary<Long, Long> times = Arbitraries.maps(Arbitraries.longs().between(0, 1L << 40), counts());
        Arbitrary<Moments> moments = Combinators.combine(
                        counts(),
                        Arbitraries.doubles().between(-1e6, 1e6),
                        Arbitraries.doubles().between(0, 1e9))
                .as(Moments::new);
        MapArbitrary<String, Moments> values =
                Arbitraries.maps(Arbitraries.strings().ofMinLength(1), moments);
        MapArbitrary<String, Long> classes = Arbitraries.maps(Arbitraries.strings(), counts());
        return Combinators.combine(
                        counts(), counts(), counts(), times.ofMaxSize(5), values.ofMaxSize(3), classes.ofMaxSize(4))
                .as(ArmEvidence::new);
    }

    private static Arbitrary<Long> counts() {
        return Arbitraries.longs().between(0, 1_000_000);
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("evidence") StepEvidence evidence) {
        ObjectNode data = Json.object();
        RolloutJson.write(evidence, data);
        assertThat(RolloutJson.evidence(Json.parse(Json.bytes(data)))).isEqualTo(evidence);
    }

    @Property
    void theOrderInWhichProcessesAreAddedUpDoesNotMatter(
            @ForAll("evidence") StepEvidence one, @ForAll("evidence") StepEvidence other) {
        assertThat(one.plus(other)).isEqualTo(other.plus(one));
        assertThat(one.plus(StepEvidence.NONE)).isEqualTo(one);
    }
}
