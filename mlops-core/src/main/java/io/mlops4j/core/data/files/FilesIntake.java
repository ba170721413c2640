package io.mlops4j.core.data.files;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.content.ContentWriter;
import io.mlops4j.core.content.Contents;
import io.mlops4j.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory on its way into a dataset. For one thread. */
public final class FilesIntake {
    /** The columns of the list of files. */
    public static final String PATH = "path";

    /** The length of a file. */
    public static final String SIZE = "sizeBytes";

    /** The digest of a file. */
    public static final String SHA256 = "sha256";

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path directory;
    private final Path caches;
    private final StatCache cache;
    private final List<FileStat> stats = new ArrayList<>();
    private final long startedNanos;

    /**
     * Looks at the files of a directory, without reading them.
     *
     * @param caches where the digests of files that do not change are remembered
     * @throws NotFound if there is no such directory
     * @throws InvalidInput if it is a file, has no files, or one has a name that is no text
     * @throws StorageFailure if it cannot be read
     */
    public FilesIntake(Path directory, Path caches) {
        if (!Files.exists(directory)) {
            throw new NotFound("There is no directory '" + directory + "'.");
        }
        if (!Files.isDirectory(directory)) {
            throw new InvalidInput("'" + directory + "' is a file; name a directory, or read it with Source.csv(…).");
        }
        try {
            // A walk does not follow links, not even the one that it begins at.
            this.directory = directory.toRealPath();
            this.cache = new StatCache(caches, this.directory);
            this.startedNanos = StatCache.fileSystemNanos(caches);
            this.caches = caches.toRealPath();
            Files.walkFileTree(this.directory, new Walk());
        } catch (IOException e) {
            throw new StorageFailure("The files of '" + directory + "' cannot be listed: " + e + ".", e);
        }
        if (stats.isEmpty()) {
            throw new InvalidInput("'" + directory + "' has no files, so there is nothing to commit.");
        }
        stats.sort(Comparator.comparing(FileStat::path));
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean ours = file.startsWith(caches);
            if (attributes.isRegularFile() && !ours) {
                String path = directory
                        .relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (path.indexOf('\uFFFD') >= 0) {
                    throw new InvalidInput("The name of the file '" + path + "' in '" + directory
                            + "' is no text in this Java's encoding (\uFFFD stands for what is not); rename it.");
                }
                stats.add(FileStat.of(path, attributes));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /** The list of the files, if their digests are remembered and no file has changed. */
    public Optional<Table> unchanged() {
        return cache.find(stats).map(this::list);
    }

    /**
     * The files, read.
     *
     * @param list path, size and digest of each
     * @param content their bytes, one after the other
     */
    public record Stored(Table list, ContentRef content) {}

    /**
     * Reads and stores all files, and remembers their digests.
     *
     * @param previous the content that they are likely to resemble, or null
     * @throws Conflict if a file changes meanwhile
     * @throws StorageFailure if one cannot be read
     */
    public Stored store(Contents contents, @Nullable ContentRef previous) {
        List<String> digests = new ArrayList<>(stats.size());
        MessageDigest sha256 = Digests.newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (ContentWriter writer = contents.writer(previous)) {
            for (FileStat stat : stats) {
                Path file = directory.resolve(stat.path());
                try (InputStream in = Files.newInputStream(file)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        sha256.update(buffer, 0, read);
                        writer.write(buffer, 0, read);
                    }
                    if (!FileStat.of(stat.path(), file).equals(stat)) {
                        throw changed(file);
                    }
                } catch (NoSuchFileException e) {
                    throw new Conflict(
                            "'" + file + "' was removed while its directory was being committed. Nothing was committed;"
                                    + " commit the directory again when nobody writes to it.",
                            e);
                } catch (IOException e) {
                    throw new StorageFailure("'" + file + "' cannot be read: " + e + ". Nothing was committed.", e);
                }
                digests.add(Digests.hex(sha256.digest()));
            }
            ContentRef content = writer.finish().ref();
            cache.put(stats, digests, startedNanos);
            return new Stored(list(digests), content);
        }
    }

    private static Conflict changed(Path file) {
        return new Conflict(
                "'" + file + "' changed while it was being committed. Nothing was committed; commit the directory again"
                        + " when nobody writes to it.");
    }

    private Table list(List<String> digests) {
        return Table.builder()
                .strings(PATH, stats.stream().map(FileStat::path).toArray(String[]::new))
                .longs(SIZE, stats.stream().mapToLong(FileStat::sizeBytes).toArray())
                .strings(SHA256, digests.toArray(String[]::new))
                .build();
    }
}
