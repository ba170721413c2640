package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.StudyDraft;
import io.mlops4j.experiment.Trainer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The experiments of an engine. Thread-safe. */
public final class Experiments implements AutoCloseable {
    private final EventStreams streams;
    private final Blobs blobs;
    private final Viewpoint viewpoint;
    private final Neighbours neighbours;
    private final Ulids ids;
    private final Trainers trainers = new Trainers();
    private final Background background = new Background();
    private final Set<RunRecorder> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ArtifactRef environment;
    private volatile boolean closed;

    /** What experiments need of the other steps. */
    public interface Neighbours {
        /** The version of a dataset that has this number today. */
        DatasetVersion version(DatasetRef ref);

        /** A study that is about to run. */
        StudyDraft study(Experiment experiment, String name);

        /** A study, if it has begun. */
        Optional<Study> findStudy(Experiment experiment, String name);

        /** The names of the studies of an experiment. */
        List<String> studies(Experiment experiment);
    }

    /** The experiments in some streams, as seen from a viewpoint. */
    public Experiments(EventStreams streams, Blobs blobs, Viewpoint viewpoint, Neighbours neighbours) {
        this.streams = streams;
        this.blobs = blobs;
        this.viewpoint = viewpoint;
        this.neighbours = neighbours;
        this.ids = new Ulids(streams.clock());
    }

    /** The experiment of a name. */
    public Experiment experiment(String name) {
        String checked = Names.check("Experiment", name);
        return new JournaledExperiment(new ExperimentStreams(checked, streams, viewpoint, blobs, open::remove), this);
    }

    /** The names of the experiments that have a run, sorted. */
    public List<String> names() {
        return streams.names(ExperimentStreams.PREFIX, viewpoint);
    }

    /** A run that is known by experiment and id. */
    public Optional<Run> find(String experiment, String run) {
        return experiment(experiment).findRun(run);
    }

    /** Registers a trainer for the lifetime of the engine. */
    public void register(String name, Trainer trainer) {
        trainers.register(name, trainer);
    }

    Trainers trainers() {
        return trainers;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    Background background() {
        return background;
    }

    String nextId() {
        return ids.next();
    }

    String idAt(Instant startedAt) {
        return ids.at(startedAt);
    }

    /** Where the environment of this process is described; stored with the first run. */
    ArtifactRef environment() {
        ArtifactRef known = environment;
        if (known == null) {
            known = ArtifactRef.of(blobs.put(EnvironmentJson.write(EnvironmentCapture.current())));
            environment = known;
        }
        return known;
    }

    /** Keeps a run to end it at the close; one that began while the engine was closing is ended at once. */
    void opened(RunRecorder run) {
        open.add(run);
        if (closed) {
            run.close();
        }
    }

    void refuseIfClosed(String what) {
        if (closed) {
            throw new InvalidInput("The Mlops object is closed and cannot " + what + "; open another one.");
        }
    }

    /** Ends the runs that are still open as killed; one that cannot be ended does not keep the others open. */
    @Override
    public void close() {
        closed = true;
        RuntimeException first = null;
        for (RunRecorder run : open) {
            try {
                run.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        background.close();
        if (first != null) {
            throw first;
        }
    }
}
