package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files below a directory and nowhere else: a name or a link that leads out of it is refused. What is read is bounded.
 */
final class StoreFiles {
    /** The longest parameter, tag or YAML file, in bytes. MLflow keeps values to some thousands of characters. */
    static final int LONGEST_TEXT = 16 << 20;

    private static final int MOST_FILES = 200_000;

    private final Path root;

    /**
     * The files of a directory that is there.
     *
     * @throws InvalidInput if it is not
     */
    StoreFiles(Path root) {
        if (!Files.isDirectory(root)) {
            throw new InvalidInput("'" + root + "' is no directory; name the one that MLflow calls mlruns.");
        }
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new StorageFailure("Directory '" + root + "' cannot be read: " + e + ".", e);
        }
    }

    /** The directory, without links in its path. */
    Path root() {
        return root;
    }

    /** A path as it is without links, if there is something at it. */
    @Nullable Path find(Path path) {
        if (!Files.exists(path)) {
            return null;
        }
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(root)) {
                throw new InvalidInput("'" + path + "' leads to '" + real + "', out of '" + root
                        + "'; copy what is there into the directory to have it read.");
            }
            return real;
        } catch (IOException e) {
            throw new StorageFailure("'" + path + "' cannot be read: " + e + ".", e);
        }
    }

    /** The path of one name in a directory; a name that is more than one is refused. */
    static Path child(Path directory, String name) {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0) {
            throw new InvalidInput(
                    "'" + name + "' is no name of a file; it must be without slashes, and neither '.' nor '..'.");
        }
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "'" + name
                            + "' cannot be the name of a file here: this Java's locale has no characters for it. Run it in"
                            + " a UTF-8 locale, as LC_ALL=C.UTF-8.",
                    e);
        }
    }

    /** A path of names with {@code /} between them, below a directory; nothing that could lead out of it. */
    static Path below(Path directory, String path) {
        Path below = directory;
        for (String name : path.split("/", -1)) {
            below = child(below, name);
        }
        return below;
    }

    /** The directories in a directory, sorted by name; none if it is not there. */
    List<Path> directories(Path directory) {
        Path real = find(directory);
        if (real == null || !Files.isDirectory(real)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(real)) {
            return entries.filter(Files::isDirectory)
                    .sorted()
                    .filter(entry -> find(entry) != null)
                    .toList();
        } catch (IOException e) {
            throw new StorageFailure("Directory '" + directory + "' cannot be listed: " + e + ".", e);
        }
    }

    /**
     * The files below a directory by their paths in it, with {@code /} between names; none if it is not there. Links to files are followed if
     * they stay inside, links to directories are not.
     */
    SortedMap<String, Path> tree(Path directory) {
        SortedMap<String, Path> files = new TreeMap<>();
        Path real = find(directory);
        if (real == null) {
            return files;
        }
        try {
            Files.walkFileTree(real, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Path target = find(file);
                    if (target != null && Files.isRegularFile(target)) {
                        files.put(name(real, file), target);
                    }
                    if (files.size() > MOST_FILES) {
                        throw new InvalidInput(
                                "Directory '" + directory + "' holds more than " + MOST_FILES + " files.");
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new StorageFailure("Directory '" + directory + "' cannot be read: " + e + ".", e);
        }
        return files;
    }

    private static String name(Path directory, Path file) {
        StringBuilder name = new StringBuilder();
        for (Path part : directory.relativize(file)) {
            name.append(name.isEmpty() ? "" : "/").append(part);
        }
        return name.toString();
    }

    /**
     * The text of a file, in UTF-8.
     *
     * @throws InvalidInput if it is longer than {@link #LONGEST_TEXT}, or no UTF-8
     */
    String text(Path file) {
        Path real = find(file);
        if (real == null) {
            throw new InvalidInput("There is no file '" + file + "'.");
        }
        return textOf(real);
    }

    /** The text of a file wherever it is. */
    static String textOf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_TEXT + 1);
            if (bytes.length > LONGEST_TEXT) {
                throw new InvalidInput(
                        "File '" + file + "' is longer than " + LONGEST_TEXT + " bytes; MLflow writes none that is.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInput("File '" + file + "' is not in UTF-8.", e);
        } catch (IOException e) {
            throw new StorageFailure("File '" + file + "' cannot be read: " + e + ".", e);
        }
    }

    /** The texts of the files below a directory, by their paths. */
    Map<String, String> texts(Path directory) {
        SortedMap<String, String> texts = new TreeMap<>();
        tree(directory).forEach((name, file) -> texts.put(name, textOf(file)));
        return texts;
    }
}
