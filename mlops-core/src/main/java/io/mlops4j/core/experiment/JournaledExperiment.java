package io.mlops4j.core.experiment;

import io.mlops4j.NotFound;
import io.mlops4j.core.experiment.ExperimentEvent.RunStarted;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunQuery;
import java.util.Optional;
import java.util.SortedMap;

/** An experiment over the journal. */
final class JournaledExperiment implements Experiment {
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
        RunRecorder run = begin(name);
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
        return begin(name);
    }

    private RunRecorder begin(String name) {
        String title = Names.title("Run", name);
        String what = "start run '" + title + "' of experiment '" + name() + "'";
        streams.viewpoint().refuseWrite(what);
        experiments.refuseIfClosed(what);
        String id = experiments.nextId();
        streams.summaries().write(state -> Outcome.append(new RunStarted(id, title, ProcessMark.self()), "", s -> s));
        RunRecorder run = new RunRecorder(id, title, streams);
        experiments.opened(run);
        return run;
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

    private SortedMap<String, RunSummary> summaries() {
        return streams.readSummaries();
    }

    private Run recorded(RunSummary summary) {
        return new RecordedRun(summary, streams);
    }
}
