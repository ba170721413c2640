package io.mlops4j.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.core.tuning.StudyEvent.Opened;
import io.mlops4j.core.tuning.StudyEvent.PointQueued;
import io.mlops4j.core.tuning.StudyEvent.SessionStarted;
import io.mlops4j.core.tuning.StudyEvent.TrialEnded;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study.Goal;
import io.mlops4j.experiment.Study.Objective;
import io.mlops4j.experiment.TrialResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StudyProjectionTest {
    private static final SearchSpace SPACE = SearchSpace.builder()
            .logUniform("lr", 1e-4, 1)
            .quantized("drop", 0, 0.5, 0.1)
            .integer("depth", 2, 12)
            .choice("booster", "gbtree", "dart")
            .when("booster", dart -> dart.uniform("rate", 0, 1), "dart")
            .build();

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("lr", 0.01);
        point.put("drop", 0.0);
        point.put("depth", 3L);
        point.put("booster", "gbtree");
        Map<Long, Double> reports = new LinkedHashMap<>();
        reports.put(1L, 0.5);
        reports.put(2L, Double.NaN);
        return Golden.tests(
                "study",
                StudyProjection.INSTANCE,
                Map.of(
                        "study-opened",
                        new Opened(
                                SPACE,
                                List.of(new Objective("auc", Goal.MAXIMIZE), new Objective("ms", Goal.MINIMIZE)),
                                7,
                                4),
                        "session-started",
                        new SessionStarted("01jnrkqc00yyyyyyyyyyyyyyyy", "Tpe[startup=10]", "None[]"),
                        "point-queued",
                        new PointQueued(5, point),
                        "trial-ended",
                        new TrialEnded(new TrialResult(
                                3,
                                RunStatus.FINISHED,
                                point,
                                List.of(0.75, Double.POSITIVE_INFINITY),
                                reports,
                                Map.of("memory", -1.5),
                                "",
                                "01jnrkqc00zzzzzzzzzzzzzzzz",
                                Duration.ofMillis(1500))),
                        "trial-ended+failed",
                        new TrialEnded(new TrialResult(
                                4,
                                RunStatus.FAILED,
                                point,
                                List.of(),
                                Map.of(),
                                Map.of(),
                                "java.io.IOException",
                                "",
                                Duration.ZERO))));
    }

    @Test
    void thereAreNoOtherEvents() {
        assertThat(StudyEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Opened.class, SessionStarted.class, PointQueued.class, TrialEnded.class);
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(StudyProjection.INSTANCE.read("invented-later", Json.object()))
                .isEmpty();
    }
}
