package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.ModelCard;
import io.mlops4j.model.ModelDraft;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GatedVersionTest {
    @TempDir
    Path dir;

    private Mlops ml;

    @BeforeEach
    void open() {
        ml = Mlops.builder().inMemory().build();
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private ModelDraft draft(double area) {
        return ml.model("loans")
                .from(LinearRuntime.write(dir.resolve("loans.linear"), 2, area))
                .evaluation(evaluation(area));
    }

    private static Evaluation evaluation(double area) {
        return Evaluation.of("binary", 100)
                .metric(Metric.of("roc_auc", area, Direction.HIGHER_IS_BETTER))
                .build();
    }

    private static Evaluation computed() {
        Random random = new Random(3);
        int[] labels = new int[60];
        double[] scores = new double[60];
        String[] regions = new String[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2;
            scores[i] = Math.min(1, Math.max(0, random.nextDouble() * 0.7 + 0.3 * labels[i]));
            regions[i] = i % 3 == 0 ? "eu" : "us";
        }
        return Evaluator.binary().slice("region", regions).evaluate(labels, scores);
    }

    @Test
    void anEvaluationComesBackWholeWithItsSlicesAndFigures() {
        Evaluation computed = computed();
        ModelVersion version = ml.model("loans")
                .from(LinearRuntime.write(dir.resolve("loans.linear"), 2, 1))
                .evaluation(computed)
                .register();
        assertThat(version.evaluation()).isEqualTo(computed);
        assertThat(ml.model("loans")
                        .version(1)
                        .evaluation()
                        .slice("region", "eu")
                        .metric("roc_auc"))
                .isEqualTo(computed.slice("region", "eu").metric("roc_auc"));
    }

    @Test
    void evaluationsByOtherStrategiesAreKeptBesideTheFirst() {
        ModelVersion version =
                draft(0.9).evaluation("backtest", evaluation(0.8)).register();
        version.addEvaluation("shadow", evaluation(0.7));
        ModelVersion read = ml.model("loans").version(1);
        assertThat(read.evaluations()).containsOnlyKeys(Evaluation.HOLD_OUT, "backtest", "shadow");
        assertThat(read.evaluation("shadow").metric("roc_auc").value()).isEqualTo(0.7);
        assertThatThrownBy(() -> read.addEvaluation("shadow", evaluation(0.6)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("'shadow' already");
        assertThatThrownBy(() -> read.evaluation("backtests"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("backtest");
    }

    @Test
    void aGateReachesTheEvaluationByAnotherStrategy() {
        Gate gate = Gate.require("roc_auc")
                .atLeast(0.85)
                .andEvaluation("backtest", Gate.require("roc_auc").atLeast(0.85));
        assertThatThrownBy(() -> draft(0.9).gate(gate).register())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("There is no evaluation 'backtest'");
        assertThatThrownBy(() -> draft(0.9)
                        .evaluation("backtest", evaluation(0.8))
                        .gate(gate)
                        .register())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("In 'backtest' roc_auc is 0.8, below 0.85.");
        assertThat(draft(0.9)
                        .evaluation("backtest", evaluation(0.9))
                        .gate(gate)
                        .register()
                        .findGate())
                .contains(gate);
    }

    @Test
    void aModelThatIsTooLargeOrTooSlowIsNotRegistered() {
        Gate size = Gate.require("roc_auc").atLeast(0.5).andSizeAtMost(5);
        assertThatThrownBy(() -> draft(0.9).gate(size).register())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("The model has 12 bytes, more than 5.");
        Gate latency = Gate.require("roc_auc").atLeast(0.5).andLatency(0.5).atMost(Duration.ofNanos(1));
        assertThatThrownBy(() -> draft(0.9).gate(latency).register())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("quantile of the latency is")
                .hasMessageContaining("above 1.0E-6 ms");
        assertThat(ml.models()).isEmpty();
    }

    @Test
    void aModelThatIsFastEnoughIsRegistered() {
        Gate gate = Gate.require("roc_auc").atLeast(0.5).andLatency(0.5).atMost(Duration.ofMinutes(1));
        assertThat(draft(0.9).gate(gate).register().number()).isEqualTo(1);
    }

    @Test
    void theDataMustHaveKeptWhatWasExpectedOfThem() {
        Gate gate = Gate.require("roc_auc").atLeast(0.5).andDataQuality();
        assertThatThrownBy(() -> draft(0.9).gate(gate).register())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("Nothing is known of the quality of the data");
        assertThat(draft(0.9).run(trainedOn(70)).gate(gate).register().number()).isEqualTo(1);
        assertThatThrownBy(() -> draft(0.9).run(trainedOn(700)).gate(gate).register())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("of dataset 'ages'")
                .hasMessageContaining("is broken by 1 of 2.");
    }

    private Run trainedOn(long oldest) {
        Table table = Table.builder().longs("age", 18, oldest).build();
        return ml.experiment("loans")
                .run(
                        "fit",
                        run -> run.input(ml.dataset("ages")
                                .from(Source.table(table))
                                .expect(Expectation.between("age", 18, 120).warning())
                                .commit()));
    }

    @Test
    void theGateIsCheckedAgainWhenTheVersionIsDeployed() {
        Gate gate = Gate.require("roc_auc").notWorseThanChampion(0.01);
        ModelVersion first = draft(0.8).gate(gate).register();
        ModelVersion second = draft(0.9).gate(gate).register();
        Endpoint endpoint = ml.deployer().endpoint("scoring");
        ml.model("loans").alias("champion", first, "the first");
        endpoint.deploy(first);
        endpoint.deploy(second);
        ml.model("loans").alias("champion", second, "better");
        assertThatThrownBy(() -> endpoint.deploy(first))
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("version 1 of model 'loans' does not pass its gate now")
                .hasMessageContaining("the champion's 0.9");
        assertThat(endpoint.version().number()).isEqualTo(2);
    }

    @Test
    void aRollbackAsksNoGate() {
        Gate gate = Gate.require("roc_auc").notWorseThanChampion(0.01);
        ModelVersion first = draft(0.8).gate(gate).register();
        ModelVersion second = draft(0.9).gate(gate).register();
        Endpoint endpoint = ml.deployer().endpoint("scoring");
        endpoint.deploy(first);
        endpoint.deploy(second);
        ml.model("loans").alias("champion", second, "better");
        endpoint.rollback("errors");
        assertThat(endpoint.version().number()).isEqualTo(1);
    }

    @Test
    void aCardTellsWhatIsRecordedAndWhatPeopleAdd() {
        ModelVersion version = ml.model("loans")
                .from(LinearRuntime.write(dir.resolve("loans.linear"), 2, 1))
                .run(trainedOn(70))
                .evaluation(computed())
                .description("Scores <loans> | daily.")
                .tag("team", "risk")
                .register();
        ModelCard card = version.card()
                .user("Clerks")
                .useCase("Order of applications")
                .limitation("Not for companies")
                .ethicalConsideration("Unequal recall", "A person decides");

        assertThat(card.toMarkdown())
                .startsWith("# Model card: loans, version 1")
                .contains(
                        "Scores \\<loans\\> \\| daily.",
                        "version 1 of dataset ages",
                        "* team: risk",
                        "Evaluated by hold_out")
                .contains(
                        "* Clerks",
                        "* Order of applications",
                        "* Not for companies",
                        "* Unequal recall – A person decides");
        JsonNode json = Json.parse(card.toJson().getBytes(StandardCharsets.UTF_8));
        assertThat(json.get("schema_version").stringValue()).isEqualTo("0.0.2");
        assertThat(json.get("model_details").get("overview").stringValue()).isEqualTo("Scores <loans> | daily.");
        JsonNode first =
                json.get("quantitative_analysis").get("performance_metrics").get(0);
        assertThat(first.get("type").stringValue()).isEqualTo("roc_auc");
        assertThat(Double.parseDouble(first.get("value").stringValue()))
                .isEqualTo(computed().metric("roc_auc").value());
        assertThat(first.get("confidence_interval").has("lower_bound")).isTrue();
        assertThat(json.get("considerations")
                        .get("use_cases")
                        .get(0)
                        .get("description")
                        .stringValue())
                .isEqualTo("Order of applications");
    }
}
