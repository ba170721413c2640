package io.mlops4j.core.tuning;

import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.StudyDraft;
import java.util.List;
import java.util.Optional;

/** The studies of an engine. Thread-safe. */
public final class Studies {
    private final EventStreams streams;
    private final Viewpoint viewpoint;

    /** The studies in some streams, as seen from a viewpoint. */
    public Studies(EventStreams streams, Viewpoint viewpoint) {
        this.streams = streams;
        this.viewpoint = viewpoint;
    }

    /** A study of an experiment that is about to begin or to go on. */
    public StudyDraft draft(Experiment experiment, String name) {
        String checked = Names.check("Study", name);
        return new StudyRun(experiment, checked, stream(experiment, checked), viewpoint);
    }

    /** A study of an experiment, if it has begun. */
    public Optional<Study> find(Experiment experiment, String name) {
        StudyState state = viewpoint.read(stream(experiment, Names.normalized(name)));
        return Optional.ofNullable(state.opened()).map(opened -> new RecordedStudy(name, opened, state));
    }

    /** The names of the studies of an experiment, sorted. */
    public List<String> names(Experiment experiment) {
        return streams.names(prefix(experiment), viewpoint);
    }

    private EventStream<StudyState, StudyEvent> stream(Experiment experiment, String name) {
        return streams.open(prefix(experiment) + name, StudyProjection.INSTANCE);
    }

    private static String prefix(Experiment experiment) {
        return "study/" + experiment.name() + "/";
    }
}
