package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.MonitorDraft;
import io.mlops4j.monitoring.Performance;
import io.mlops4j.monitoring.PerformanceBound;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.PerformanceTask;
import io.mlops4j.monitoring.PerformanceWindow;
import io.mlops4j.monitoring.Window;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Prediction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PerformanceTest {
    @TempDir
    Path dir;

    private final ManualClock clock = new ManualClock();
    private final Random random = new Random(11);
    private Mlops ml;

    @BeforeEach
    void open() {
        ml = opened();
    }

    private Mlops opened() {
        return Mlops.builder().directory(dir.resolve("ml")).clock(clock).build();
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private Table reference(String... labels) {
        String[] label = new String[400];
        for (int row = 0; row < label.length; row++) {
            label[row] = labels[row % labels.length];
        }
        return Table.builder()
                .doubles("x", random.doubles(400).toArray())
                .strings("label", label)
                .build();
    }

    private MonitorDraft draft(String... labels) {
        return ml.monitor("m")
                .reference(reference(labels))
                .performance(PerformanceSettings.defaults().label("label"))
                .window(Window.ofCount(50))
                .columns("x");
    }

    /** A row, and what was predicted for it; a microsecond later than the one before. */
    private void predict(Monitor monitor, String id, double score) {
        clock.advance(Duration.ofNanos(1_000));
        monitor.predicted(id, score);
        monitor.observe(Map.of("x", random.nextDouble()));
    }

    @Test
    void metricsOfLabelsAreThoseOfTheEvaluator() {
        Monitor monitor = draft("0", "1").start();
        int[] labels = new int[50];
        double[] scores = new double[50];
        for (int i = 0; i < 50; i++) {
            scores[i] = random.nextDouble();
            labels[i] = random.nextDouble() < scores[i] ? 1 : 0;
            predict(monitor, "p" + i, scores[i]);
        }
        for (int i = 0; i < 50; i++) {
            monitor.label("p" + i, labels[i]);
        }
        monitor.flush();
        Evaluation expected = Evaluator.binary().confidence(0.95).evaluate(labels, scores);
        Performance performance = monitor.performance();
        assertThat(performance.findTask()).contains(PerformanceTask.BINARY);
        assertThat(performance.latest().all().realised()).isEqualTo(expected.metrics());
        assertThat(performance.metric("roc_auc").interval().low())
                .isLessThan(performance.metric("roc_auc").value());
    }

    @Test
    void aLateLabelCountsInTheWindowOfItsPrediction() {
        Monitor monitor = draft("0", "1").start();
        for (int i = 0; i < 120; i++) {
            predict(monitor, "p" + i, 0.9);
        }
        monitor.flush();
        clock.advance(Duration.ofDays(3));
        monitor.label("p10", 1);
        monitor.label("p60", 0);
        monitor.label("p70", 1);
        List<PerformanceWindow> windows = monitor.performance().windows();
        assertThat(windows).extracting(PerformanceWindow::number).containsExactly(1L, 2L, 3L);
        assertThat(windows).extracting(window -> window.all().predictions()).containsExactly(50L, 50L, 20L);
        assertThat(windows).extracting(window -> window.all().labelled()).containsExactly(1L, 2L, 0L);
        assertThat(windows.get(1).all().metric("accuracy").value()).isEqualTo(0.5);
    }

    @Test
    void whatCameAfterTheLastWindowIsMeasuredAsOpen() {
        Monitor monitor = draft("0", "1").start();
        for (int i = 0; i < 10; i++) {
            predict(monitor, "p" + i, 0.9);
            monitor.label("p" + i, 1);
        }
        PerformanceWindow open = monitor.performance().latest();
        assertThat(open.open()).isTrue();
        assertThat(open.number()).isEqualTo(1);
        assertThat(open.all().metric("accuracy").value()).isEqualTo(1);
    }

    @Test
    void aLabelMayComeBeforeItsPrediction() {
        Monitor monitor = draft("0", "1").start();
        monitor.label("p", 1);
        assertThat(monitor.performance().labels().early()).isEqualTo(1);
        predict(monitor, "p", 0.9);
        assertThat(monitor.performance().latest().all().labelled()).isEqualTo(1);
        assertThat(monitor.performance().labels().early()).isZero();
    }

    @Test
    void theFirstLabelOfAPredictionCounts() {
        Monitor monitor = draft("0", "1").start();
        predict(monitor, "p", 0.9);
        monitor.label("p", 1);
        clock.advance(Duration.ofSeconds(1));
        monitor.label("p", 0);
        assertThat(monitor.performance().metric("accuracy").value()).isEqualTo(1);
        assertThat(monitor.performance().labels().repeated()).isEqualTo(1);
    }

    @Test
    void aRestartForgetsNeitherPredictionsNorLabels() {
        Monitor monitor = draft("0", "1").start();
        for (int i = 0; i < 60; i++) {
            predict(monitor, "p" + i, 0.9);
        }
        monitor.label("p1", 1);
        monitor.label("early", 0);
        ml.close();
        ml = opened();
        Monitor again = draft("0", "1").start();
        again.label("p2", 0);
        predict(again, "early", 0.9);
        assertThat(again.performance().windows())
                .extracting(
                        window -> window.all().predictions(),
                        window -> window.all().labelled())
                .containsExactly(tuple(50L, 2L), tuple(11L, 1L));
    }

    @Test
    void aLabelFindsThePredictionOfAnotherProcess() {
        Table reference = reference("0", "1");
        Monitor one =
                ml.monitor("m").reference(reference).window(Window.ofCount(50)).start();
        try (Mlops other = opened()) {
            Monitor two = other.monitor("m")
                    .reference(reference)
                    .window(Window.ofCount(50))
                    .start();
            predict(one, "p", 0.9);
            one.close();
            two.label("p", 1);
            assertThat(two.performance().latest().all().labelled()).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsTooLongIsLetGoAndCounted() {
        Monitor monitor = draft("0", "1")
                .performance(PerformanceSettings.defaults().labelsWithin(Duration.ofHours(1)))
                .start();
        predict(monitor, "p", 0.9);
        monitor.label("nobody", 1);
        clock.advance(Duration.ofHours(2));
        assertThat(monitor.performance().windows()).isEmpty();
        assertThat(monitor.performance().labels().expired()).isEqualTo(2);
        assertThat(monitor.performance().labels().waiting()).isZero();
    }

    @Test
    void whatWasMeasuredStaysWhenItsPredictionsHaveGone() {
        Monitor monitor = draft("0", "1")
                .performance(PerformanceSettings.defaults().labelsWithin(Duration.ofHours(1)))
                .start();
        for (int i = 0; i < 50; i++) {
            predict(monitor, "p" + i, 0.9);
            monitor.label("p" + i, i % 2);
        }
        monitor.flush();
        ml.close();
        clock.advance(Duration.ofHours(2));
        ml = opened();
        Monitor again = draft("0", "1").start();
        assertThat(again.performance().metric("accuracy").value()).isEqualTo(0.5);
        assertThat(again.performance().labels().joined()).isZero();
    }

    @Test
    void theOldestMakeRoomForTheNewest() {
        Monitor monitor = draft("0", "1")
                .performance(PerformanceSettings.defaults().keep(10))
                .start();
        for (int i = 0; i < 25; i++) {
            predict(monitor, "p" + i, 0.9);
        }
        assertThat(monitor.performance().labels().evicted()).isEqualTo(15);
        assertThat(monitor.performance().latest().all().predictions()).isEqualTo(10);
    }

    @Test
    void aSampleKeepsPredictionsWithTheirLabels() {
        Monitor monitor = draft("0", "1")
                .performance(PerformanceSettings.defaults().sample(0.25))
                .start();
        for (int i = 0; i < 40; i++) {
            for (int k = 0; k < 100; k++) {
                String id = "p" + i + "-" + k;
                clock.advance(Duration.ofNanos(1_000));
                monitor.predicted(id, 0.9);
                monitor.label(id, 1);
            }
        }
        Performance performance = monitor.performance();
        assertThat(performance.latest().all().predictions()).isBetween(850L, 1_150L);
        assertThat(performance.labels().joined())
                .isEqualTo(performance.latest().all().predictions());
    }

    @Test
    void classesAreNamedAsTheLabelOfTheReferenceHasThem() {
        Monitor monitor = draft("cat", "dog", "elk").start();
        clock.advance(Duration.ofMillis(1));
        monitor.predicted("a", new double[] {0.7, 0.2, 0.1});
        monitor.predicted("b", new double[] {0.1, 0.2, 0.7});
        monitor.predicted("c", new double[] {0.1, 0.8, 0.1});
        monitor.label("a", "cat");
        monitor.label("b", "elk");
        monitor.label("c", "cat");
        Performance performance = monitor.performance();
        assertThat(performance.findTask()).contains(PerformanceTask.MULTICLASS);
        assertThat(performance.metric("accuracy").value()).isCloseTo(2 / 3d, within(1e-12));
    }

    @Test
    void aLabelOfNoClassIsLeftOutAndSaidSo() {
        Monitor monitor = draft("cat", "dog", "elk").start();
        monitor.predicted("a", new double[] {0.7, 0.2, 0.1});
        monitor.predicted("b", new double[] {0.1, 0.2, 0.7});
        monitor.label("a", "cat");
        monitor.label("b", "cow");
        PerformanceWindow window = monitor.performance().latest();
        assertThat(window.all().metric("accuracy").value()).isEqualTo(1);
        assertThat(window.all().warnings())
                .anySatisfy(warning ->
                        assertThat(warning).startsWith("1 labelled prediction").contains("[cat, dog, elk]"));
    }

    @Test
    void anEndpointIsMeasuredByVersion() {
        Endpoint endpoint = ml.deployer().endpoint("e");
        double[] truths = random.doubles(40).toArray();
        Table rows = Table.builder().doubles("a", truths).doubles("b", truths).build();
        endpoint.deploy(ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("sum.linear"), 2, 1))
                .features("a", "b")
                .register());
        Monitor monitor = ml.monitor("m").on(endpoint).reference(rows).start();
        label(endpoint, truths, 1);
        endpoint.deploy(ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("double.linear"), 2, 2))
                .features("a", "b")
                .register());
        label(endpoint, truths, 2);
        Performance performance = monitor.performance();
        assertThat(performance.findTask()).contains(PerformanceTask.REGRESSION);
        Map<String, Double> errors = new TreeMap<>();
        performance
                .latest()
                .versions()
                .forEach((version, figures) ->
                        errors.put(version, figures.metric("mae").value()));
        assertThat(errors.keySet()).containsExactly("sum 1", "sum 2");
        assertThat(errors.get("sum 1")).isCloseTo(0.5, within(1e-6));
        assertThat(errors.get("sum 2")).isCloseTo(0.25, within(1e-6));
        assertThat(performance.latest().all().labelled()).isEqualTo(80);
    }

    /** Labels in any order, each off by a half for the first version and a quarter for the second. */
    private void label(Endpoint endpoint, double[] values, double factor) {
        List<Runnable> labels = new ArrayList<>();
        for (double value : values) {
            clock.advance(Duration.ofMillis(1));
            Prediction prediction = endpoint.predict(LinearRuntime.row((float) value, 0));
            labels.add(() -> endpoint.label(prediction.id(), factor * (float) value + 0.5 / factor));
        }
        Collections.shuffle(labels, random);
        labels.forEach(Runnable::run);
    }

    @Test
    void aPredictionOfSeveralRowsHasNoLabel() {
        Endpoint endpoint = ml.deployer().endpoint("e");
        endpoint.deploy(ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("sum.linear"), 2, 1))
                .features("a", "b")
                .register());
        Table rows = Table.builder().doubles("a", 1, 2, 3).doubles("b", 1, 2, 3).build();
        Monitor monitor = ml.monitor("m").on(endpoint).reference(rows).start();
        endpoint.predict(rows);
        assertThat(monitor.performance().labels().unjoinable()).isEqualTo(1);
        assertThat(monitor.performance().windows()).isEmpty();
    }

    /** Two windows: good predictions, then useless ones. */
    private void goodThenUseless(Monitor monitor) {
        for (int i = 0; i < 100; i++) {
            int label = i % 2;
            double right = 0.05 + 0.9 * label;
            predict(monitor, "p" + i, i < 50 ? right : 1 - right);
        }
        monitor.flush();
    }

    @Test
    void aModelThatIsSurelyWorseThanItsBoundOpensAnAlertWithTheNumbers() {
        Monitor monitor = draft("0", "1")
                .performanceAlerts(PerformanceBound.atLeast("accuracy", 0.7), PerformanceBound.atMost("brier", 0.5))
                .reports(dir.resolve("reports"))
                .start();
        goodThenUseless(monitor);
        for (int i = 0; i < 50; i++) {
            monitor.label("p" + i, i % 2);
        }
        monitor.flush();
        assertThat(monitor.alerts().open()).isEmpty();
        for (int i = 50; i < 100; i++) {
            monitor.label("p" + i, i % 2);
        }
        monitor.flush();
        Alert alert = monitor.alerts().open().get(0);
        assertThat(alert.topic()).isEqualTo(AlertTopic.PERFORMANCE);
        assertThat(alert.findings()).extracting(AlertFinding::subject).containsExactly("accuracy", "brier");
        assertThat(alert.findings().get(0).detail()).contains("50 of 50 labels");
        assertThat(alert.window().number()).isEqualTo(2);
        assertThat(alert.report()).isPresent();
        monitor.flush();
        assertThat(monitor.alerts().open()).hasSize(1);
    }

    @Test
    void whatFewLabelsSayByChanceIsNoAlertUnlessTheValueIsToCount() {
        PerformanceBound bound = PerformanceBound.atLeast("accuracy", 0.7);
        Monitor careful = draft("0", "1").performanceAlerts(bound).start();
        goodThenUseless(careful);
        careful.label("p0", 1);
        careful.label("p1", 1);
        careful.label("p2", 0);
        careful.flush();
        assertThat(careful.performance()
                        .windows()
                        .get(0)
                        .all()
                        .metric("accuracy")
                        .value())
                .isLessThan(0.7);
        assertThat(careful.alerts().open()).isEmpty();
        careful.close();
        Monitor quick = draft("0", "1").performanceAlerts(bound.byValue()).start();
        quick.flush();
        assertThat(quick.alerts().open()).hasSize(1);
    }

    @Test
    void anAlertOnPerformanceIsOverWhenLaterWindowsAreGoodAgain() {
        Monitor monitor = draft("0", "1")
                .performanceAlerts(PerformanceBound.atLeast("accuracy", 0.7))
                .alerts(AlertPolicy.defaults().resolveAfter(1))
                .start();
        for (int window = 0; window < 2; window++) {
            for (int i = 0; i < 50; i++) {
                predict(monitor, "w" + window + "p" + i, window == 0 ? i % 2 : 1 - i % 2);
                monitor.label("w" + window + "p" + i, 1 - i % 2);
            }
            monitor.flush();
            assertThat(monitor.alerts().open()).hasSize(1 - window);
        }
    }

    private Mlops on(HeldBlobs blobs) {
        return Mlops.builder()
                .blobs(blobs)
                .journal(new InMemoryJournal())
                .clock(clock)
                .build();
    }

    private Monitor tenPredictions(Mlops other) {
        Monitor monitor = other.monitor("m")
                .reference(reference("0", "1"))
                .performance(PerformanceSettings.defaults().label("label"))
                .window(Window.ofCount(50))
                .columns("x")
                .start();
        for (int i = 0; i < 10; i++) {
            predict(monitor, "p" + i, 0.9);
        }
        return monitor;
    }

    @Test
    void labelsDoNotWaitWhilePredictionsAreWritten() throws InterruptedException {
        HeldBlobs blobs = new HeldBlobs("answers");
        try (Mlops other = on(blobs)) {
            Monitor monitor = tenPredictions(other);
            Thread flushing = new Thread(monitor::flush);
            flushing.start();
            blobs.awaitHeld();
            // Would wait for the write, which waits for this thread.
            monitor.label("p1", 1);
            blobs.release();
            flushing.join();
            assertThat(monitor.performance().labels().joined()).isEqualTo(1);
        }
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenTheNextTimeWithWhatCameMeanwhile() throws InterruptedException {
        HeldBlobs blobs = new HeldBlobs("answers");
        blobs.fail(true);
        try (Mlops other = on(blobs)) {
            Monitor monitor = tenPredictions(other);
            Thread flushing =
                    new Thread(() -> assertThatThrownBy(monitor::flush).isInstanceOf(StorageFailure.class));
            flushing.start();
            blobs.awaitHeld();
            monitor.label("p1", 1);
            blobs.release();
            flushing.join();
            blobs.fail(false);
            monitor.flush();
            monitor.close();
            Monitor again = other.monitor("m").window(Window.ofCount(50)).start();
            assertThat(again.performance().windows().get(0).all().predictions()).isEqualTo(10);
            assertThat(again.performance().windows().get(0).all().labelled()).isEqualTo(1);
        }
    }

    @Test
    void aMetricThatIsNotThereSaysHowManyLabelsCame() {
        Monitor monitor = draft("0", "1").start();
        predict(monitor, "p", 0.9);
        assertThatThrownBy(() -> monitor.performance().metric("roc_auc"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("1 predictions")
                .hasMessageContaining("0 have a label");
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        Monitor monitor = draft("0", "1").start();
        assertThatThrownBy(() -> monitor.predicted("p", new double[] {0.7, 0.7}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'p'");
        assertThatThrownBy(() -> monitor.predicted("", 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> monitor.label("p", Double.NaN))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void aLabelColumnThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> draft("0", "1")
                        .performance(PerformanceSettings.defaults().label("labl"))
                        .start())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'labl'")
                .hasMessageContaining("label");
    }

    @Test
    void aMetricsIntervalHasTheConfidenceThatWasAsked() {
        Monitor monitor = draft("0", "1")
                .performance(PerformanceSettings.defaults().confidence(0.8))
                .start();
        for (int i = 0; i < 20; i++) {
            predict(monitor, "p" + i, i % 2 == 0 ? 0.9 : 0.2);
            monitor.label("p" + i, i % 3 == 0 ? 1 : 0);
        }
        Metric accuracy = monitor.performance().metric("accuracy");
        assertThat(accuracy.interval().confidence()).isEqualTo(0.8);
    }

    /** Rows with a score that is the probability that it says, and the label. */
    private Table scored(int rows) {
        double[] scores = random.doubles(rows).toArray();
        long[] labels = new long[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextDouble() < scores[i] ? 1 : 0;
        }
        return Table.builder()
                .doubles("x", random.doubles(rows).toArray())
                .doubles("score", scores)
                .longs("label", labels)
                .build();
    }

    @Test
    void scoresAloneTellHowGoodTheyAreWhereTheReferenceHasShownWhatTheyMean() {
        Monitor monitor = ml.monitor("m")
                .reference(scored(3_000))
                .performance(PerformanceSettings.defaults().label("label").score("score"))
                .columns("x")
                .start();
        Table window = scored(2_000);
        for (int i = 0; i < 2_000; i++) {
            predict(monitor, "p" + i, window.doubles("score")[i]);
        }
        Metric accuracy = monitor.performance().estimate("accuracy");
        assertThat(accuracy.value()).isCloseTo(0.75, within(0.03));
        assertThat(accuracy.interval().method()).contains("CBPE");
        assertThat(monitor.performance().latest().all().realised()).isEmpty();
    }

    @Test
    void withoutALabelInTheReferenceItIsSaidWhyThereIsNoEstimate() {
        Monitor monitor = ml.monitor("m").reference(scored(3_000)).columns("x").start();
        predict(monitor, "p", 0.9);
        assertThatThrownBy(() -> monitor.performance().estimate("accuracy"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("PerformanceSettings.label");
    }

    @Test
    void theErrorOfAnEndpointIsEstimatedFromWhatItIsAsked() {
        Endpoint endpoint = ml.deployer().endpoint("e");
        endpoint.deploy(ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("sum.linear"), 2, 1))
                .features("a", "b")
                .register());
        double[] a = random.doubles(3_000).toArray();
        double[] truth = new double[3_000];
        for (int i = 0; i < truth.length; i++) {
            // The greater a, the farther off.
            truth[i] = (float) a[i] + a[i] * random.nextGaussian();
        }
        Table rows = Table.builder()
                .doubles("a", a)
                .doubles("b", new double[3_000])
                .doubles("truth", truth)
                .build();
        Monitor monitor = ml.monitor("m")
                .on(endpoint)
                .reference(rows)
                // Predicted for too, but not what estimates are learned from.
                .alsoAgainst("some of them", rows.select(0, 1, 2))
                .performance(PerformanceSettings.defaults().label("truth"))
                .start();
        for (int i = 0; i < 400; i++) {
            endpoint.predict(LinearRuntime.row(0.8f + 0.2f * random.nextFloat(), 0));
        }
        Metric mae = monitor.performance().estimate("mae");
        assertThat(mae.interval().contains(0.9 * Math.sqrt(2 / Math.PI))).isTrue();
        monitor.close();
    }
}
