package io.mlops4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for one measurement. {@code -jvmArgsAppend -Dbench.dir=…} says on which disk; the temporary directory is the default. */
final class Scratch implements AutoCloseable {
    private final Path directory;

    Scratch() throws IOException {
        Path parent = Path.of(System.getProperty("bench.dir", System.getProperty("java.io.tmpdir")));
        directory = Files.createTempDirectory(parent, "mlops4j-bench");
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
