package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.ShadowReport;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShadowTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;
    private ModelVersion champion;
    private ModelVersion other;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        champion = register("champion", 1);
        other = register("other", 1.5);
        endpoint.deploy(champion);
    }

    private ModelVersion register(String name, double factor) {
        return ml.model("sum")
                .from(LinearRuntime.write(dir.resolve(name + ".linear"), 2, factor))
                .register();
    }

    private ModelVersion register(String name, String behaviour, double value) {
        return ml.model("sum")
                .from(LinearRuntime.write(dir.resolve(name + ".linear"), 2, 1, behaviour, value))
                .register();
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    @Test
    void aShadowAnswersNobodyAndIsHeldAgainstWhatWasServed() {
        Shadow shadow = endpoint.shadow(other).tolerance(1).start();
        for (int i = 0; i < 10; i++) {
            assertThat(endpoint.predict(row(i, 0)).version()).isEqualTo(champion);
        }
        assertThat(shadow.flush(SOON)).isTrue();
        ShadowReport report = shadow.report();
        assertThat(report.compared()).isEqualTo(10);
        // The difference is half the value: more than 1 from 3 on.
        assertThat(report.mismatches()).isEqualTo(7);
        assertThat(report.outputs()).hasSize(1);
        assertThat(report.outputs().get(0).largestDifference()).isEqualTo(4.5);
        assertThat(report.outputs().get(0).meanDifference()).isEqualTo(2.25);
        assertThat(report.outputs().get(0).rankAgreement()).contains(1.0);
    }

    @Test
    void theWorstDisagreementsAreKeptWithTheirInputsAsTheHookLeavesThem() {
        Shadow shadow = endpoint.shadow(other)
                .tolerance(0.1)
                .examples(2)
                .redact(inputs -> Tensors.of("X", Tensor.of(new float[] {0, 0}, 1, 2)))
                .start();
        for (int i = 1; i <= 5; i++) {
            endpoint.predict(row(i, 0));
        }
        shadow.flush(SOON);
        assertThat(shadow.report().examples()).hasSize(2);
        ShadowReport.Example worst = shadow.report().examples().get(0);
        assertThat(worst.served().tensor("score").floats()).containsExactly(5);
        assertThat(worst.shadow().tensor("score").floats()).containsExactly(7.5f);
        assertThat(worst.inputs().tensor("X").floats()).containsExactly(0, 0);
    }

    @Test
    void aRelativeToleranceGrowsWithTheNumber() {
        Shadow shadow = endpoint.shadow(other).tolerance(0, 0.6).start();
        endpoint.predict(row(1, 0));
        endpoint.predict(row(1_000, 0));
        shadow.flush(SOON);
        assertThat(shadow.report().mismatches()).isZero();
    }

    @Test
    void aFailingShadowFailsAlone() {
        Shadow shadow = endpoint.shadow(register("failing", "failing", 5)).start();
        for (int i = 0; i < 10; i++) {
            endpoint.predict(row(i, 0));
        }
        shadow.flush(SOON);
        assertThat(shadow.report().errors()).isEqualTo(4);
        assertThat(shadow.report().compared()).isEqualTo(6);
        assertThat(shadow.report().firstError())
                .hasValueSatisfying(e -> assertThat(e).contains("above 5.0"));
    }

    @Test
    void whatASlowShadowCannotTakeIsDroppedAndCounted() {
        Shadow shadow = endpoint.shadow(register("slow", "slow", 20)).queue(2).start();
        for (int i = 0; i < 100; i++) {
            endpoint.predict(row(1, 2));
        }
        shadow.flush(SOON);
        ShadowReport report = shadow.report();
        assertThat(report.dropped()).isGreaterThan(90);
        assertThat(report.dropped() + report.compared()).isEqualTo(100);
    }

    @Test
    void whatWaitsWhenAShadowIsStoppedIsDroppedAndCounted() {
        Shadow shadow = endpoint.shadow(register("slow", "slow", 20)).start();
        for (int i = 0; i < 50; i++) {
            endpoint.predict(row(1, 2));
        }
        shadow.stop();
        assertThat(shadow.report().dropped() + shadow.report().compared()).isEqualTo(50);
        assertThat(endpoint.shadows()).isEmpty();
        shadow.stop();
    }

    @Test
    void aSampleIsAShareOfTheRequests() {
        Shadow shadow = endpoint.shadow(other).sample(0.25).queue(100_000).start();
        for (int i = 0; i < 4_000; i++) {
            endpoint.predict(row(1, 2));
        }
        shadow.flush(SOON);
        assertThat(shadow.report().compared()).isBetween(800L, 1_200L);
    }

    @Test
    void severalVersionsShadowAtOnceButEachOnce() {
        ModelVersion third = register("third", 2);
        Shadow one = endpoint.shadow(other).start();
        Shadow two = endpoint.shadow(third).start();
        endpoint.predict(row(1, 2));
        assertThat(one.flush(SOON) && two.flush(SOON)).isTrue();
        assertThat(one.report().compared() + two.report().compared()).isEqualTo(2);
        assertThatThrownBy(() -> endpoint.shadow(other).start())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("already");
        assertThat(endpoint.shadows()).extracting(Shadow::version).containsExactly(other, third);
    }

    @Test
    void aShadowWithAnotherSignatureIsRefusedUnlessThatIsAccepted() {
        ModelVersion wide = ml.model("wide")
                .from(LinearRuntime.write(dir.resolve("wide.linear"), 5, 1))
                .register();
        assertThatThrownBy(() -> endpoint.shadow(wide).start()).isInstanceOf(InvalidInput.class);
        Shadow shadow = endpoint.shadow(wide).acceptIncompatible().start();
        endpoint.predict(row(1, 2));
        shadow.flush(SOON);
        assertThat(shadow.report().errors()).isEqualTo(1);
    }

    @Test
    void startAndEndAreInTheAuditTrail() {
        endpoint.shadow(other).start().stop();
        assertThat(ml.audit().events().list()).extracting("type").contains("shadow-started", "shadow-stopped");
    }

    @Test
    void theReportIsAPageThatTakesNoMarkupFromModels() throws IOException {
        Shadow shadow = endpoint.shadow(other).tolerance(0.1).start();
        endpoint.predict(row(1, 2));
        shadow.flush(SOON);
        Path file = dir.resolve("shadow.html");
        shadow.report().toHtml(file);
        assertThat(Files.readString(file))
                .contains("Worst disagreements")
                .contains("100")
                .doesNotContain("<script");
    }
}
