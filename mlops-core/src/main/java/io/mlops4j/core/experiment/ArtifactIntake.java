package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Stores files, and directories of files, for a run. */
record ArtifactIntake(Blobs blobs) {
    /** Stores a file under a name, or every file of a directory under the name and its path in the directory. */
    Map<String, ArtifactRef> store(String name, Path fileOrDirectory) {
        String key = ArtifactNames.check(name);
        Map<String, ArtifactRef> stored = new LinkedHashMap<>();
        if (!Files.isDirectory(fileOrDirectory)) {
            stored.put(key, ArtifactRef.of(blobs.put("Artifact file", fileOrDirectory)));
            return stored;
        }
        List<Path> files = files(fileOrDirectory);
        if (files.isEmpty()) {
            throw new InvalidInput(
                    "Artifact directory '" + fileOrDirectory + "' has no files, so there is nothing to store.");
        }
        for (Path file : files) {
            String path = fileOrDirectory.relativize(file).toString().replace(separator(file), "/");
            String inside = ArtifactNames.check(key + "/" + path);
            stored.put(inside, ArtifactRef.of(blobs.put("Artifact file", file)));
        }
        return stored;
    }

    private static String separator(Path path) {
        return path.getFileSystem().getSeparator();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidInput("Artifact directory '" + directory + "' cannot be read: " + e + ".", e);
        }
    }
}
