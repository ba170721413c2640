package io.mlops4j.mlflow;

import io.mlops4j.StorageFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes files, with the failures of storage as what they are here. */
final class StoreWriter {
    private StoreWriter() {}

    static void create(Path directory) {
        act("Directory '" + directory + "' cannot be created", () -> Files.createDirectories(directory));
    }

    /** Writes a file and the directories that it needs. */
    static void text(Path file, String text) {
        act("File '" + file + "' cannot be written", () -> {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        });
    }

    static void yaml(Path directory, Map<String, ? extends @Nullable Object> fields) {
        text(directory.resolve(Meta.FILE), YamlText.of(fields));
    }

    static void move(Path from, Path to) {
        act("Directory '" + from + "' cannot be moved to '" + to + "'", () -> Files.move(from, to));
    }

    /** Deletes a directory with all that is in it; a link is deleted, not what it leads to. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        act("Directory '" + directory + "' cannot be deleted", () -> Files.walkFileTree(directory, new Deletion()));
    }

    private static void act(String failure, Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new StorageFailure(failure + ": " + e + ".", e);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
