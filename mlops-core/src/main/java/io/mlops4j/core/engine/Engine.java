package io.mlops4j.core.engine;

import io.mlops4j.GarbagePolicy;
import io.mlops4j.GarbageReport;
import io.mlops4j.Mlops;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.data.Datasets;
import io.mlops4j.core.experiment.Experiments;
import io.mlops4j.core.governance.CatalogueLineage;
import io.mlops4j.core.governance.GarbageCollector;
import io.mlops4j.core.governance.JournaledAuditTrail;
import io.mlops4j.core.monitoring.Monitors;
import io.mlops4j.core.registry.Models;
import io.mlops4j.core.runtime.ModelRuntimes;
import io.mlops4j.core.serving.Endpoints;
import io.mlops4j.core.stream.Checkpoints;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.core.tuning.Studies;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Quality;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.StudyDraft;
import io.mlops4j.experiment.Trainer;
import io.mlops4j.governance.AuditTrail;
import io.mlops4j.governance.Lineage;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.MonitorDraft;
import io.mlops4j.serving.Deployer;
import io.mlops4j.spi.BlobStore;
import io.mlops4j.spi.Journal;
import io.mlops4j.spi.Meters;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The steps of a model's life over one journal and one blob store, as they are now or, read-only, as they were. */
final class Engine implements Mlops {
    private final Shared shared;
    private final Viewpoint viewpoint;
    private final Datasets datasets;
    private final Experiments experiments;
    private final Studies studies;
    private final Models models;
    private final Endpoints endpoints;
    private final Monitors monitors;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What an engine and its views of the past have in common. */
    private record Shared(
            EventStreams streams,
            Blobs blobs,
            ModelRuntimes runtimes,
            Path cache,
            Meters meters,
            Resources resources) {}

    Engine(
            Journal journal,
            BlobStore store,
            Path cache,
            Clock clock,
            Supplier<String> actor,
            Meters meters,
            Resources resources) {
        this(shared(journal, store, cache, clock, actor, meters, resources), Viewpoint.NOW);
    }

    private static Shared shared(
            Journal journal,
            BlobStore store,
            Path cache,
            Clock clock,
            Supplier<String> actor,
            Meters meters,
            Resources resources) {
        Blobs blobs = new Blobs(store);
        Checkpoints checkpoints = resources.add(Checkpoints.in(cache.resolve("checkpoints")));
        ModelRuntimes runtimes = new ModelRuntimes(blobs, cache.resolve("models"));
        return new Shared(
                new EventStreams(journal, clock, actor, checkpoints), blobs, runtimes, cache, meters, resources);
    }

    private Engine(Shared shared, Viewpoint viewpoint) {
        this.shared = shared;
        this.viewpoint = viewpoint;
        EventStreams streams = shared.streams;
        this.datasets = new Datasets(streams, viewpoint, shared.blobs, shared.cache);
        this.experiments = new Experiments(streams, shared.blobs, viewpoint, new ExperimentNeighbours());
        this.studies = new Studies(streams, viewpoint);
        this.models = new Models(
                streams, viewpoint, shared.blobs, shared.runtimes, new StoredEvaluations(), new ModelNeighbours());
        this.endpoints = new Endpoints(streams, viewpoint, shared.runtimes, new EndpointNeighbours(), shared.meters);
        this.monitors = new Monitors(streams, viewpoint, shared.blobs, this::trainedOn, shared.meters);
    }

    @Override
    public Dataset dataset(String name) {
        return datasets.dataset(name);
    }

    @Override
    public List<String> datasets() {
        return datasets.names();
    }

    @Override
    public Experiment experiment(String name) {
        return experiments.experiment(name);
    }

    @Override
    public List<String> experiments() {
        return experiments.names();
    }

    @Override
    public Mlops trainer(String name, Trainer trainer) {
        viewpoint.refuseWrite("register trainer '" + name + "'");
        experiments.register(name, trainer);
        return this;
    }

    @Override
    public Model model(String name) {
        return models.model(name);
    }

    @Override
    public List<String> models() {
        return models.names();
    }

    @Override
    public Deployer deployer() {
        return endpoints;
    }

    @Override
    public MonitorDraft monitor(String name) {
        return monitors.monitor(name);
    }

    @Override
    public List<String> monitors() {
        return monitors.names();
    }

    /** What monitors ask the steps beside them. */
    private Optional<DatasetVersion> trainedOn(ModelVersion version) {
        return version.findRun()
                .flatMap(run -> run.inputs().stream().findFirst())
                .map(ref -> datasets.dataset(ref.name()).version(ref.number()));
    }

    @Override
    public Lineage lineage() {
        return new CatalogueLineage(this);
    }

    @Override
    public AuditTrail audit() {
        return new JournaledAuditTrail(shared.streams, viewpoint);
    }

    @Override
    public Mlops asOf(Instant instant) {
        return new Engine(shared, Viewpoint.asOf(instant));
    }

    @Override
    public GarbageReport collectGarbage(GarbagePolicy policy) {
        viewpoint.refuseWrite("collect garbage");
        return new GarbageCollector(shared.streams, shared.blobs).collect(policy);
    }

    @Override
    public void close() {
        if (viewpoint.isPast() || !closed.compareAndSet(false, true)) {
            return;
        }
        // In the order of the calls: a run that cannot be ended must not keep models loaded or files open.
        shared.resources.add(endpoints);
        shared.resources.add(experiments);
        shared.resources.add(monitors);
        shared.resources.close();
    }

    /** What experiments ask the steps beside them. */
    private final class ExperimentNeighbours implements Experiments.Neighbours {
        @Override
        public DatasetVersion version(DatasetRef ref) {
            return datasets.dataset(ref.name()).version(ref.number());
        }

        @Override
        public StudyDraft study(Experiment experiment, String name) {
            return studies.draft(experiment, name);
        }

        @Override
        public Optional<Study> findStudy(Experiment experiment, String name) {
            return studies.find(experiment, name);
        }

        @Override
        public List<String> studies(Experiment experiment) {
            return studies.names(experiment);
        }
    }

    /** What endpoints ask the steps beside them. */
    private final class EndpointNeighbours implements Endpoints.Neighbours {
        @Override
        public ModelVersion version(String model, int number) {
            return models.model(model).version(number);
        }

        @Override
        public void checkGate(ModelVersion version) {
            models.checkGate(version, () -> shared.runtimes.latency(version));
        }
    }

    /** What the registry asks the steps beside it. */
    private final class ModelNeighbours implements Models.Neighbours {
        @Override
        public Optional<Run> run(String experiment, String id) {
            return experiments.find(experiment, id);
        }

        @Override
        public Quality quality(DatasetRef dataset) {
            return datasets.dataset(dataset.name()).version(dataset.number()).quality();
        }

        @Override
        public List<String> endpointsServing(String model, int number) {
            return endpoints.serving(model, number);
        }
    }
}
