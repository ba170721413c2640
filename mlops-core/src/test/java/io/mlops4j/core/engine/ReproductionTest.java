package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Reproduction;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReproductionTest {
    private final Mlops ml = Mlops.builder().inMemory().build();
    private final Experiment experiment = ml.experiment("loans");
    private DatasetVersion people;

    @BeforeEach
    void prepare() {
        people = ml.dataset("people")
                .from(Source.rows(List.of(Map.of("age", 20), Map.of("age", 40)), "age"))
                .commit();
        ml.trainer("mean", training -> {
            double sum = training.input("people").read().rowCount();
            double noise = training.random().nextDouble();
            training.run().metric("loss", sum * training.real("rate") + noise, 0);
            training.run().metric("loss", sum, training.integer("steps"));
            training.run().artifact("model", Double.toString(noise).getBytes(StandardCharsets.UTF_8));
        });
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private Run first() throws Exception {
        return experiment
                .train("mean")
                .input(people)
                .param("rate", 0.5)
                .param("steps", 3)
                .seed(7)
                .run("first");
    }

    @Test
    void aTrainedRunSaysHowItWasMade() throws Exception {
        Run run = experiment.run(first().id());
        assertThat(run.recipe()).hasValue(new Run.Recipe("mean", 7));
        assertThat(run.params()).containsOnly(Map.entry("rate", "0.5"), Map.entry("steps", "3"));
        assertThat(run.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.digest()).isEqualTo(people.digest()));
    }

    @Test
    void theSameTrainerDataAndSeedGiveTheSameAgain() throws Exception {
        Run run = first();
        Reproduction again = experiment.reproduce(run);
        assertThat(again.identical()).isTrue();
        assertThat(again.metrics()).isEmpty();
        assertThat(again.artifacts()).isEmpty();
        assertThat(again.environment()).isEmpty();
        assertThat(again.repeated().id()).isNotEqualTo(run.id());
        assertThat(again.repeated().tags()).containsEntry("mlops4j.reproduces", run.id());
    }

    @Test
    void whatComesOutOtherwiseIsNamed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ml.trainer("moody", training -> {
            int call = calls.incrementAndGet();
            training.run().metric("loss", call, 0).metric("same", 1, 0);
            training.run().artifact("model", new byte[] {(byte) call});
            if (call == 2) {
                training.run().metric("extra", 5, 0);
            }
        });
        Reproduction again = experiment.reproduce(experiment.train("moody").run("first"));
        assertThat(again.identical()).isFalse();
        assertThat(again.metrics())
                .containsExactly(
                        new Reproduction.MetricDifference("extra", Double.NaN, 5, Double.POSITIVE_INFINITY),
                        new Reproduction.MetricDifference("loss", 1, 2, 1));
        assertThat(again.metricsWithin(1)).isFalse();
        assertThat(again.artifacts()).singleElement().satisfies(difference -> {
            assertThat(difference.name()).isEqualTo("model");
            assertThat(difference.original()).isPresent();
            assertThat(difference.repeated()).isPresent();
        });
    }

    @Test
    void aRunThatNoTrainerMadeCannotBeRunAgain() {
        Run run = experiment.run("by hand", r -> {});
        assertThatThrownBy(() -> experiment.reproduce(run))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("train(…)");
    }

    @Test
    void aTrainerThatIsNotRegisteredIsNamedWithNearOnes() {
        assertThatThrownBy(() -> experiment.train("maen"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("maen")
                .hasMessageContaining("mean");
    }

    @Test
    void aTrainerThatThrowsLeavesAFailedRun() {
        ml.trainer("broken", training -> training.param("no such"));
        assertThatThrownBy(() -> experiment.train("broken").run("first")).isInstanceOf(NotFound.class);
        assertThat(experiment.runs().first())
                .hasValueSatisfying(run -> assertThat(run.status()).isEqualTo(RunStatus.FAILED));
    }

    @Test
    void aParameterThatIsNoNumberIsNamed() {
        ml.trainer("typed", training -> training.real("rate"));
        assertThatThrownBy(() -> experiment.train("typed").param("rate", "fast").run("first"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("fast");
    }

    @Test
    void twoVersionsOfOneDatasetAreRefused() {
        DatasetVersion other = ml.dataset("people")
                .from(Source.rows(List.of(Map.of("age", 30)), "age"))
                .commit();
        assertThatThrownBy(() -> experiment.train("mean").input(people).input(other))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("people");
    }
}
