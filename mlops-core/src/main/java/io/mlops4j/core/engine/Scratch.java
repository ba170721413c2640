package io.mlops4j.core.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an engine without a directory puts files that must be local: made when it is first needed, gone when the engine closes. */
final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Path directory = Path.of(System.getProperty("java.io.tmpdir"), "mlops4j-" + UUID.randomUUID());

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // It was never needed.
        } catch (IOException e) {
            LOG.warn("The temporary directory '{}' could not be removed: {}", directory, e.getMessage());
        }
    }
}
