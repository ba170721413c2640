package io.mlops4j.core.tuning;

import io.mlops4j.InvalidInput;
import io.mlops4j.Progress;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.core.tuning.StudyEvent.Opened;
import io.mlops4j.core.tuning.StudyEvent.PointQueued;
import io.mlops4j.core.tuning.StudyEvent.TrialEnded;
import io.mlops4j.core.tuning.sampling.Proposals;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Pruner;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.Study.Goal;
import io.mlops4j.experiment.StudyDraft;
import io.mlops4j.experiment.TrialResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A study that is about to run: what was said is held against what it began with. */
final class StudyRun implements StudyDraft {
    private static final int MOST_LOOK_BACK = 256;
    private static final int DEFAULT_LOOK_BACK = 4;

    private final Experiment experiment;
    private final String name;
    private final EventStream<StudyState, StudyEvent> stream;
    private final Viewpoint viewpoint;

    private @Nullable SearchSpace space;
    private final List<Study.Objective> objectives = new ArrayList<>();
    private @Nullable Long seed;
    private @Nullable Integer lookBack;
    private final List<Map<String, ?>> queue = new ArrayList<>();
    private final List<KnownPoint> told = new ArrayList<>();
    private Sampler sampler = Sampler.tpe();
    private Pruner pruner = Pruner.none();
    private int trials = 100;
    private Duration timeout = Duration.ofSeconds(Long.MAX_VALUE);
    private int parallelism = 1;
    private int toleratedFailures;
    private RunOptions options = RunOptions.defaults();
    private Progress progress = Progress.none();
    private boolean used;

    private record KnownPoint(Map<String, ?> point, List<Double> values) {}

    StudyRun(Experiment experiment, String name, EventStream<StudyState, StudyEvent> stream, Viewpoint viewpoint) {
        this.experiment = experiment;
        this.name = name;
        this.stream = stream;
        this.viewpoint = viewpoint;
    }

    @Override
    public StudyDraft space(SearchSpace space) {
        this.space = space;
        return this;
    }

    @Override
    public StudyDraft sampler(Sampler sampler) {
        this.sampler = sampler;
        return this;
    }

    @Override
    public StudyDraft pruner(Pruner pruner) {
        this.pruner = pruner;
        return this;
    }

    @Override
    public StudyDraft minimize(String metric) {
        return objective(metric, Goal.MINIMIZE);
    }

    @Override
    public StudyDraft maximize(String metric) {
        return objective(metric, Goal.MAXIMIZE);
    }

    private StudyDraft objective(String metric, Goal goal) {
        String checked = Names.title("Metric", metric);
        if (objectives.stream().anyMatch(objective -> objective.name().equals(checked))) {
            throw new InvalidInput("Study '" + name + "' has the objective '" + checked + "' already.");
        }
        objectives.add(new Study.Objective(checked, goal));
        return this;
    }

    @Override
    public StudyDraft trials(int trials) {
        if (trials < 1) {
            throw new InvalidInput("Study '" + name + "' is to have " + trials + " trials; give 1 or more.");
        }
        this.trials = trials;
        return this;
    }

    @Override
    public StudyDraft timeout(Duration most) {
        if (most.isNegative() || most.isZero()) {
            throw new InvalidInput("Study '" + name + "' is to run for " + most + "; give a time above 0.");
        }
        this.timeout = most;
        return this;
    }

    @Override
    public StudyDraft parallelism(int threads) {
        if (threads < 1) {
            throw new InvalidInput("Study '" + name + "' is to run " + threads + " trials at once; give 1 or more.");
        }
        this.parallelism = threads;
        return this;
    }

    @Override
    public StudyDraft lookBack(int distance) {
        if (distance < 1 || distance > MOST_LOOK_BACK) {
            throw new InvalidInput("Study '" + name + "' is to look back past " + distance + " trials; give 1 to "
                    + MOST_LOOK_BACK + ".");
        }
        this.lookBack = distance;
        return this;
    }

    @Override
    public StudyDraft seed(long seed) {
        this.seed = seed;
        return this;
    }

    @Override
    public StudyDraft enqueue(Map<String, ?> point) {
        queue.add(Map.copyOf(point));
        return this;
    }

    @Override
    public StudyDraft known(Map<String, ?> point, double... values) {
        told.add(new KnownPoint(Map.copyOf(point), Arrays.stream(values).boxed().toList()));
        return this;
    }

    @Override
    public StudyDraft toleratedFailures(int trials) {
        if (trials < 0) {
            throw new InvalidInput("Study '" + name + "' is to tolerate " + trials + " failures; give 0 or more.");
        }
        this.toleratedFailures = trials;
        return this;
    }

    @Override
    public StudyDraft options(RunOptions options) {
        this.options = options;
        return this;
    }

    @Override
    public StudyDraft progress(Progress progress) {
        this.progress = progress;
        return this;
    }

    @Override
    public <X extends Exception> Study run(Body<X> body) throws X {
        return execute(1, trial -> new double[] {body.evaluate(trial)});
    }

    @Override
    public <X extends Exception> Study runAll(MultiBody<X> body) throws X {
        return execute(Integer.MAX_VALUE, body);
    }

    private <X extends Exception> Study execute(int mostObjectives, MultiBody<X> body) throws X {
        if (used) {
            throw new InvalidInput(
                    "This draft of study '" + name + "' has been run; ask the experiment for another one.");
        }
        used = true;
        viewpoint.refuseWrite("run study '" + name + "' of experiment '" + experiment.name() + "'");
        Opened planned = Optional.ofNullable(stream.read().opened()).orElseGet(this::begin);
        Proposals proposals = proposals(planned, mostObjectives);
        Opened opened = open();
        if (!opened.equals(planned)) {
            // Another process began it in between.
            proposals = proposals(opened, mostObjectives);
        }
        StudySettings settings =
                new StudySettings(sampler, pruner, trials, timeout, parallelism, toleratedFailures, options, progress);
        new StudyLoop<>(experiment, name, stream, opened, proposals, settings, body).run();
        return new RecordedStudy(name, opened, stream.read());
    }

    /** Begins the study or holds what was said against how it began, and adds the points that are new to it. */
    private Opened open() {
        return stream.write(state -> {
            List<StudyEvent> events = new ArrayList<>();
            Opened opened = state.opened();
            if (opened == null) {
                opened = begin();
                events.add(opened);
            } else {
                holdAgainst(opened);
            }
            addPoints(opened, state, events);
            return new Outcome<>(events, "", after -> Objects.requireNonNull(after.opened()));
        });
    }

    /** How trials are chosen; whatever is refused here is refused before anything is kept. */
    private Proposals proposals(Opened opened, int mostObjectives) {
        int count = opened.objectives().size();
        if (count > mostObjectives) {
            throw new InvalidInput(
                    "Study '" + name + "' has " + count + " objectives; give a value for each with runAll(…).");
        }
        if (count > 1 && !(pruner instanceof Pruner.None)) {
            throw new InvalidInput("Study '" + name + "' has " + count
                    + " objectives, by which no trial can be called worse before it is over; leave out the pruner.");
        }
        return Proposals.of(opened.space(), sampler, opened.seed(), count);
    }

    private Opened begin() {
        if (space == null) {
            throw new InvalidInput("Study '" + name + "' does not say where to search; give it a space(…).");
        }
        if (objectives.isEmpty()) {
            throw new InvalidInput(
                    "Study '" + name + "' does not say what to look for; call minimize(…) or maximize(…).");
        }
        return new Opened(space, objectives, seed == null ? 0 : seed, lookBack == null ? DEFAULT_LOOK_BACK : lookBack);
    }

    private void holdAgainst(Opened opened) {
        if (space != null && !space.equals(opened.space())) {
            throw differs("another search space", "its trials would not be points of it");
        }
        if (!objectives.isEmpty() && !objectives.equals(opened.objectives())) {
            throw differs("the objectives " + opened.objectives(), "its values would mean something else");
        }
        if (seed != null && seed != opened.seed()) {
            throw differs("the seed " + opened.seed(), "the same seed is to give the same trials");
        }
        if (lookBack != null && lookBack != opened.lookBack()) {
            throw differs("the look-back " + opened.lookBack(), "the same study is to give the same trials");
        }
    }

    private InvalidInput differs(String what, String why) {
        return new InvalidInput("Study '" + name + "' of experiment '" + experiment.name() + "' began with " + what
                + ", and " + why + ". Say the same or nothing to go on with it, or give the study another name.");
    }

    private void addPoints(Opened opened, StudyState state, List<StudyEvent> events) {
        List<Map<String, Object>> added = new ArrayList<>();
        int next = state.nextNumber();
        for (KnownPoint known : told) {
            Map<String, Object> point = opened.space().point(known.point());
            if (!state.knows(point) && !added.contains(point)) {
                added.add(point);
                events.add(new TrialEnded(result(opened, next++, point, known.values())));
            }
        }
        for (Map<String, ?> wanted : queue) {
            Map<String, Object> point = opened.space().point(wanted);
            if (!state.knows(point) && !added.contains(point)) {
                added.add(point);
                events.add(new PointQueued(next++, point));
            }
        }
    }

    private TrialResult result(Opened opened, int number, Map<String, Object> point, List<Double> values) {
        if (values.size() != opened.objectives().size() || values.stream().anyMatch(v -> v.isNaN())) {
            throw new InvalidInput("The known point " + point + " of study '" + name + "' has the values " + values
                    + "; give a number for each of " + opened.objectives() + ".");
        }
        return new TrialResult(number, RunStatus.FINISHED, point, values, Map.of(), Map.of(), "", "", Duration.ZERO);
    }
}
