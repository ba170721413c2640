package io.mlops4j.core.experiment;

import io.mlops4j.NotFound;
import io.mlops4j.core.experiment.ExperimentEvent.RunStarted;
import io.mlops4j.core.experiment.ExperimentEvent.RunSummarized;
import io.mlops4j.core.experiment.RunEvent.FactsRecorded;
import io.mlops4j.core.experiment.RunEvent.NotesAdded;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Reproduction;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.experiment.RunQuery;
import io.mlops4j.experiment.RunRecord;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.StudyDraft;
import io.mlops4j.experiment.TrainingDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An experiment over the journal. */
final class JournaledExperiment implements Experiment, RunStarts {
    private final ExperimentStreams streams;
    private final Experiments experiments;

    JournaledExperiment(ExperimentStreams streams, Experiments experiments) {
        this.streams = streams;
        this.experiments = experiments;
    }

    @Override
    public String name() {
        return streams.experiment();
    }

    @Override
    public <X extends Throwable> Run run(String name, Body<X> body) throws X {
        return run(name, RunOptions.defaults(), body);
    }

    @Override
    public <X extends Throwable> Run run(String name, RunOptions options, Body<X> body) throws X {
        return run(name, "", options, body);
    }

    @Override
    public <X extends Throwable> Run run(String name, String parent, RunOptions options, Body<X> body) throws X {
        return run(begin(name, parent, options), body);
    }

    private static <X extends Throwable> Run run(RunRecorder run, Body<X> body) throws X {
        try {
            body.execute(run);
        } catch (Throwable failure) {
            try {
                run.failIfOpen(failure);
            } catch (RuntimeException notRecorded) {
                failure.addSuppressed(notRecorded);
            }
            throw failure;
        }
        return run.finishIfOpen();
    }

    @Override
    public ActiveRun start(String name) {
        return start(name, RunOptions.defaults());
    }

    @Override
    public ActiveRun start(String name, RunOptions options) {
        return begin(name, "", options);
    }

    @Override
    public RunRecorder begin(String name, String parent, RunOptions options) {
        return begin(name, parent, options, null);
    }

    private RunRecorder begin(String name, String parent, RunOptions options, Run.@Nullable Recipe recipe) {
        String title = Names.title("Run", name);
        refuseIfReadOnly("start run '" + title + "' of experiment '" + name() + "'");
        RunIdentity identity = new RunIdentity(experiments.nextId(), title, parent, experiments.environment(), recipe);
        streams.summaries()
                .write(state -> Outcome.append(
                        new RunStarted(identity.id(), title, ProcessMark.self(), parent, null), "", s -> s));
        RunRecorder run = new RunRecorder(identity, options, streams, this);
        experiments.opened(run);
        return run;
    }

    private void refuseIfReadOnly(String what) {
        streams.viewpoint().refuseWrite(what);
        experiments.refuseIfClosed(what);
    }

    @Override
    public Background background() {
        return experiments.background();
    }

    @Override
    public Run add(RunRecord record) {
        String title = Names.title("Run", record.name());
        refuseIfReadOnly("add run '" + title + "' to experiment '" + name() + "'");
        return recorded(new RunIntake(streams).add(experiments.idAt(record.startedAt()), title, record));
    }

    @Override
    public void tag(Run run, String name, String value) {
        String key = Names.title("Tag", name);
        RunFacts facts = new RunFacts(Map.of(), Map.of(key, RunRecorder.text("Tag", key, value)), Map.of(), List.of());
        String id = own(run, "set tag '" + key + "' of");
        streams.appendingTo(id).write(state -> Outcome.append(new FactsRecorded(facts), "", s -> s));
        streams.summaries().write(state -> Outcome.append(new RunSummarized(id, facts), "", s -> s));
    }

    @Override
    public void note(Run run, String text) {
        String note = RunRecorder.text("Note", run.name(), text);
        String id = own(run, "add a note to");
        streams.appendingTo(id).write(state -> Outcome.append(new NotesAdded(List.of(note)), "", s -> s));
    }

    /** The id of a run, which must be one of this experiment. */
    private String own(Run run, String what) {
        refuseIfReadOnly(what + " run '" + run.name() + "' of experiment '" + name() + "'");
        return run(run.id()).id();
    }

    @Override
    public TrainingDraft train(String trainer) {
        experiments.trainers().named(trainer);
        return new TrainingRun(trainer, experiments.trainers(), this::trained);
    }

    private Run trained(String name, RunOptions options, Run.Recipe recipe, Body<Exception> body) throws Exception {
        return run(begin(name, "", options, recipe), body);
    }

    @Override
    public Reproduction reproduce(Run run) throws Exception {
        return new Reproducing(this, experiments.neighbours()).reproduce(run(run.id()));
    }

    @Override
    public Run run(String id) {
        return findRun(id)
                .orElseThrow(() -> new NotFound(
                        "Experiment '" + name() + "' has no run with the id '" + id + "'; runs().list() names them."));
    }

    @Override
    public Optional<Run> findRun(String id) {
        return Optional.ofNullable(summaries().get(id)).map(this::recorded);
    }

    @Override
    public RunQuery runs() {
        return RunSearch.all(() -> summaries().values(), this::recorded);
    }

    @Override
    public StudyDraft study(String name) {
        return experiments.neighbours().study(this, name);
    }

    @Override
    public Optional<Study> findStudy(String name) {
        return experiments.neighbours().findStudy(this, name);
    }

    @Override
    public List<String> studies() {
        return experiments.neighbours().studies(this);
    }

    private SortedMap<String, RunSummary> summaries() {
        return streams.readSummaries();
    }

    private Run recorded(RunSummary summary) {
        return new RecordedRun(summary, streams);
    }
}
