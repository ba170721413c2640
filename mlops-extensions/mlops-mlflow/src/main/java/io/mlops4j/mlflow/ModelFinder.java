package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows MLflow's addresses of models to files below a directory. */
record ModelFinder(StoreFiles files, Locations locations, List<Path> experiments) {
    private static final Pattern LOGGED = Pattern.compile("models:/+(m-[0-9a-fA-F]{32})(?:/)?");
    private static final Pattern NUMBERED = Pattern.compile("models:/+([^/@]+)/([0-9]{1,9})");
    private static final Pattern ALIASED = Pattern.compile("models:/+([^/@]+)@([^/@]+)");
    private static final Pattern STAGED = Pattern.compile("models:/+([^/@]+)/([A-Za-z]+)");
    private static final Pattern OF_RUN = Pattern.compile("runs:/+([A-Za-z0-9][A-Za-z0-9_-]*)/(.+)");

    /** An address that points at an address points at files after so many steps, or never. */
    private static final int MOST_STEPS = 4;

    ModelSource find(String address) {
        return find(address, 0);
    }

    private ModelSource find(String address, int steps) {
        if (steps > MOST_STEPS) {
            throw new InvalidInput("'" + address + "' leads from one address to the next and to no files.");
        }
        Matcher logged = LOGGED.matcher(address);
        if (logged.matches()) {
            return logged(address, model -> model.getFileName().toString().equals(logged.group(1)))
                    .orElseThrow(() -> new NotFound(
                            "There is no logged model '" + logged.group(1) + "' in '" + files.root() + "'."));
        }
        Matcher ofRun = OF_RUN.matcher(address);
        if (ofRun.matches()) {
            return ofRun(address, ofRun.group(1), ofRun.group(2));
        }
        if (address.startsWith("models:/")) {
            return registered(version(address), steps);
        }
        Path directory = locations
                .find(address)
                .orElseThrow(
                        () -> new NotFound(
                                "'" + address + "' is not below '" + files.root()
                                        + "'; models are named like 'models:/loans/3', 'models:/loans@champion' or 'runs:/<id>/model'."));
        return new ModelSource(address, filesOf(directory), directory, "", Optional.empty());
    }

    private ModelSource registered(MlflowModelVersion version, int steps) {
        ModelSource found = find(version.source(), steps + 1);
        String run = version.runId().isEmpty() ? found.runId() : version.runId();
        return new ModelSource(version.uri(), found.files(), found.directory(), run, Optional.of(version));
    }

    private MlflowModelVersion version(String address) {
        Matcher numbered = NUMBERED.matcher(address);
        if (numbered.matches()) {
            int number = Integer.parseInt(numbered.group(2));
            return version(address, numbered.group(1), version -> version.number() == number);
        }
        Matcher aliased = ALIASED.matcher(address);
        if (aliased.matches()) {
            return version(
                    address, aliased.group(1), version -> version.aliases().contains(aliased.group(2)));
        }
        Matcher staged = STAGED.matcher(address);
        if (staged.matches()) {
            boolean latest = staged.group(2).equalsIgnoreCase("latest");
            return version(
                    address,
                    staged.group(1),
                    version -> latest || version.stage().equalsIgnoreCase(staged.group(2)));
        }
        throw new InvalidInput(
                "'" + address
                        + "' names no model; write 'models:/loans/3', 'models:/loans@champion', 'models:/loans/latest' or 'runs:/<id>/model'.");
    }

    /** The newest version of a model that fits. */
    private MlflowModelVersion version(String address, String name, Predicate<MlflowModelVersion> fits) {
        RegistryReader registry = new RegistryReader(files);
        MlflowModel model = registry.find(name)
                .orElseThrow(() -> new NotFound("There is no registered model '" + name + "' in '" + files.root()
                        + "'; there are "
                        + registry.models().stream().map(MlflowModel::name).toList() + "."));
        return model.versions().stream()
                .filter(fits)
                .max(Comparator.comparingInt(MlflowModelVersion::number))
                .orElseThrow(
                        () -> new NotFound("There is no '" + address + "' in '" + files.root() + "'; model '" + name
                                + "' has the versions "
                                + model.versions().stream()
                                        .map(MlflowModelVersion::number)
                                        .toList()
                                + " and the aliases " + model.aliases() + "."));
    }

    private ModelSource ofRun(String address, String run, String path) {
        for (Path experiment : experiments) {
            Path directory = StoreFiles.below(experiment.resolve(run).resolve("artifacts"), path);
            if (files.find(directory.resolve(MlModel.FILE)) != null) {
                return new ModelSource(address, files, directory, run, Optional.empty());
            }
        }
        Optional<ModelSource> elsewhere = experiments.stream()
                .map(experiment -> experiment.resolve(run))
                .filter(Files::isDirectory)
                .flatMap(directory -> Meta.find(files, directory).stream())
                .flatMap(meta -> locations.find(meta.text("artifact_uri")).stream())
                .map(artifacts -> StoreFiles.below(artifacts, path))
                .filter(directory -> Files.isRegularFile(directory.resolve(MlModel.FILE)))
                .map(directory -> new ModelSource(address, filesOf(directory), directory, run, Optional.empty()))
                .findFirst();
        return elsewhere
                .or(() -> logged(address, model -> isOf(model, run, path)))
                .orElseThrow(() -> new NotFound("Run '" + run + "' in '" + files.root() + "' has no model at '" + path
                        + "': there is no file MLmodel."));
    }

    /** MLflow 3 keeps the models of a run beside the runs, and finds them by the run and the name. */
    private boolean isOf(Path model, String run, String name) {
        return Meta.find(files, model)
                .filter(meta -> meta.text("source_run_id").equals(run)
                        && meta.text("name").equals(name))
                .isPresent();
    }

    private Optional<ModelSource> logged(String address, Predicate<Path> fits) {
        return experiments.stream()
                .flatMap(experiment -> files.directories(experiment.resolve(RegistryReader.FOLDER)).stream())
                .filter(fits)
                .filter(model -> files.find(model.resolve("artifacts").resolve(MlModel.FILE)) != null)
                .map(model -> new ModelSource(
                        address,
                        files,
                        model.resolve("artifacts"),
                        Meta.find(files, model)
                                .map(meta -> meta.text("source_run_id"))
                                .orElse(""),
                        Optional.empty()))
                .findFirst();
    }

    private StoreFiles filesOf(Path directory) {
        return locations.roots().stream()
                .filter(root -> directory.startsWith(root.root()))
                .findFirst()
                .orElse(files);
    }
}
