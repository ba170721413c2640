package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.ModelVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A directory in which MLflow keeps experiments, runs and registered models: its file store, {@code mlruns} by default. Files of MLflow 0.9 to
 * 3 are read, and what is written every one of them reads.
 *
 * <pre>{@code
 * Mlflow mlflow = Mlflow.directory(Path.of("mlruns"));
 * mlflow.experiments();
 * mlflow.runs("loans");
 * ModelVersion v = mlflow.register(ml, "models:/loans@champion", "loans");
 * mlflow.importExperiment("loans", ml);
 * mlflow.export(ml.experiment("loans"));
 * }</pre>
 *
 * <p>The directory may have moved since MLflow wrote it: addresses in its files are looked for below it, and nowhere else. Names and links that
 * lead out of it are refused with {@link InvalidInput}, as is what no MLflow writes: texts of more than 16 MiB, metrics of more than 128 MiB,
 * YAML that names classes or nests deeper than 32 levels.
 *
 * <p>Thread-safe; every call reads the files anew. Two imports into one experiment, or two exports into one directory, at the same time may
 * bring a run in twice, or fail.
 */
public final class Mlflow {
    private static final Set<String> NO_EXPERIMENTS = Set.of(".trash", RegistryReader.FOLDER);
    private static final Set<String> NO_RUNS = Set.of("tags", "datasets", "traces", RegistryReader.FOLDER);

    private final Path directory;
    private final List<Path> artifactDirectories;

    private Mlflow(Path directory, List<Path> artifactDirectories) {
        this.directory = directory;
        this.artifactDirectories = List.copyOf(artifactDirectories);
    }

    /** The files of a directory. It need not be there before something is exported to it; reading it throws {@link InvalidInput} then. */
    public static Mlflow directory(Path mlruns) {
        return new Mlflow(mlruns, List.of());
    }

    /** With another directory in which artifacts may be: MLflow's server keeps them in {@code mlartifacts}, beside the runs. */
    public Mlflow artifacts(Path mlartifacts) {
        List<Path> more = new ArrayList<>(artifactDirectories);
        more.add(mlartifacts);
        return new Mlflow(directory, more);
    }

    /** The experiments that were not deleted, in the order of their ids. */
    public List<MlflowExperiment> experiments() {
        StoreFiles files = files();
        return experimentDirectories(files).stream()
                .map(found -> experiment(files, found))
                .toList();
    }

    /**
     * The runs of an experiment that were not deleted, in the order in which they started.
     *
     * @param experiment the name of the experiment, or its id
     * @throws NotFound if there is none
     */
    public List<MlflowRun> runs(String experiment) {
        StoreFiles files = files();
        RunReader reader = reader(files);
        return runDirectories(files, experimentDirectory(files, experiment)).stream()
                .map(run -> reader.read(run.path(), run.meta()))
                .toList();
    }

    /**
     * The run of an id, even one that was deleted.
     *
     * @throws NotFound if there is none
     */
    public MlflowRun run(String id) {
        StoreFiles files = files();
        RunDirectory run = runDirectory(files, id);
        return reader(files).read(run.path(), run.meta());
    }

    /** The registered models, sorted by name. */
    public List<MlflowModel> models() {
        return new RegistryReader(files()).models();
    }

    /**
     * The {@code MLmodel} file at an address: {@code models:/loans/3}, {@code models:/loans@champion}, {@code models:/loans/latest}, {@code
     * models:/loans/Production}, {@code models:/m-<id>} or {@code runs:/<id>/model}.
     *
     * @throws NotFound if there is none
     */
    public MlModel mlModel(String address) {
        return finder(files()).find(address).mlModel();
    }

    /**
     * Imports the runs of an experiment into the one of its name here; slashes in the name become {@code _}. Runs that are here already, and
     * those that came from here, stay as they are. What MLflow has no field for here becomes a tag: {@code mlflow.runId}, {@code mlflow.user},
     * {@code mlflow.dataset.1}. A run that cannot be imported is left out and reported.
     *
     * @param experiment the name of the experiment, or its id
     * @throws NotFound if there is none
     */
    public ImportReport importExperiment(String experiment, Mlops ml) {
        StoreFiles files = files();
        return importRuns(files, experimentDirectory(files, experiment), ml);
    }

    /** Imports the runs of all experiments that were not deleted. Models are left to {@link #register}, which loads them. */
    public ImportReport importAll(Mlops ml) {
        StoreFiles files = files();
        ImportReport report = new ImportReport(Map.of(), Map.of(), Map.of(), List.of());
        for (ExperimentDirectory experiment : experimentDirectories(files)) {
            report = report.and(importRuns(files, experiment, ml));
        }
        return report;
    }

    /**
     * Registers a model, with its run, as the next version of a model here.
     *
     * @param address as {@link #mlModel} takes it
     * @param name the name of the model here
     * @throws NotFound if there is no such model in MLflow's files
     * @throws InvalidInput if it was not logged with the onnx flavor, or cannot be read
     */
    public ModelVersion register(Mlops ml, String address, String name) {
        return registration(ml, address, name).register().version();
    }

    /** Registers the model of a directory that holds an {@code MLmodel} file, with its run if that is in the files. */
    public ModelVersion register(Mlops ml, Path model, String name) {
        return registration(ml, model, name).register().version();
    }

    /** Prepares to register a model, to say more of it or to be told more. */
    public Registration registration(Mlops ml, String address, String name) {
        return new Registration(this, ml, finder(files()).find(address), name);
    }

    /** Prepares to register the model of a directory that holds an {@code MLmodel} file. */
    public Registration registration(Mlops ml, Path model, String name) {
        StoreFiles files = new StoreFiles(model);
        String address = ExperimentExport.uri(files.root());
        return new Registration(this, ml, new ModelSource(address, files, files.root(), "", Optional.empty()), name);
    }

    /**
     * Writes all runs of an experiment, so that {@code mlflow ui} shows them. The experiment of the same name is taken if there is one. A run
     * that an earlier export wrote is written anew; one that came from this directory stays as it is.
     *
     * @throws io.mlops4j.Conflict if what is at the place of a run was not written by an export of it
     */
    public ExportReport export(Experiment experiment) {
        List<Run> runs = experiment.runs().list();
        Instant since =
                runs.stream().map(Run::startedAt).min(Instant::compareTo).orElse(Instant.EPOCH);
        RunExport export = exportTo(experiment.name(), since);
        runs.forEach(export::write);
        return export.report();
    }

    /**
     * Writes one run into the experiment of its name.
     *
     * @throws io.mlops4j.Conflict if what is at its place was not written by an export of it
     */
    public MlflowRun export(Run run) {
        RunExport export = exportTo(run.experiment(), run.startedAt());
        return run(export.write(run));
    }

    /**
     * Writes a version into the registry, under its number, with the model, an {@code MLmodel} file, its tags and aliases, and its run.
     *
     * @throws io.mlops4j.Conflict if the number is taken by a version, or an alias by a model, that no export wrote
     */
    public MlflowModelVersion export(ModelVersion version) {
        ExperimentExport.prepare(directory, version.registeredAt());
        String run = version.findRun().map(made -> export(made).id()).orElse("");
        return new ModelExport(files(), version, run).write();
    }

    private RunExport exportTo(String name, Instant since) {
        ExperimentExport.prepare(directory, since);
        StoreFiles files = files();
        Path experiment = experimentDirectories(files).stream()
                .filter(found -> Titles.name(found.name()).equals(Titles.name(name)))
                .map(ExperimentDirectory::path)
                .findFirst()
                .orElseGet(() -> ExperimentExport.create(files, name, since));
        return new RunExport(files, experiment);
    }

    /** Imports a run and those that it is part of; an empty report if the files do not have it. */
    ImportReport importRun(String id, Mlops ml) {
        ImportReport none = new ImportReport(
                Map.of(), Map.of(), Map.of(id, "Its files are not in '" + directory + "'."), List.of());
        if (!Files.isDirectory(directory)) {
            return none;
        }
        StoreFiles files = files();
        for (ExperimentDirectory experiment : experimentDirectories(files)) {
            List<RunDirectory> all = runDirectories(files, experiment);
            Set<String> family = new LinkedHashSet<>();
            String member = id;
            boolean grew = true;
            while (grew) {
                grew = false;
                for (RunDirectory run : all) {
                    if (run.id().equals(member) && family.add(member)) {
                        member = run.parent();
                        grew = true;
                        break;
                    }
                }
            }
            if (!family.isEmpty()) {
                List<RunDirectory> wanted =
                        all.stream().filter(run -> family.contains(run.id())).toList();
                return new RunImport(ml.experiment(Titles.name(experiment.name())), reader(files)).add(wanted);
            }
        }
        return none;
    }

    private ImportReport importRuns(StoreFiles files, ExperimentDirectory experiment, Mlops ml) {
        return new RunImport(ml.experiment(Titles.name(experiment.name())), reader(files))
                .add(runDirectories(files, experiment));
    }

    private StoreFiles files() {
        return new StoreFiles(directory);
    }

    private Locations locations(StoreFiles files) {
        List<StoreFiles> roots = new ArrayList<>(List.of(files));
        artifactDirectories.forEach(more -> roots.add(new StoreFiles(more)));
        return new Locations(roots);
    }

    private RunReader reader(StoreFiles files) {
        return new RunReader(files, locations(files));
    }

    private ModelFinder finder(StoreFiles files) {
        return new ModelFinder(
                files,
                locations(files),
                experimentDirectories(files).stream()
                        .map(ExperimentDirectory::path)
                        .toList());
    }

    private static MlflowExperiment experiment(StoreFiles files, ExperimentDirectory found) {
        return new MlflowExperiment(
                found.id(),
                found.name(),
                found.meta().instant("creation_time"),
                files.texts(found.path().resolve("tags")));
    }

    /** As MLflow does, it passes over a directory that does not describe itself, or as another. */
    private static List<ExperimentDirectory> experimentDirectories(StoreFiles files) {
        return files.directories(files.root()).stream()
                .filter(path -> !NO_EXPERIMENTS.contains(path.getFileName().toString()))
                .flatMap(path -> Meta.find(files, path).stream()
                        .filter(meta -> meta.text("experiment_id")
                                .equals(path.getFileName().toString()))
                        .filter(RunReader::isActive)
                        .map(meta -> new ExperimentDirectory(path, meta)))
                .toList();
    }

    private ExperimentDirectory experimentDirectory(StoreFiles files, String nameOrId) {
        List<ExperimentDirectory> all = experimentDirectories(files);
        return all.stream()
                .filter(found -> found.name().equals(nameOrId))
                .findFirst()
                .or(() -> all.stream()
                        .filter(found -> found.id().equals(nameOrId))
                        .findFirst())
                .orElseThrow(() ->
                        new NotFound("There is no experiment '" + nameOrId + "' in '" + directory + "'; there are "
                                + all.stream().map(ExperimentDirectory::name).toList() + "."));
    }

    private static List<RunDirectory> runDirectories(StoreFiles files, ExperimentDirectory experiment) {
        return files.directories(experiment.path()).stream()
                .filter(path -> !NO_RUNS.contains(path.getFileName().toString()))
                .flatMap(path -> runDirectory(files, path, experiment.id()).stream())
                .filter(run -> RunReader.isActive(run.meta()))
                .sorted(Comparator.comparing((RunDirectory run) ->
                                run.meta().instant("start_time").orElse(Instant.EPOCH))
                        .thenComparing(RunDirectory::id))
                .toList();
    }

    private static Optional<RunDirectory> runDirectory(StoreFiles files, Path path, String experiment) {
        String id = path.getFileName().toString();
        Path parent = path.resolve("tags").resolve(Tags.PARENT);
        return Meta.find(files, path)
                .filter(meta -> meta.text("experiment_id").equals(experiment))
                .filter(meta ->
                        meta.text("run_id").equals(id) || meta.text("run_uuid").equals(id))
                .map(meta -> new RunDirectory(path, meta, id, Files.isRegularFile(parent) ? files.text(parent) : ""));
    }

    private RunDirectory runDirectory(StoreFiles files, String id) {
        List<Path> experiments = new ArrayList<>(files.directories(files.root()));
        experiments.addAll(files.directories(files.root().resolve(".trash")));
        for (Path experiment : experiments) {
            Path path = files.find(StoreFiles.child(experiment, id));
            if (path != null && Files.isDirectory(path)) {
                Optional<RunDirectory> run =
                        runDirectory(files, path, experiment.getFileName().toString());
                if (run.isPresent()) {
                    return run.get();
                }
            }
        }
        throw new NotFound("There is no run '" + id + "' in '" + directory + "'.");
    }

    /** Where an experiment lies. */
    private record ExperimentDirectory(Path path, Meta meta) {
        String id() {
            return meta.text("experiment_id");
        }

        String name() {
            return meta.required("name");
        }
    }
}
