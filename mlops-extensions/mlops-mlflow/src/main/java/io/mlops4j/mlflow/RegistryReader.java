package io.mlops4j.mlflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the registered models of a directory: {@code models/<name>/version-<number>}. */
record RegistryReader(StoreFiles files) {
    static final String FOLDER = "models";
    static final String VERSION = "version-";

    List<MlflowModel> models() {
        return files.directories(files.root().resolve(FOLDER)).stream()
                .flatMap(directory -> model(directory).stream())
                .toList();
    }

    Optional<MlflowModel> find(String name) {
        Path directory = StoreFiles.child(files.root().resolve(FOLDER), name);
        return files.find(directory) == null ? Optional.empty() : model(directory);
    }

    private Optional<MlflowModel> model(Path directory) {
        return Meta.find(files, directory).map(meta -> {
            Map<String, Integer> aliases = aliases(directory);
            List<MlflowModelVersion> versions = new ArrayList<>();
            String name = meta.required("name");
            for (Path version : files.directories(directory)) {
                if (version.getFileName().toString().startsWith(VERSION)) {
                    Meta.find(files, version)
                            .filter(found -> !found.text("current_stage").equals("Deleted_Internal"))
                            .map(found -> version(name, version, found, aliases))
                            .ifPresent(versions::add);
                }
            }
            versions.sort(Comparator.comparingInt(MlflowModelVersion::number));
            return new MlflowModel(
                    name, meta.text("description"), versions, aliases, files.texts(directory.resolve("tags")));
        });
    }

    private Map<String, Integer> aliases(Path directory) {
        Map<String, Integer> aliases = new TreeMap<>();
        files.texts(directory.resolve("aliases")).forEach((alias, number) -> {
            if (number.strip().matches("[0-9]{1,9}")) {
                aliases.put(alias, Integer.parseInt(number.strip()));
            }
        });
        return aliases;
    }

    private MlflowModelVersion version(String model, Path directory, Meta meta, Map<String, Integer> aliases) {
        int number = Math.toIntExact(meta.whole("version").orElse(0L));
        Set<String> pointing = aliases.entrySet().stream()
                .filter(alias -> alias.getValue() == number)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        String stored = meta.text("storage_location");
        return new MlflowModelVersion(
                model,
                number,
                stored.isEmpty() ? meta.text("source") : stored,
                meta.text("run_id"),
                meta.text("description"),
                meta.text("current_stage"),
                pointing,
                files.texts(directory.resolve("tags")),
                meta.instant("creation_timestamp"));
    }
}
