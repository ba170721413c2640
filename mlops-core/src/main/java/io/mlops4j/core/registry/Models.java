package io.mlops4j.core.registry;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.runtime.ModelRuntimes;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.Quality;
import io.mlops4j.evaluation.LatencySample;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The registered models of an engine. Thread-safe. */
public final class Models {
    private static final String PREFIX = "model/";

    private final EventStreams streams;
    private final Viewpoint viewpoint;
    private final Blobs blobs;
    private final ModelRuntimes runtimes;
    private final ModelProjection projection;
    private final EvaluationJson evaluations;
    private final Neighbours neighbours;

    /** What the registry asks the other steps. */
    public interface Neighbours {
        /** A run that is known by experiment and id. */
        Optional<Run> run(String experiment, String id);

        /** What was checked of a dataset version when it was committed. */
        Quality quality(DatasetRef dataset);

        /** The names of the endpoints that serve a version. */
        List<String> endpointsServing(String model, int number);
    }

    /** The models in some streams, as seen from a viewpoint. */
    public Models(
            EventStreams streams,
            Viewpoint viewpoint,
            Blobs blobs,
            ModelRuntimes runtimes,
            EvaluationJson evaluations,
            Neighbours neighbours) {
        this.streams = streams;
        this.viewpoint = viewpoint;
        this.blobs = blobs;
        this.runtimes = runtimes;
        this.projection = new ModelProjection(evaluations);
        this.evaluations = evaluations;
        this.neighbours = neighbours;
    }

    /** The model of a name. */
    public Model model(String name) {
        return new JournaledModel(Names.check("Model", name), this);
    }

    /** The names of the models that have a version, sorted. */
    public List<String> names() {
        return streams.names(PREFIX, viewpoint);
    }

    /**
     * Checks a version's gate again, with what is known now: the champion of today and the latency on this machine. A version that is the champion
     * is compared with none.
     *
     * @param latency measures the version's latency, if it can be measured
     * @throws io.mlops4j.QualityGateFailed if the gate is not passed
     */
    public void checkGate(ModelVersion version, Supplier<Optional<LatencySample>> latency) {
        version.findGate()
                .ifPresent(gate -> gateKeeper()
                        .check(
                                gate,
                                new GateKeeper.Candidate(
                                        version + " does not pass its gate now",
                                        version.evaluations(),
                                        version.findRun().map(Run::inputs).orElse(List.of()),
                                        version.sizeBytes(),
                                        latency),
                                GateKeeper.champion(new JournaledModel(version.model(), this))
                                        .filter(champion -> !champion.equals(version))));
    }

    GateKeeper gateKeeper() {
        return new GateKeeper(neighbours::quality);
    }

    EvaluationJson evaluations() {
        return evaluations;
    }

    EventStream<ModelState, ModelEvent> stream(String model) {
        return streams.open(PREFIX + model, projection);
    }

    ModelState read(String model) {
        return viewpoint.read(stream(model));
    }

    Viewpoint viewpoint() {
        return viewpoint;
    }

    Blobs blobs() {
        return blobs;
    }

    ModelRuntimes runtimes() {
        return runtimes;
    }

    Neighbours neighbours() {
        return neighbours;
    }
}
