package io.mlops4j.core.engine;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lies where in a directory, and the file {@value #MARKER} that says so. The marker is written before anything else: a directory
 * with a journal or blobs and no marker is not of this library, and one whose format is newer is left alone.
 */
record DirectoryLayout(Path directory) {
    static final String MARKER = "mlops4j.json";
    static final int FORMAT = 1;

    Path journal() {
        return directory.resolve("journal");
    }

    Path blobs() {
        return directory.resolve("blobs");
    }

    /** What can be made again: copies of models whose blobs are not local files, and what is being taken in. */
    Path cache() {
        return directory.resolve("cache");
    }

    /** Makes the directory if it is not there, or makes sure that it can be used. */
    static DirectoryLayout open(Path directory) {
        DirectoryLayout layout = new DirectoryLayout(directory.toAbsolutePath().normalize());
        try {
            layout.prepare();
        } catch (AccessDeniedException e) {
            throw new StorageFailure(
                    "Directory '" + layout.directory + "' cannot be used: permission denied for '" + e.getFile()
                            + "'. Give the user '" + System.getProperty("user.name") + "' the right to write there.",
                    e);
        } catch (IOException e) {
            throw new StorageFailure(
                    "Directory '" + layout.directory + "' cannot be used: " + e.getMessage() + " ("
                            + e.getClass().getSimpleName() + ").",
                    e);
        }
        return layout;
    }

    private void prepare() throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new InvalidInput("'" + directory + "' is a file; name a directory.");
        }
        Files.createDirectories(directory);
        byte[] marker;
        try {
            marker = Files.readAllBytes(directory.resolve(MARKER));
        } catch (NoSuchFileException e) {
            refuseForeign();
            writeMarker();
            return;
        }
        check(marker);
    }

    private void check(byte[] marker) {
        long format;
        try {
            format = Json.integer(Json.parse(marker), "format");
        } catch (IntegrityViolation e) {
            throw new IntegrityViolation(
                    "'" + directory.resolve(MARKER) + "' is damaged: " + e.getMessage()
                            + " If the journal beside it is whole, write {\"format\":" + FORMAT + "} into it.",
                    e);
        }
        if (format != FORMAT) {
            throw new InvalidInput(
                    "Directory '" + directory + "' has the format " + format + "; this release reads the format "
                            + FORMAT + ". Open it with a release that knows it; nothing was changed.");
        }
    }

    private void refuseForeign() {
        for (Path path : new Path[] {journal(), blobs()}) {
            // Another process may have written the marker since we looked; then both are its own.
            if (Files.exists(path) && !Files.exists(directory.resolve(MARKER))) {
                throw new InvalidInput("Directory '" + directory + "' has a '" + path.getFileName() + "' but no "
                        + MARKER + ": it was not made by mlops4j. Choose another directory; nothing was changed.");
            }
        }
    }

    private void writeMarker() throws IOException {
        ObjectNode json = Json.object();
        json.put("format", FORMAT);
        Path temporary = Files.createTempFile(directory, MARKER, ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(Json.bytes(json)));
                channel.force(true);
            }
            try {
                Files.move(temporary, directory.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, directory.resolve(MARKER));
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was faster and wrote the same.
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
