package io.mlops4j.core.tuning;

import io.mlops4j.InvalidInput;
import io.mlops4j.Progress;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.tuning.StudyEvent.Opened;
import io.mlops4j.core.tuning.StudyEvent.SessionStarted;
import io.mlops4j.core.tuning.StudyEvent.TrialEnded;
import io.mlops4j.core.tuning.sampling.Observation;
import io.mlops4j.core.tuning.sampling.Proposals;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.StudyDraft.MultiBody;
import io.mlops4j.experiment.TrialPruned;
import io.mlops4j.experiment.TrialResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the trials of a study that are missing.
 *
 * <p>One thread, the caller's, decides: it starts trials by number, hears of their ends, and makes each end durable. A trial starts when the results
 * that it may know are there, all of them and no others ({@link Knowledge}); so what it tries does not depend on how fast other trials are. With
 * a parallelism of 1 the caller's thread also does the work.
 */
final class StudyLoop<X extends Exception> {
    private static final Logger LOG = LoggerFactory.getLogger(StudyLoop.class);
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Experiment experiment;
    private final String name;
    private final EventStream<StudyState, StudyEvent> stream;
    private final Opened opened;
    private final StudySettings settings;
    private final MultiBody<X> body;

    private final Knowledge knowledge;
    private final Proposals proposals;
    private final Pruning pruning;
    private final boolean learns;
    private final int threads;

    /** What trials try, by number: those that are over and those that were started. */
    private final SortedMap<Integer, Map<String, Object>> proposed = new TreeMap<>();

    private SortedMap<Integer, TrialResult> ended;
    private final SortedMap<Integer, Map<String, Object>> queued;
    private final long startedNanos = System.nanoTime();
    private boolean started;
    private int doneHere;
    private int failures;
    private @Nullable Throwable stop;

    /** A trial that has ended, and with what exception. */
    private record End(TrialResult result, @Nullable Throwable failure) {}

    StudyLoop(
            Experiment experiment,
            String name,
            EventStream<StudyState, StudyEvent> stream,
            Opened opened,
            Proposals proposals,
            StudySettings settings,
            MultiBody<X> body) {
        this.experiment = experiment;
        this.name = name;
        this.stream = stream;
        this.opened = opened;
        this.settings = settings;
        this.body = body;
        this.knowledge = new Knowledge(new Ranking(opened.objectives()), opened.lookBack());
        this.proposals = proposals;
        this.pruning = Pruning.of(settings.pruner());
        this.learns = proposals.readsHistory() || pruning.readsHistory();
        this.threads = learns ? Math.min(settings.parallelism(), opened.lookBack()) : settings.parallelism();
        StudyState state = stream.read();
        this.ended = state.ended();
        this.queued = state.queued();
    }

    void run() throws X {
        List<Integer> missing = new ArrayList<>();
        for (int number = 0; number < settings.trials(); number++) {
            if (!ended.containsKey(number)) {
                missing.add(number);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        ended.forEach((number, trial) -> proposed.put(number, trial.params()));
        try (ActiveRun session = experiment.start(name, settings.options())) {
            describe(session);
            stream.write(state -> Outcome.append(
                    new SessionStarted(
                            session.id(),
                            settings.sampler().toString(),
                            settings.pruner().toString()),
                    "",
                    s -> s));
            runTrials(session, missing);
            conclude(session);
        }
        rethrow();
    }

    private void describe(ActiveRun session) {
        session.tag("mlops4j.study", name)
                .param("sampler", settings.sampler())
                .param("pruner", settings.pruner())
                .param("seed", opened.seed())
                .param("trials", settings.trials());
    }

    private void conclude(ActiveRun session) {
        new Ranking(opened.objectives()).best(ended.values()).ifPresent(best -> {
            session.tag("mlops4j.best_trial", Integer.toString(best.number()));
            for (int i = 0; i < best.values().size(); i++) {
                session.metric(
                        "best_" + opened.objectives().get(i).name(),
                        best.values().get(i),
                        0);
            }
        });
        if (stop == null) {
            session.finish();
        } else {
            session.fail(stop);
        }
    }

    private void runTrials(ActiveRun session, List<Integer> missing) {
        if (threads == 1) {
            runTrials(session, missing, Runnable::run);
            return;
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "mlops4j-trials-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            runTrials(session, missing, workers);
        } finally {
            workers.shutdown();
        }
    }

    private void runTrials(ActiveRun session, List<Integer> missing, Executor workers) {
        BlockingQueue<End> ends = new ArrayBlockingQueue<>(threads);
        int under = 0;
        for (int number : missing) {
            while (under == threads || (under > 0 && !ready(number))) {
                acknowledge(take(ends), missing.size());
                under--;
            }
            Optional<Map<String, Object>> point = mayGoOn() ? next(number) : Optional.empty();
            if (point.isEmpty()) {
                break;
            }
            List<Pruning.Known> known = prunerKnows(number);
            workers.execute(() -> ends.add(attempt(session, number, point.get(), known)));
            under++;
        }
        for (; under > 0; under--) {
            acknowledge(take(ends), missing.size());
        }
    }

    /** Whether the results are there that a trial may know. */
    private boolean ready(int number) {
        if (!learns) {
            return true;
        }
        for (int other = 0; other <= number - opened.lookBack(); other++) {
            if (!ended.containsKey(other)) {
                return false;
            }
        }
        return true;
    }

    /** The trials under way must be heard of before anybody may leave; the interruption is given back then. */
    private static End take(BlockingQueue<End> ends) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ends.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean mayGoOn() {
        boolean inTime = !started || settings.timeout().compareTo(elapsed()) > 0;
        return stop == null && inTime && !Thread.currentThread().isInterrupted();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private Optional<Map<String, Object>> next(int number) {
        Map<String, Object> point = queued.get(number);
        if (point == null) {
            List<Observation> known = known(number);
            Optional<Map<String, Object>> proposal = proposals.propose(number, known);
            if (proposal.isEmpty()) {
                return proposal;
            }
            point = opened.space().point(proposal.get());
        }
        proposed.put(number, point);
        started = true;
        return Optional.of(Collections.unmodifiableMap(point));
    }

    private List<Observation> known(int number) {
        if (proposals.readsHistory()) {
            return knowledge.forSampler(number, ended, proposed);
        }
        List<Observation> points = new ArrayList<>();
        if (proposals.readsPoints()) {
            proposed.headMap(number).forEach((other, params) -> points.add(Observation.pending(other, params)));
        }
        return points;
    }

    private List<Pruning.Known> prunerKnows(int number) {
        return pruning.readsHistory() ? knowledge.forPruner(number, ended) : List.of();
    }

    /** Runs a trial. Whatever happens becomes an end: nothing is thrown. */
    private End attempt(ActiveRun session, int number, Map<String, Object> point, List<Pruning.Known> known) {
        long began = System.nanoTime();
        ActiveRun run;
        try {
            run = session.child(name + " #" + number);
        } catch (Throwable unable) {
            return failed(number, point, "", Map.of(), Map.of(), began, unable);
        }
        long seed = Proposals.random(opened.seed(), number).split().nextLong();
        TrialInProgress trial = new TrialInProgress(number, point, seed, run, opened, pruning, known);
        try {
            run.tag("mlops4j.study", name)
                    .tag("mlops4j.trial", Integer.toString(number))
                    .params(point);
            double[] values = body.evaluate(trial);
            trial.refuse(values).ifPresent(why -> {
                throw new InvalidInput(why);
            });
            trial.record(values);
            run.finish();
            List<Double> boxed = Arrays.stream(values).boxed().toList();
            return new End(result(trial, RunStatus.FINISHED, boxed, "", began), null);
        } catch (TrialPruned pruned) {
            return pruned(trial, began);
        } catch (Throwable failure) {
            try {
                run.fail(failure);
            } catch (RuntimeException notRecorded) {
                failure.addSuppressed(notRecorded);
            }
            return failed(number, point, run.id(), trial.reports(), trial.violations(), began, failure);
        }
    }

    private static End pruned(TrialInProgress trial, long began) {
        try {
            trial.run().prune();
            return new End(result(trial, RunStatus.PRUNED, List.of(), "", began), null);
        } catch (Throwable failure) {
            return failed(
                    trial.number(),
                    trial.params(),
                    trial.run().id(),
                    trial.reports(),
                    trial.violations(),
                    began,
                    failure);
        }
    }

    private static End failed(
            int number,
            Map<String, Object> point,
            String run,
            Map<Long, Double> reports,
            Map<String, Double> violations,
            long began,
            Throwable failure) {
        return new End(
                new TrialResult(
                        number,
                        RunStatus.FAILED,
                        point,
                        List.of(),
                        reports,
                        violations,
                        String.valueOf(failure),
                        run,
                        Duration.ofNanos(System.nanoTime() - began)),
                failure);
    }

    private static TrialResult result(
            TrialInProgress trial, RunStatus status, List<Double> values, String failure, long began) {
        return new TrialResult(
                trial.number(),
                status,
                trial.params(),
                values,
                trial.reports(),
                trial.violations(),
                failure,
                trial.run().id(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** Makes the end of a trial durable, and only then tells of it. */
    private void acknowledge(End end, int total) {
        ended = stream.write(state -> Outcome.append(new TrialEnded(end.result()), "", StudyState::ended));
        doneHere++;
        if (end.failure() != null) {
            failures++;
            if (end.failure() instanceof Error || failures > settings.toleratedFailures()) {
                stop(end.failure());
            }
        }
        tell(total);
    }

    private void stop(Throwable failure) {
        Throwable first = stop;
        if (first == null) {
            stop = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    private void tell(int total) {
        Duration elapsed = elapsed();
        Optional<Duration> remaining =
                Optional.of(elapsed.multipliedBy(total - doneHere).dividedBy(doneHere));
        String detail = new Ranking(opened.objectives())
                .best(ended.values())
                .map(best -> "best " + best.values() + " in trial " + best.number())
                .orElse("");
        int before = settings.trials() - total;
        try {
            settings.progress()
                    .report(new Progress.Update(
                            "study '" + name + "'",
                            (long) before + doneHere,
                            settings.trials(),
                            elapsed,
                            remaining,
                            detail));
        } catch (RuntimeException e) {
            LOG.warn("Who is told of the progress of study '{}' failed.", name, e);
        }
    }

    @SuppressWarnings("unchecked") // what the body throws besides unchecked exceptions is an X
    private void rethrow() throws X {
        if (stop instanceof Error error) {
            throw error;
        } else if (stop instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (stop != null) {
            throw (X) stop;
        }
    }
}
