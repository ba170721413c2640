package io.mlops4j.core.engine;

import static io.mlops4j.experiment.RunQuery.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.Progress;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Pruner;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.StudyDraft;
import io.mlops4j.experiment.Trial;
import io.mlops4j.experiment.TrialPruned;
import io.mlops4j.experiment.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    private static final SearchSpace SQUARE =
            SearchSpace.builder().uniform("x", -5, 5).uniform("y", -5, 5).build();

    @TempDir
    Path dir;

    private final Mlops ml = Mlops.builder().inMemory().build();
    private final Experiment experiment = ml.experiment("loans");

    @AfterEach
    void close() {
        ml.close();
    }

    private StudyDraft draft(String name) {
        return experiment.study(name).space(SQUARE).minimize("value").seed(7);
    }

    private static double sphere(Trial trial) {
        return Math.pow(trial.real("x") - 1, 2) + Math.pow(trial.real("y") + 2, 2);
    }

    /** A report that pruners can work with: a curve that comes down to the value. */
    private static double curve(Trial trial) {
        double value = sphere(trial);
        for (int step = 1; step <= 8; step++) {
            trial.report(step, value + 20.0 / step);
        }
        return value;
    }

    private static List<Object> outcome(Study study) {
        List<Object> outcome = new ArrayList<>();
        for (TrialResult trial : study.trials()) {
            outcome.add(List.of(trial.number(), trial.status(), trial.params(), trial.values(), trial.reports()));
        }
        return outcome;
    }

    @Test
    void theBestTrialHasTheLeastValue() {
        Study study = draft("sphere").trials(30).run(StudyTest::sphere);
        assertThat(study.trials()).hasSize(30).extracting(TrialResult::number).isSorted();
        assertThat(study.best().value())
                .isEqualTo(study.trials().stream()
                        .mapToDouble(TrialResult::value)
                        .min()
                        .orElseThrow());
        assertThat(study.front()).containsExactly(study.best());
    }

    @Test
    void whatIsMaximizedIsBestWhenItIsLargest() {
        Study study = experiment
                .study("max")
                .space(SQUARE)
                .maximize("value")
                .trials(20)
                .run(StudyTest::sphere);
        assertThat(study.best().value())
                .isEqualTo(study.trials().stream()
                        .mapToDouble(TrialResult::value)
                        .max()
                        .orElseThrow());
    }

    @Test
    void everyTrialIsARunUnderTheRunOfItsSession() {
        Study study = draft("sphere").trials(5).run(StudyTest::sphere);
        assertThat(study.runs()).hasSize(1);
        Run session = experiment.run(study.runs().get(0));
        assertThat(session.status()).isEqualTo(RunStatus.FINISHED);
        for (TrialResult trial : study.trials()) {
            Run run = experiment.run(trial.runId());
            assertThat(run.parent()).hasValue(session.id());
            assertThat(run.params().get("x")).isEqualTo(trial.params().get("x").toString());
            assertThat(run.metric("value").last()).isEqualTo(trial.value());
        }
        assertThat(experiment.runs().where(tag("mlops4j.study").is("sphere")).list())
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16})
    void theSameSeedGivesTheSameTrialsForAnyNumberOfThreads(int threads) {
        for (Sampler sampler :
                List.of(Sampler.random(), Sampler.sobol(), Sampler.tpe().startup(5))) {
            Study alone = draft("alone " + sampler)
                    .sampler(sampler)
                    .pruner(Pruner.median().startupTrials(3))
                    .trials(24)
                    .run(StudyTest::curve);
            Study beside = draft("beside " + sampler)
                    .sampler(sampler)
                    .pruner(Pruner.median().startupTrials(3))
                    .trials(24)
                    .parallelism(threads)
                    .run(trial -> {
                        // Later trials are often done before earlier ones.
                        long until = System.nanoTime() + (trial.number() * 7919L % 5) * 400_000;
                        while (System.nanoTime() < until) {
                            Thread.onSpinWait();
                        }
                        return curve(trial);
                    });
            assertThat(outcome(beside)).isEqualTo(outcome(alone));
        }
    }

    @Test
    void anotherSeedGivesOtherTrials() {
        Study one = draft("one").trials(3).run(StudyTest::sphere);
        Study other = experiment
                .study("other")
                .space(SQUARE)
                .minimize("value")
                .seed(8)
                .trials(3)
                .run(StudyTest::sphere);
        assertThat(outcome(other)).isNotEqualTo(outcome(one));
    }

    @Test
    void aStudyGoesOnWhereItStoppedAndBecomesWhatItWouldHaveBeen() {
        Study undisturbed = draft("undisturbed")
                .sampler(Sampler.tpe().startup(5))
                .trials(20)
                .run(StudyTest::sphere);
        AtomicInteger calls = new AtomicInteger();
        Study first = draft("disturbed")
                .sampler(Sampler.tpe().startup(5))
                .trials(9)
                .run(trial -> {
                    calls.incrementAndGet();
                    return sphere(trial);
                });
        assertThat(first.trials()).hasSize(9);
        Study study = draft("disturbed")
                .sampler(Sampler.tpe().startup(5))
                .trials(20)
                .run(trial -> {
                    calls.incrementAndGet();
                    return sphere(trial);
                });
        assertThat(calls).hasValue(20);
        assertThat(outcome(study)).isEqualTo(outcome(undisturbed));
        assertThat(study.runs()).hasSize(2);
    }

    @Test
    void aStudyThatHasItsTrialsRunsNothing() {
        draft("sphere").trials(3).run(StudyTest::sphere);
        Study study = draft("sphere").trials(3).run(trial -> {
            throw new AssertionError("nothing is missing");
        });
        assertThat(study.trials()).hasSize(3);
        assertThat(study.runs()).hasSize(1);
    }

    @Test
    void aStudyThatGoesOnNeedNotBeToldAgainWhatItIs() {
        draft("sphere").trials(3).run(StudyTest::sphere);
        assertThat(experiment.study("sphere").trials(5).run(StudyTest::sphere).trials())
                .hasSize(5);
    }

    @Test
    void anotherSpaceSeedOrGoalIsRefused() {
        draft("sphere").trials(1).run(StudyTest::sphere);
        SearchSpace other = SearchSpace.builder().uniform("x", 0, 1).build();
        for (StudyDraft changed : List.of(
                experiment.study("sphere").space(other),
                experiment.study("sphere").seed(8),
                experiment.study("sphere").maximize("value"),
                experiment.study("sphere").lookBack(2))) {
            assertThatThrownBy(() -> changed.run(StudyTest::sphere))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("began with")
                    .hasMessageContaining("sphere");
        }
    }

    @Test
    void aStudyThatDoesNotSayWhereToSearchIsRefused() {
        assertThatThrownBy(() -> experiment.study("new").minimize("value").run(StudyTest::sphere))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("space(…)");
    }

    @Test
    void theFirstFailureEndsTheStudyWithItsException() {
        IOException failure = new IOException("no disk");
        assertThatThrownBy(() -> draft("failing").trials(10).run(trial -> {
                    if (trial.number() == 2) {
                        throw failure;
                    }
                    return 1;
                }))
                .isSameAs(failure);
        Study study = experiment.findStudy("failing").orElseThrow();
        assertThat(study.trials()).hasSize(3);
        TrialResult last = study.trials().get(2);
        assertThat(last.status()).isEqualTo(RunStatus.FAILED);
        assertThat(last.failure()).contains("no disk");
        assertThat(experiment.run(last.runId()).failure())
                .hasValueSatisfying(why -> assertThat(why).contains("no disk"));
        assertThat(experiment.run(study.runs().get(0)).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void aTrialThatFailedIsNotTriedAgain() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        StudyDraft.Body<IOException> body = trial -> {
            if (trial.number() == 1) {
                tried.incrementAndGet();
                throw new IOException("no disk");
            }
            return 1;
        };
        assertThatThrownBy(() -> draft("failing").trials(4).run(body)).isInstanceOf(IOException.class);
        assertThat(draft("failing").trials(4).run(body).trials()).hasSize(4);
        assertThat(tried).hasValue(1);
    }

    @Test
    void failuresThatAreToleratedDoNotEndTheStudy() {
        Study study = draft("failing").trials(10).toleratedFailures(3).run(trial -> {
            if (trial.number() % 4 == 1) {
                throw new IllegalStateException("flaky");
            }
            return sphere(trial);
        });
        assertThat(study.trials())
                .hasSize(10)
                .filteredOn(t -> t.status() == RunStatus.FAILED)
                .hasSize(3);
        assertThat(study.best().status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void aValueThatIsNoNumberFailsTheTrial() {
        assertThatThrownBy(() -> draft("nan").trials(1).run(trial -> Double.NaN))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("NaN")
                .hasMessageContaining("value");
    }

    @Test
    void aPrunedTrialIsAPrunedRunAndKeepsItsReports() {
        Study study = draft("pruned")
                .sampler(Sampler.random())
                .pruner(Pruner.median())
                .trials(30)
                .run(StudyTest::curve);
        List<TrialResult> pruned = study.trials().stream()
                .filter(trial -> trial.status() == RunStatus.PRUNED)
                .toList();
        assertThat(pruned).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.values()).isEmpty();
            assertThat(trial.reports()).isNotEmpty();
            Run run = experiment.run(trial.runId());
            assertThat(run.status()).isEqualTo(RunStatus.PRUNED);
            assertThat(run.metric("value").history()).hasSize(trial.reports().size());
        });
    }

    @Test
    void stepsAreReportedInIncreasingOrder() {
        assertThatThrownBy(() -> draft("steps").trials(1).run(trial -> {
                    trial.report(2, 1);
                    trial.report(2, 1);
                    return 1;
                }))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("increasing");
    }

    @Test
    void aPointThatIsQueuedIsTriedFirst() {
        Study study = draft("queued").enqueue(Map.of("x", 1, "y", -2)).trials(3).run(StudyTest::sphere);
        assertThat(study.trials().get(0).params()).containsExactly(Map.entry("x", 1.0), Map.entry("y", -2.0));
        assertThat(study.best().value()).isZero();
        assertThat(draft("queued")
                        .enqueue(Map.of("x", 1, "y", -2))
                        .trials(4)
                        .run(StudyTest::sphere)
                        .trials())
                .filteredOn(trial -> trial.params().get("x").equals(1.0))
                .hasSize(1);
    }

    @Test
    void aPointThatIsKnownIsNotTried() {
        AtomicInteger calls = new AtomicInteger();
        Study study = draft("known")
                .known(Map.of("x", 1.0, "y", -2.0), 0)
                .trials(3)
                .run(trial -> {
                    calls.incrementAndGet();
                    return sphere(trial);
                });
        assertThat(calls).hasValue(2);
        assertThat(study.best().findRunId()).isEmpty();
    }

    @Test
    void aPointOutsideTheSpaceIsRefused() {
        assertThatThrownBy(
                        () -> draft("outside").enqueue(Map.of("x", 9, "y", 0)).run(StudyTest::sphere))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x' is 9");
    }

    @Test
    void aTrialThatViolatesAConstraintIsNotTheBest() {
        Study study = draft("constrained").trials(40).run(trial -> {
            trial.constraint("right half", -trial.real("x"));
            trial.constraint("not the middle", 0.5 - Math.abs(trial.real("x")));
            return Math.abs(trial.real("x") + 3);
        });
        assertThat(study.best().feasible()).isTrue();
        assertThat((Double) study.best().params().get("x")).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void theFrontHoldsWhatNoOtherTrialSurpasses() {
        Study study = experiment
                .study("two")
                .space(SearchSpace.builder()
                        .uniform("x", 0, 1)
                        .uniform("y", 0, 1)
                        .build())
                .minimize("first")
                .maximize("second")
                .trials(60)
                .runAll(trial -> new double[] {trial.real("x"), trial.real("x") - trial.real("y")});
        List<TrialResult> front = study.front();
        assertThat(front).hasSizeGreaterThan(3);
        for (TrialResult one : front) {
            assertThat(study.trials())
                    .noneMatch(other -> other.values().get(0) <= one.values().get(0)
                            && other.values().get(1) >= one.values().get(1)
                            && !other.values().equals(one.values()));
        }
    }

    @Test
    void severalObjectivesWantSeveralValues() {
        assertThatThrownBy(() -> draft("two").maximize("other").run(StudyTest::sphere))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("runAll");
    }

    @Test
    void aParameterThatIsNotActiveIsNotThere() {
        SearchSpace space = SearchSpace.builder()
                .choice("booster", "gbtree", "dart")
                .when("booster", dart -> dart.uniform("rate", 0, 1), "dart")
                .build();
        Study study = experiment
                .study("conditional")
                .space(space)
                .minimize("loss")
                .trials(40)
                .run(trial -> {
                    assertThat(trial.has("rate"))
                            .isEqualTo(trial.choice("booster").equals("dart"));
                    if (!trial.has("rate")) {
                        assertThatThrownBy(() -> trial.real("rate"))
                                .isInstanceOf(NotFound.class)
                                .hasMessageContaining("not active");
                        return 1;
                    }
                    return trial.real("rate");
                });
        assertThat(study.best().params()).containsEntry("booster", "dart");
    }

    @Test
    void aParameterIsReadAsWhatItIs() {
        draft("typed").trials(1).run(trial -> {
            assertThatThrownBy(() -> trial.choice("x"))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("real(\"x\")");
            assertThatThrownBy(() -> trial.integer("x")).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> trial.real("z")).isInstanceOf(NotFound.class);
            return 1;
        });
    }

    @Test
    void aParameterOfATrialThatIsOverIsReadAsWhatItIs() {
        SearchSpace space = SearchSpace.builder()
                .integer("depth", 2, 4)
                .choice("booster", "dart")
                .build();
        TrialResult best = experiment
                .study("typed results")
                .space(space)
                .minimize("depth")
                .trials(4)
                .run(trial -> trial.integer("depth"))
                .best();
        assertThat(best.integer("depth")).isEqualTo((int) best.value());
        assertThat(best.real("depth")).isEqualTo(best.value());
        assertThat(best.choice("booster")).isEqualTo("dart");
        assertThatThrownBy(() -> best.real("booster")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> best.choice("dept"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("depth");
    }

    @Test
    @Timeout(60)
    void aPrunedTrialWhoseRunCannotBeEndedHasFailed() {
        Study study = draft("ended")
                .trials(3)
                .parallelism(2)
                .toleratedFailures(3)
                .run(trial -> {
                    trial.run().finish();
                    throw new TrialPruned("not needed");
                });
        assertThat(study.trials())
                .hasSize(3)
                .allSatisfy(trial -> assertThat(trial.status()).isEqualTo(RunStatus.FAILED));
    }

    @Test
    void aKnownPointTakesNoOtherOnesPlaceInAGrid() {
        Study study = experiment
                .study("grid with a known point")
                .space(SearchSpace.builder().integer("a", 1, 4).build())
                .sampler(Sampler.grid())
                .minimize("value")
                .known(Map.of("a", 3), 3)
                .trials(100)
                .run(trial -> trial.integer("a"));
        assertThat(study.trials()).extracting(trial -> trial.integer("a")).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void aStudyThatIsRefusedIsNotKept() {
        assertThatThrownBy(() -> draft("refused").maximize("other").run(StudyTest::sphere))
                .isInstanceOf(InvalidInput.class);
        assertThat(experiment.findStudy("refused")).isEmpty();
    }

    @Test
    void theImportanceDoesNotDependOnTheUnitOfTheObjective() {
        Study study = draft("tiny")
                .sampler(Sampler.random())
                .trials(60)
                .run(trial -> 1e-9 * trial.real("x") + 1e-11 * trial.real("y"));
        assertThat(study.importance().get("x")).isGreaterThan(0.9);
    }

    @Test
    void aPointBetweenStepsIsRefusedAndOneThatMissesByARoundingIsNot() {
        SearchSpace space = SearchSpace.builder().quantized("q", 0, 1, 0.1).build();
        assertThat(space.point(Map.of("q", 0.3))).containsEntry("q", 3 * 0.1);
        assertThatThrownBy(() -> space.point(Map.of("q", 0.33)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("between two steps");
    }

    @Test
    void aGridEndsWhenAllWasTried() {
        Study study = experiment
                .study("grid")
                .space(SearchSpace.builder()
                        .integer("a", 1, 3)
                        .choice("b", "x", "y")
                        .build())
                .sampler(Sampler.grid())
                .minimize("value")
                .trials(100)
                .run(trial -> trial.integer("a"));
        assertThat(study.trials()).hasSize(6);
        assertThat(study.trials()).extracting(TrialResult::params).doesNotHaveDuplicates();
    }

    @Test
    void noTrialStartsAfterTheTimeIsUp() {
        Duration most = Duration.ofMillis(5);
        Study study = draft("slow").trials(10).timeout(most).run(trial -> {
            long began = System.nanoTime();
            while (System.nanoTime() - began < most.toNanos()) {
                Thread.onSpinWait();
            }
            return sphere(trial);
        });
        assertThat(study.trials()).hasSize(1);
        assertThat(experiment.run(study.runs().get(0)).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void progressIsToldInOrderWithAnEstimate() {
        List<Progress.Update> updates = new ArrayList<>();
        draft("sphere").trials(2).run(StudyTest::sphere);
        draft("sphere").trials(6).parallelism(2).progress(updates::add).run(StudyTest::sphere);
        assertThat(updates).extracting(Progress.Update::done).containsExactly(3L, 4L, 5L, 6L);
        assertThat(updates).allSatisfy(update -> {
            assertThat(update.total()).isEqualTo(6);
            assertThat(update.remaining()).isPresent();
            assertThat(update.detail()).contains("best");
        });
        assertThat(updates.get(3).remaining()).hasValue(Duration.ZERO);
    }

    @Test
    void progressThatThrowsEndsNothing() {
        Study study = draft("sphere")
                .trials(3)
                .progress(update -> {
                    throw new IllegalStateException("no terminal");
                })
                .run(StudyTest::sphere);
        assertThat(study.trials()).hasSize(3);
    }

    @Test
    void theParameterThatMattersIsTheMostImportant() {
        Study study = draft("importance")
                .sampler(Sampler.random())
                .trials(80)
                .run(trial -> 10 * trial.real("x") + 0.1 * trial.real("y"));
        Map<String, Double> importance = study.importance();
        assertThat(importance.keySet()).containsExactly("x", "y");
        assertThat(importance.get("x")).isGreaterThan(0.9);
        assertThat(importance.values().stream().mapToDouble(v -> v).sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void theImportanceOfAnUnknownObjectiveIsNotFound() {
        Study study = draft("sphere").trials(5).run(StudyTest::sphere);
        assertThatThrownBy(() -> study.importance("valeu"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("value");
    }

    @Test
    void theSeedOfATrialIsItsOwnAndStaysTheSame() {
        List<Long> seeds = new ArrayList<>();
        draft("seeds").trials(5).run(trial -> {
            seeds.add(trial.seed());
            return 1;
        });
        List<Long> again = new ArrayList<>();
        draft("again").trials(5).run(trial -> {
            again.add(trial.seed());
            return 1;
        });
        assertThat(seeds).doesNotHaveDuplicates().isEqualTo(again);
    }

    @Test
    void twoProcessesOnOneStudyCountEachTrialOnce() throws Exception {
        try (Mlops one = Mlops.open(dir.resolve("ml"));
                Mlops other = Mlops.open(dir.resolve("ml"))) {
            Thread beside = new Thread(() -> shared(other).trials(20).run(StudyTest::sphere));
            beside.start();
            shared(one).trials(20).run(StudyTest::sphere);
            beside.join();
            Study study = one.experiment("loans").findStudy("shared").orElseThrow();
            assertThat(study.trials())
                    .hasSize(20)
                    .extracting(TrialResult::number)
                    .doesNotHaveDuplicates();
        }
    }

    private static StudyDraft shared(Mlops ml) {
        return ml.experiment("loans")
                .study("shared")
                .space(SQUARE)
                .minimize("value")
                .seed(1);
    }

    @Test
    void studiesAreFoundByName() {
        draft("b").trials(1).run(StudyTest::sphere);
        draft("a").trials(1).run(StudyTest::sphere);
        assertThat(experiment.studies()).containsExactly("a", "b");
        assertThat(experiment.findStudy("c")).isEmpty();
        assertThat(ml.experiment("other").studies()).isEmpty();
    }

    @Test
    void noStudyRunsInThePast() {
        Experiment past = ml.asOf(Instant.now()).experiment("loans");
        assertThatThrownBy(
                        () -> past.study("new").space(SQUARE).minimize("value").run(StudyTest::sphere))
                .isInstanceOf(AccessDenied.class);
    }

    @Test
    void aDraftRunsOnce() {
        StudyDraft draft = draft("once").trials(1);
        draft.run(StudyTest::sphere);
        assertThatThrownBy(() -> draft.run(StudyTest::sphere)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anErrorEndsTheStudyWhateverIsTolerated() {
        assertThatThrownBy(() -> draft("error").trials(5).toleratedFailures(10).run(trial -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(experiment.findStudy("error").orElseThrow().trials()).hasSize(1);
    }

    @Test
    void anInterruptedCallerStartsNoMoreTrials() {
        Study study = draft("interrupted").trials(100).run(trial -> {
            if (trial.number() == 3) {
                Thread.currentThread().interrupt();
            }
            return sphere(trial);
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(study.trials()).hasSize(4);
    }
}
