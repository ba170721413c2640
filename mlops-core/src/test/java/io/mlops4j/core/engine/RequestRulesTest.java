package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Fallback;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestRulesTest {
    private static final String BROKEN = "values of 'age' lie in [18, 120], and this is 131";

    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;
    private RowCheck check;

    record Loan(double age, double income) {}

    record Score(float score) {}

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("loans");
        check = ml.dataset("loans")
                .from(Source.table(Table.builder()
                        .doubles("age", 30, 40)
                        .doubles("income", 1, 20)
                        .build()))
                .expect(
                        Expectation.between("age", 18, 120),
                        Expectation.between("income", 0, 10).warning())
                .commit()
                .rowCheck();
        endpoint.rowCheck(check);
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private void deployed() {
        endpoint.deploy(ml.model("loan")
                .from(LinearRuntime.write(dir.resolve("loan.linear"), 2, 1))
                .features("age", "income")
                .register());
    }

    @Test
    void aMapThatBreaksARuleIsRefusedByColumnValueAndRule() {
        deployed();
        assertThatThrownBy(() -> endpoint.predict(Map.of("age", 131, "income", 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("The row breaks a rule")
                .hasMessageContaining(BROKEN);
        assertThat(endpoint.predict(Map.of("age", 30, "income", 1_000))
                        .output("score")
                        .floats())
                .as("a warning refuses nothing")
                .containsExactly(1_030);
    }

    @Test
    void aTableIsRefusedByTheRow() {
        deployed();
        Table rows =
                Table.builder().doubles("age", 30, 131).doubles("income", 1, 1).build();
        assertThatThrownBy(() -> endpoint.predict(rows))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Row 2 of 2")
                .hasMessageContaining(BROKEN);
        assertThat(endpoint.predict(rows.select(0)).output("score").floats()).containsExactly(31);
    }

    @Test
    void tensorsAreCheckedByTheNamesOfTheFeatures() {
        deployed();
        assertThatThrownBy(() -> endpoint.predict(Tensors.of("X", Tensor.of(new float[] {30, 1, 40, 1, 131, 1}, 3, 2))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Row 3 of 3")
                .hasMessageContaining(BROKEN);
        assertThat(endpoint.predict(row(30, 1)).output("score").floats()).containsExactly(31);
    }

    @Test
    void tensorsOfAnotherShapeAreTheModelsToRefuse() {
        deployed();
        assertThatThrownBy(() -> endpoint.predict(row(131, 1, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageNotContaining("rule");
    }

    @Test
    void tensorsOfAVersionWithoutNamesAreNotChecked() {
        endpoint.deploy(ml.model("loan")
                .from(LinearRuntime.write(dir.resolve("loan.linear"), 2, 1))
                .register());
        assertThat(endpoint.predict(row(131, 1)).output("score").floats()).containsExactly(132);
    }

    @Test
    void recordsAreCheckedHoweverTheyCome() {
        deployed();
        Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class);
        assertThatThrownBy(() -> endpoint.predict(new Loan(131, 1))).hasMessageContaining(BROKEN);
        assertThatThrownBy(() -> scorer.score(new Loan(131, 1))).hasMessageContaining(BROKEN);
        assertThatThrownBy(() -> scorer.scoreAll(List.of(new Loan(30, 1), new Loan(131, 1))))
                .hasMessageContaining("Row 2 of 2")
                .hasMessageContaining(BROKEN);
    }

    @Test
    void aRefusedRequestIsNobodysFailureAndHasNoFallback() {
        deployed();
        endpoint.fallback(Fallback.constant(Tensors.of("score", Tensor.of(new float[] {0}, 1))));
        PredictOptions retried = PredictOptions.defaults().retries(3);
        PredictOptions inTime = PredictOptions.defaults().timeout(Duration.ofSeconds(20));
        assertThatThrownBy(() -> endpoint.predict(row(131, 1), retried)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> endpoint.predict(row(131, 1), inTime)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> endpoint.predictAsync(row(131, 1)).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InvalidInput.class);
        assertThat(endpoint.stats().requests()).isZero();
        assertThat(endpoint.stats().retries()).isZero();
    }

    @Test
    void rulesCanBeTakenAwayAgain() {
        deployed();
        endpoint.rowCheck(RowCheck.none());
        assertThat(endpoint.predict(Map.of("age", 131, "income", 1))
                        .output("score")
                        .floats())
                .containsExactly(132);
    }

    @Test
    void anEndpointThatServesNothingSaysSoFirst() {
        assertThatThrownBy(() -> endpoint.predict(Map.of("age", 131))).isInstanceOf(NotFound.class);
    }
}
