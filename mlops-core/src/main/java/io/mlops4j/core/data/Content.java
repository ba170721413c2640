package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bytes on disk that can be read several times; closing removes them if they are a copy of ours. */
final class Content implements AutoCloseable {
    private enum Ownership {
        OURS,
        THEIRS
    }

    /** Writes bytes. */
    interface Filling {
        void to(OutputStream target) throws IOException;
    }

    private final Path file;
    private final Ownership ownership;

    private Content(Path file, Ownership ownership) {
        this.file = file;
        this.ownership = ownership;
    }

    static Content of(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInput("'" + file + "' is a directory; name a CSV file.");
        }
        return new Content(file, Ownership.THEIRS);
    }

    /** A temporary copy, which only this user may read. */
    static Content spool(Path directory, String what, Filling filling) {
        Path file;
        try {
            Files.createDirectories(directory);
            file = Files.createTempFile(directory, "mlops4j-", ".csv");
        } catch (IOException e) {
            throw new StorageFailure(
                    "There can be no temporary file in '" + directory + "': " + e.getMessage() + ".", e);
        }
        Content content = new Content(file, Ownership.OURS);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            filling.to(out);
            return content;
        } catch (IOException e) {
            content.close();
            throw new StorageFailure(
                    "Copying " + what + " to the temporary file '" + file + "' failed: " + e.getMessage() + ".", e);
        } catch (RuntimeException | Error e) {
            content.close();
            throw e;
        }
    }

    InputStream open() {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new NotFound("There is no file '" + file + "'.", e);
        } catch (IOException e) {
            throw new StorageFailure("'" + file + "' cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        if (ownership == Ownership.OURS) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new StorageFailure(
                        "The temporary file '" + file + "' cannot be removed: " + e.getMessage() + ".", e);
            }
        }
    }
}
