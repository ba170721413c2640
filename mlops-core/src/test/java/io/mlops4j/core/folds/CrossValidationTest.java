package io.mlops4j.core.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.CrossValidationResult;
import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.FoldComparison;
import io.mlops4j.experiment.MetricSummary;
import io.mlops4j.experiment.NestedResult;
import io.mlops4j.experiment.OutOfFold;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final Table TABLE = Table.builder()
            .doubles("x", IntStream.range(0, 60).mapToDouble(i -> i).toArray())
            .longs(
                    "label",
                    IntStream.range(0, 60).mapToLong(i -> i % 3 == 0 ? 1 : 0).toArray())
            .longs("site", IntStream.range(0, 60).mapToLong(i -> i % 7).toArray())
            .build();

    /** Scores of a scripted model, one a fold. */
    private static final double[] FIRST = {.91, .93, .88, .95, .90, .92, .89, .94, .93, .91};

    private static final double[] SECOND = {.90, .91, .87, .95, .88, .90, .89, .92, .93, .90};

    private static Evaluation accuracy(double value) {
        return Evaluation.of("binary", 6)
                .metric(Metric.of("accuracy", value, Direction.HIGHER_IS_BETTER))
                .build();
    }

    private static CrossValidationResult scripted(double[] scores) {
        return CrossValidation.kFold(scores.length)
                .evaluate(TABLE, "label", (fold, train, test) -> accuracy(scores[fold.number()]));
    }

    @Test
    void theExampleOfTheDocumentationRuns() {
        MetricSummary accuracy = CrossValidation.stratified(5)
                .seed(1)
                .evaluate(
                        TABLE,
                        "label",
                        (train, test) -> Evaluator.binary()
                                .evaluate(
                                        Arrays.stream(test.longs("label"))
                                                .mapToInt(Math::toIntExact)
                                                .toArray(),
                                        Arrays.stream(test.doubles("x"))
                                                .map(x -> x % 3 == 0 ? .9 : .2)
                                                .toArray()))
                .summary()
                .metric("roc_auc");
        assertThat(accuracy.mean()).isEqualTo(1);
        assertThat(accuracy.stddev()).isZero();
        assertThat(accuracy.interval().low()).isEqualTo(1);
    }

    /** Reference: the formula in NumPy 1.24.2 with scipy.stats.t of SciPy 1.10.1. */
    @Test
    void theIntervalIsTheCorrectedOneOfNadeauAndBengio() {
        MetricSummary accuracy = scripted(FIRST).summary().metric("accuracy");
        assertThat(accuracy.mean()).isCloseTo(0.916, within(1e-12));
        assertThat(accuracy.stddev()).isCloseTo(0.022211108331943563, within(1e-12));
        assertThat(accuracy.standardError()).isCloseTo(0.010205300002848914, within(1e-12));
        assertThat(accuracy.interval().low()).isCloseTo(0.8929140075006347, within(1e-9));
        assertThat(accuracy.interval().high()).isCloseTo(0.9390859924993654, within(1e-9));
        assertThat(accuracy.min()).isEqualTo(0.88);
        assertThat(accuracy.max()).isEqualTo(0.95);
        assertThat(scripted(FIRST).summary(0.9).metric("accuracy").interval().low())
                .isCloseTo(0.8972925325831675, within(1e-9));
    }

    private static CrossValidationResult biased(double... values) {
        return CrossValidation.kFold(values.length)
                .evaluate(
                        TABLE,
                        "label",
                        (fold, train, test) -> Evaluation.of("forecasting", 6)
                                .metric(Metric.of("bias", values[fold.number()], Direction.CLOSER_TO_ZERO_IS_BETTER))
                                .build());
    }

    @Test
    void whereCloserToZeroIsBetterDistancesFromZeroAreCompared() {
        FoldComparison comparison = biased(-2, 2.1, -1.9, 2).compare(biased(1, -1.1, 1, -1), "bias");
        assertThat(comparison.difference()).isCloseTo(0.975, within(1e-12));
        assertThat(comparison.secondIsBetter()).isTrue();
        assertThat(comparison.firstIsBetter()).isFalse();
    }

    /** Reference: the formula in NumPy 1.24.2 with scipy.stats.t of SciPy 1.10.1. */
    @Test
    void twoWaysOfTrainingAreComparedFoldByFold() {
        FoldComparison comparison = scripted(FIRST).compare(scripted(SECOND), "accuracy");
        assertThat(comparison.difference()).isCloseTo(0.011, within(1e-12));
        assertThat(comparison.statistic()).isCloseTo(2.7342224744972334, within(1e-9));
        assertThat(comparison.pValue()).isCloseTo(0.023064604148830894, within(1e-9));
        assertThat(comparison.interval().low()).isCloseTo(0.001899157247719387, within(1e-9));
        assertThat(comparison.interval().high()).isCloseTo(0.020100842752280614, within(1e-9));
        assertThat(comparison.firstIsBetter()).isTrue();
        assertThat(comparison.secondIsBetter()).isFalse();
        assertThat(scripted(SECOND).compare(scripted(FIRST), "accuracy").secondIsBetter())
                .isTrue();
    }

    @Test
    void whatIsTheSameDoesNotDiffer() {
        FoldComparison comparison = scripted(FIRST).compare(scripted(FIRST), "accuracy");
        assertThat(comparison.pValue()).isEqualTo(1);
        assertThat(comparison.statistic()).isZero();
        assertThat(comparison.firstIsBetter() || comparison.secondIsBetter()).isFalse();
    }

    @Test
    void resultsOnOtherFoldsAreNotCompared() {
        CrossValidationResult other =
                CrossValidation.kFold(10).seed(3).evaluate(TABLE, "label", (train, test) -> accuracy(.9));
        assertThatThrownBy(() -> scripted(FIRST).compare(other, "accuracy"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("do not have the same folds");
    }

    @Test
    void aMetricThatOnlySomeFoldsHaveIsSummarizedOverThose() {
        CrossValidationResult result = CrossValidation.kFold(5)
                .evaluate(
                        TABLE,
                        "label",
                        (fold, train, test) -> fold.number() < 2
                                ? Evaluation.of("binary", 6).build()
                                : accuracy(fold.number() / 10.0));
        assertThat(result.summary().metric("accuracy").folds()).isEqualTo(3);
        assertThat(result.summary().metric("accuracy").mean()).isCloseTo(0.3, within(1e-12));
        assertThat(result.summary().warnings())
                .containsExactly("accuracy is a finite number in 3 of 5 folds; what is said of it is of those alone.");
    }

    @Test
    void theSummaryPrintsAsATable() {
        assertThat(scripted(FIRST).summary().toString()).isEqualTo("""
                        KFold[folds=10], 10 folds
                        metric      mean     std     low    high     min     max
                        accuracy  0.9160  0.0222  0.8929  0.9391  0.8800  0.9500
                        """);
    }

    @Test
    void resultsAreInTheOrderOfTheFoldsWhateverTheParallelism() {
        CrossValidation plan = CrossValidation.kFold(6).seed(4).repeated(3);
        CrossValidationResult one = plan.evaluate(TABLE, "label", CrossValidationTest::bySeed);
        CrossValidationResult many = plan.parallelism(5).evaluate(TABLE, "label", CrossValidationTest::bySeed);
        assertThat(many.evaluations()).isEqualTo(one.evaluations());
        assertThat(many.folds()).isEqualTo(one.folds());
    }

    private static Evaluation bySeed(Fold fold, Table train, Table test) {
        return accuracy((fold.seed() >>> 40) / 1e9 + test.doubles("x")[0]);
    }

    @Test
    void foldsAreWorkedOnAtOnce() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(3);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CrossValidation.kFold(3).parallelism(3).evaluate(TABLE, "label", (train, test) -> {
            meeting.await(30, TimeUnit.SECONDS);
            threads.add(Thread.currentThread().getName());
            return accuracy(1);
        });
        assertThat(threads).containsExactlyInAnyOrder("mlops4j-fold-1", "mlops4j-fold-2", "mlops4j-fold-3");
    }

    @Test
    void theExceptionOfAFoldComesThroughAndNamesTheFold() {
        AtomicInteger begun = new AtomicInteger();
        IOException loader = new IOException("the loader fell over");
        assertThatThrownBy(() -> CrossValidation.kFold(5).evaluate(TABLE, "label", (fold, train, test) -> {
                    begun.incrementAndGet();
                    if (fold.number() == 2) {
                        throw loader;
                    }
                    return accuracy(1);
                }))
                .isSameAs(loader);
        assertThat(begun).hasValue(3);
        assertThat(loader.getSuppressed()[0])
                .hasMessage("This was thrown in fold 3 of a cross-validation; 2 of its 5 folds were not begun.");
    }

    @Test
    void theFirstFailureInterruptsTheFoldsUnderWayAndBeginsNoMore() {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> CrossValidation.kFold(10)
                        .parallelism(2)
                        .evaluate(TABLE, "label", (fold, train, test) -> {
                            begun.incrementAndGet();
                            if (fold.number() == 0) {
                                waiting.await();
                                throw new IllegalStateException("diverged");
                            }
                            waiting.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.incrementAndGet();
                                throw e;
                            }
                            return accuracy(1);
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("diverged");
        assertThat(interrupted).hasValue(1);
        assertThat(begun).hasValue(2);
    }

    @Test
    void anErrorComesThroughAsItIs() {
        assertThatThrownBy(() -> CrossValidation.kFold(3).parallelism(2).evaluate(TABLE, "label", (train, test) -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void everyRowIsPredictedByAModelThatHasNotSeenIt() {
        OutOfFold predictions = CrossValidation.stratified(4).seed(2).predict(TABLE, "label", (train, test) -> {
            Set<Double> seen = ConcurrentHashMap.newKeySet();
            Arrays.stream(train.doubles("x")).forEach(seen::add);
            return Arrays.stream(test.doubles("x"))
                    .map(x -> seen.contains(x) ? -1 : x)
                    .toArray();
        });
        assertThat(predictions.rows()).containsExactly(IntStream.range(0, 60).toArray());
        assertThat(predictions.scores()).containsExactly(TABLE.doubles("x"));
    }

    @Test
    void predictionsOfRepetitionsAreAveraged() {
        AtomicInteger call = new AtomicInteger();
        OutOfFold predictions = CrossValidation.kFold(2).repeated(2).predict(TABLE, "label", (train, test) -> {
            double[] same = new double[test.rowCount()];
            Arrays.fill(same, call.getAndIncrement() < 2 ? 1 : 2);
            return same;
        });
        assertThat(predictions.scores()).hasSize(60).containsOnly(1.5);
    }

    @Test
    void aTimeSeriesPredictsOnlyTheRowsThatItTests() {
        OutOfFold predictions =
                CrossValidation.timeSeries(4).predict(TABLE, "label", (train, test) -> test.doubles("x"));
        assertThat(predictions.rows()).containsExactly(IntStream.range(12, 60).toArray());
        assertThat(predictions.scores()).startsWith(12, 13);
    }

    @Test
    void anotherNumberOfPredictionsThanRowsIsRefused() {
        assertThatThrownBy(() -> CrossValidation.kFold(4).predict(TABLE, "label", (train, test) -> new double[3]))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Fold 'fold 1' has 15 rows to test on, but 3 predictions were given;"
                        + " give one for each row, in their order.");
    }

    @Test
    void theOuterFoldsMeasureWhatTheInnerOnesChoose() {
        NestedResult<Double> nested = CrossValidation.stratified(3)
                .seed(1)
                .nested(CrossValidation.kFold(4).seed(9))
                .choose(TABLE, "label", "accuracy", List.of(0.2, 0.8, 0.5), (candidate, train, test) -> {
                    assertThat(train.rowCount() + test.rowCount()).isIn(40, 60);
                    return accuracy(test.rowCount() == 20 ? candidate / 2 : candidate);
                });
        assertThat(nested.choices()).hasSize(3).allSatisfy(choice -> {
            assertThat(choice.chosen()).isEqualTo(0.8);
            assertThat(choice.scores().keySet()).containsExactly(0.2, 0.8, 0.5);
        });
        assertThat(nested.result().summary().metric("accuracy").mean()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void aBodyMayTuneWithTheInnerFoldsItself() {
        Set<Long> seeds = ConcurrentHashMap.newKeySet();
        CrossValidationResult result = CrossValidation.kFold(3)
                .nested(CrossValidation.stratified(2).seed(5))
                .evaluate(TABLE, "label", (inner, train, test) -> {
                    seeds.add(inner.seed());
                    assertThat(inner.folds(train, "label").size()).isEqualTo(2);
                    return accuracy(1);
                });
        assertThat(result.evaluations()).hasSize(3);
        assertThat(seeds).hasSize(3);
    }

    @Test
    void aSeedShufflesAndInOrderKeepsItForTheBodies() {
        CrossValidation plan = CrossValidation.kFold(3).seed(5);
        assertThat(plan.folds(TABLE).all().get(0).testRows())
                .isNotEqualTo(IntStream.range(0, 20).toArray());
        assertThat(plan.inOrder().folds(TABLE).all().get(0).testRows())
                .containsExactly(IntStream.range(0, 20).toArray());
        assertThat(plan.inOrder().folds(TABLE).all().get(0).seed())
                .isEqualTo(plan.folds(TABLE).all().get(0).seed());
        assertThat(plan.seed(6).folds(TABLE)).isNotEqualTo(plan.folds(TABLE));
    }

    @Test
    void aGroupThatIsLeftOutNamesItsFold() {
        assertThat(CrossValidation.leaveOneGroupOut("site")
                        .folds(TABLE)
                        .all()
                        .get(2)
                        .name())
                .isEqualTo("fold 3 (2)");
        assertThat(CrossValidation.leaveOneOut().folds(TABLE).size()).isEqualTo(60);
    }

    @Test
    void aClassOfFewerRowsThanFoldsIsWarnedOf() {
        Table rare =
                Table.builder().strings("label", "a", "a", "a", "a", "b", "b").build();
        assertThat(CrossValidation.stratified(3).folds(rare, "label").warnings())
                .containsExactly(
                        "Class 'b' of label 'label' has 2 rows, fewer than the 3 folds, so some folds test none of"
                                + " it; use fewer folds or join it with another class.");
    }

    @Test
    void whatCannotBeDividedIsRefusedInASentence() {
        Table small = Table.builder()
                .strings("label", "a", "b", "c", null)
                .doubles("amount", 1.5, 2.5, 3, 4)
                .strings("name", "a", "b", "c", "d")
                .build();
        refused("4 rows, too few for 5 folds", () -> CrossValidation.kFold(5).folds(small));
        refused(
                "has no value in 1 of 4 rows, first in row 3",
                () -> CrossValidation.kFold(2).folds(small, "label"));
        refused(
                "1.5 in row 0, an amount and no class",
                () -> CrossValidation.stratified(2).folds(small, "amount"));
        refused(
                "No class of label 'name' has more than 1 rows",
                () -> CrossValidation.stratified(2).folds(small, "name"));
        refused("name its column", () -> CrossValidation.stratified(2).folds(small));
        refused(
                "7 groups, too few for 8 folds",
                () -> CrossValidation.grouped(8, "site").folds(TABLE));
        refused(
                "too few for a time series of 3 folds",
                () -> CrossValidation.timeSeries(3).gap(58).folds(TABLE));
        refused(
                "is STRING and has no order in time",
                () -> CrossValidation.timeSeries(2, "name").folds(small));
        refused("at least 2 folds, not 1", () -> CrossValidation.kFold(1));
        refused("Only a time series has a gap", () -> CrossValidation.kFold(2).gap(1));
        refused("needs a column of times", () -> CrossValidation.timeSeries(2).gap(Duration.ofDays(1)));
        refused(
                "gives the same folds again",
                () -> CrossValidation.timeSeries(2).repeated(2));
        refused(
                "gives the same folds again; leave inOrder() out",
                () -> CrossValidation.kFold(2).repeated(2).inOrder());
        refused("1 to 1024 threads", () -> CrossValidation.kFold(2).parallelism(0));
        refused("is not between 0 and 1", () -> scripted(FIRST).summary(95));
    }

    private static void refused(String message, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOf(InvalidInput.class).hasMessageContaining(message);
    }

    @Test
    void asOneEvaluationTheFoldsAreItsSlices() {
        Evaluation evaluation = scripted(FIRST).toEvaluation();
        assertThat(evaluation.rows()).isEqualTo(60);
        assertThat(evaluation.metric("accuracy").value()).isCloseTo(0.916, within(1e-12));
        assertThat(evaluation.metric("accuracy").interval())
                .isEqualTo(scripted(FIRST).summary().metric("accuracy").interval());
        assertThat(evaluation.slice("fold", "2").metric("accuracy").value()).isEqualTo(0.88);
        assertThat(Gate.requireEverySlice("accuracy")
                        .atLeast(0.9)
                        .check(evaluation)
                        .failures())
                .hasSize(2);
    }
}
