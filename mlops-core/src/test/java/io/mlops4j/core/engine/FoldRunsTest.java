package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.Mlops;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.CrossValidationResult;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folds of a cross-validation as runs. */
class FoldRunsTest {
    private static final Table TABLE = Table.builder()
            .longs("label", LongStream.range(0, 20).map(i -> i % 2).toArray())
            .build();

    @TempDir
    Path dir;

    private Mlops ml;
    private Experiment experiment;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir);
        experiment = ml.experiment("folds");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private static Evaluation evaluation(Fold fold, Table train, Table test) {
        Metric metric = Metric.of("accuracy", 0.5 + fold.number() / 10.0, Direction.HIGHER_IS_BETTER);
        return Evaluation.of("binary", test.rowCount()).metric(metric).build();
    }

    private List<Run> children(Run parent) {
        return experiment.runs().list().stream()
                .filter(run -> run.parent().filter(parent.id()::equals).isPresent())
                .toList();
    }

    @Test
    void aResultIsRecordedAsARunWithAChildForEachFold() {
        CrossValidationResult result =
                CrossValidation.stratified(4).seed(1).evaluate(TABLE, "label", FoldRunsTest::evaluation);
        Run run = result.recordIn(experiment, "logistic");
        assertThat(run.metric("accuracy_mean").last()).isCloseTo(0.65, within(1e-12));
        assertThat(run.metric("accuracy_std").last()).isCloseTo(0.12909944487358055, within(1e-12));
        assertThat(run.metric("accuracy_low").last()).isLessThan(0.65);
        assertThat(run.metric("accuracy_high").last()).isGreaterThan(0.65);
        assertThat(run.tags()).containsEntry("mlops4j.cross_validation", "Stratified[folds=4] shuffled with seed 1");
        assertThat(children(run))
                .extracting(Run::name)
                .containsExactlyInAnyOrder("fold 1", "fold 2", "fold 3", "fold 4");
        assertThat(children(run)).allSatisfy(child -> {
            assertThat(child.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(child.metric("accuracy").last())
                    .isEqualTo(0.5 + Integer.parseInt(child.tags().get("mlops4j.fold")) / 10.0);
        });
    }

    @Test
    void foldsAreRecordedWhileTheyTakePlace() {
        Run run = experiment.run("live", active -> {
            CrossValidation.kFold(4).parallelism(2).evaluate(active, TABLE, "label", FoldRunsTest::evaluation);
        });
        assertThat(children(run)).hasSize(4);
        assertThat(run.metric("accuracy_mean").last()).isCloseTo(0.65, within(1e-12));
    }

    @Test
    void aFoldThatThrowsLeavesAFailedChild() {
        assertThatThrownBy(() -> experiment.run("broken", active -> {
                    CrossValidation.kFold(4).evaluate(active, TABLE, "label", (fold, train, test) -> {
                        if (fold.number() == 1) {
                            throw new IllegalStateException("diverged");
                        }
                        return evaluation(fold, train, test);
                    });
                }))
                .hasMessage("diverged");
        Run run = experiment.runs().list().stream()
                .filter(each -> each.name().equals("broken"))
                .findFirst()
                .orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(children(run))
                .extracting(Run::status)
                .containsExactlyInAnyOrder(RunStatus.FINISHED, RunStatus.FAILED);
    }
}
