package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Copies artifacts to a place where nothing is yet. */
record ArtifactCopy(Blobs blobs, Path target) {
    ArtifactCopy {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidInput("There is something at '" + target
                    + "' already; artifacts are copied to a path that does not exist yet.");
        }
    }

    void file(ArtifactRef artifact) {
        blobs.copyTo(artifact.digest(), target);
    }

    /** Names were checked when they were stored; that none leads elsewhere is checked again, as the journal may be another's. */
    void folder(Map<String, ArtifactRef> artifacts) {
        Path root = target.toAbsolutePath().normalize();
        artifacts.forEach((name, artifact) -> {
            Path file = root.resolve(ArtifactNames.check(name)).normalize();
            if (!file.startsWith(root)) {
                throw new InvalidInput("Artifact '" + name + "' would be written outside '" + root + "'.");
            }
            blobs.copyTo(artifact.digest(), file);
        });
    }
}
