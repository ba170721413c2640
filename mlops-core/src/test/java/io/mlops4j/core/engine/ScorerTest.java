package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelDraft;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records in and out of an endpoint. The model answers a factor times the sum of its columns. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ScorerTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;

    record Loan(double income, int age, boolean owner) {}

    record Score(float score) {}

    record Traced(double score, Prediction answer) {}

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private ModelDraft model(int columns, double factor) {
        return ml.model("sum").from(LinearRuntime.write(dir.resolve("sum.linear"), columns, factor));
    }

    private ModelVersion deployed(double factor) {
        ModelVersion version =
                model(3, factor).features("age", "income", "owner").register();
        endpoint.deploy(version);
        return version;
    }

    @Test
    void recordsGoInByTheNamesOfTheFeaturesAndComeOutByThoseOfTheOutputs() {
        deployed(2);
        Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class);
        assertThat(scorer.score(new Loan(0.5, 40, true))).isEqualTo(new Score(83));
    }

    @Test
    void manyRecordsAreOneRequest() {
        deployed(1);
        Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class);
        assertThat(scorer.scoreAll(List.of(new Loan(1, 2, true), new Loan(10, 20, false))))
                .containsExactly(new Score(4), new Score(30));
        assertThat(endpoint.stats().requests()).isEqualTo(1);
    }

    @Test
    void noRecordsAreNoRequest() {
        deployed(1);
        assertThat(endpoint.as(Loan.class, Score.class).scoreAll(List.of())).isEmpty();
        assertThat(endpoint.stats().requests()).isZero();
    }

    @Test
    void aScorerGoesOnWithTheVersionThatIsDeployed() {
        deployed(1);
        Scorer<Loan, Traced> scorer = endpoint.as(Loan.class, Traced.class);
        assertThat(scorer.score(new Loan(1, 2, true)).score()).isEqualTo(4);
        ModelVersion next = deployed(10);
        Traced traced = scorer.score(new Loan(1, 2, true));
        assertThat(traced.score()).isEqualTo(40);
        assertThat(traced.answer().version()).isEqualTo(next);
        endpoint.label(traced.answer().id(), 1);
    }

    @Test
    void aVersionWithOtherColumnsIsFollowedToo() {
        record Wide(double a, double b, double c) {}
        endpoint.deploy(model(2, 1).features("a", "b").register());
        Scorer<Wide, Score> scorer = endpoint.as(Wide.class, Score.class);
        assertThat(scorer.score(new Wide(1, 2, 4)).score()).isEqualTo(3);
        endpoint.deploy(model(2, 1).features("a", "c").register());
        assertThat(scorer.score(new Wide(1, 2, 4)).score()).isEqualTo(5);
        endpoint.rollback("back");
        assertThat(scorer.score(new Wide(1, 2, 4)).score()).isEqualTo(3);
    }

    @Test
    void aScorerCanBeMadeBeforeAnythingIsServed() {
        Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class);
        assertThatThrownBy(() -> scorer.score(new Loan(1, 2, true)))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("serves nothing");
        deployed(1);
        assertThat(scorer.score(new Loan(1, 2, true))).isEqualTo(new Score(4));
    }

    @Test
    void optionsOfTheRequestHold() {
        ModelVersion first = deployed(1);
        deployed(10);
        Scorer<Loan, Traced> scorer = endpoint.as(Loan.class, Traced.class);
        PredictOptions options =
                PredictOptions.defaults().version(first.number()).timeout(Duration.ofMinutes(1));
        Traced traced = scorer.score(new Loan(1, 2, true), options);
        assertThat(traced.score()).isEqualTo(4);
        assertThat(traced.answer().version()).isEqualTo(first);
    }

    @Test
    void aFailureOfTheModelIsItsOwn() {
        deployed(1);
        Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class);
        assertThatThrownBy(() -> scorer.score(new Loan(-1, 2, true))).isInstanceOf(InferenceFailure.class);
    }

    @Test
    void aMissingComponentIsRefusedWhenTheScorerIsMade() {
        record Short(double income, int agee) {}
        deployed(1);
        assertThatThrownBy(() -> endpoint.as(Short.class, Score.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the features 'age', 'owner'")
                .hasMessageContaining("Did you mean 'agee'?");
    }

    @Test
    void aTextWhereANumberIsNeededIsRefusedWhenTheScorerIsMade() {
        record Textual(String income, int age, boolean owner) {}
        deployed(1);
        assertThatThrownBy(() -> endpoint.as(Textual.class, Score.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'income'")
                .hasMessageContaining("java.lang.String")
                .hasMessageContaining("feature pipeline");
    }

    @Test
    void aComponentForNoOutputIsRefusedWhenTheScorerIsMade() {
        record Wrong(float scores) {}
        deployed(1);
        assertThatThrownBy(() -> endpoint.as(Loan.class, Wrong.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'scores'")
                .hasMessageContaining("Did you mean 'score'?");
    }

    @Test
    void anOutputOfAnotherTypeIsRefusedWhenTheScorerIsMade() {
        record Whole(long score) {}
        deployed(1);
        assertThatThrownBy(() -> endpoint.as(Loan.class, Whole.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'score'")
                .hasMessageContaining("long")
                .hasMessageContaining("make it float");
    }

    @Test
    void aVersionThatDoesNotFitSaysSoWhenItIsAsked() {
        deployed(1);
        Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class);
        endpoint.deploy(model(3, 1).features("income", "age", "zip").register());
        assertThatThrownBy(() -> scorer.score(new Loan(1, 2, true)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'zip'");
    }

    @Test
    void recordsGoThroughAFeaturePipeline() {
        enum Grade {
            A,
            B
        }
        record Applicant(Double income, Grade grade, String name) {}
        Table train = Table.builder()
                .doubles("income", 0, 100, Double.NaN)
                .strings("grade", "A", "B", "A")
                .build();
        FeaturePipeline features = FeaturePipeline.of(
                        Feature.impute("income").withMedian(), Feature.minMax("income"), Feature.oneHot("grade"))
                .fit(train);
        endpoint.deploy(model(3, 1).pipeline(features).register());
        Scorer<Applicant, Score> scorer = endpoint.as(Applicant.class, Score.class);
        assertThat(scorer.score(new Applicant(100.0, Grade.A, "x")).score()).isEqualTo(2);
        assertThat(scorer.scoreAll(List.of(new Applicant(null, Grade.B, "y"), new Applicant(0.0, null, "z"))))
                .extracting(Score::score)
                .containsExactly(1.5f, 0f);
    }

    @Test
    void aPipelineIsGivenItsTypes() {
        record Dated(java.time.LocalDate income, String grade) {}
        Table train = Table.builder()
                .doubles("income", 0, 100)
                .strings("grade", "A", "B")
                .build();
        FeaturePipeline features = FeaturePipeline.of(Feature.minMax("income"), Feature.oneHot("grade"))
                .fit(train);
        endpoint.deploy(model(3, 1).pipeline(features).register());
        assertThatThrownBy(() -> endpoint.as(Dated.class, Score.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'income'")
                .hasMessageContaining("java.time.LocalDate")
                .hasMessageContaining("a number or truth value");
    }

    @Test
    void withoutNamesComponentsAreTheInputsOfTheModel() {
        record Row(double[] x) {}
        record Whole(Tensor X) {}
        endpoint.deploy(model(3, 1).register());
        assertThat(endpoint.as(Row.class, Score.class)
                        .scoreAll(List.of(new Row(new double[] {1, 2, 3}), new Row(new double[] {4, 5, 6}))))
                .extracting(Score::score)
                .containsExactly(6f, 15f);
        assertThat(endpoint.stats().requests()).isEqualTo(1);
        Scorer<Whole, Score> whole = endpoint.as(Whole.class, Score.class);
        Whole row = new Whole(Tensor.of(new float[] {1, 2, 3}, 1, 3));
        assertThat(whole.scoreAll(List.of(row, row))).extracting(Score::score).containsExactly(6f, 6f);
        assertThat(endpoint.stats().requests()).isEqualTo(3);
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        record Row(float[] x) {}
        endpoint.deploy(model(3, 1).register());
        Scorer<Row, Score> scorer = endpoint.as(Row.class, Score.class);
        assertThatThrownBy(() -> scorer.score(new Row(new float[2])))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("2 elements");
        // Together they would be three rows of two.
        assertThatThrownBy(() ->
                        scorer.scoreAll(List.of(new Row(new float[2]), new Row(new float[2]), new Row(new float[2]))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2 elements");
    }

    @Test
    void rowsThatBreakARuleOfTheDataAreRefused() {
        deployed(1);
        RowCheck check = ml.dataset("loans")
                .from(Source.rows(List.of(new Loan(1, 20, true), new Loan(2, 30, false))))
                .expect(
                        Expectation.between("age", 18, 120),
                        Expectation.between("income", 0, 10).warning())
                .commit()
                .rowCheck();
        Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class).checkedBy(check);
        assertThat(scorer.score(new Loan(1_000, 30, true)).score())
                .as("a warning refuses nothing")
                .isEqualTo(1_031);
        assertThatThrownBy(() -> scorer.score(new Loan(1, 131, true)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("values of 'age' lie in [18, 120], and this is 131");
        assertThatThrownBy(() -> scorer.scoreAll(List.of(new Loan(1, 30, true), new Loan(1, 3, true))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Row 2 of 2");
        assertThat(endpoint.stats().requests()).isEqualTo(1);
    }

    @Test
    void whatIsNoRecordIsRefused() {
        record Nothing() {}
        assertThatThrownBy(() -> endpoint.as(Nothing.class, Score.class).score(new Nothing()))
                .isInstanceOf(NotFound.class);
        deployed(1);
        assertThatThrownBy(() -> endpoint.as(Nothing.class, Score.class))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no record with components");
    }
}
