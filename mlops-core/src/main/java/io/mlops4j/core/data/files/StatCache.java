package io.mlops4j.core.data.files;

import io.mlops4j.core.blob.Digests;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the digests of a directory's files by their stats. A file that is written to twice within the resolution of its time stamp looks unchanged, so
 * what is remembered counts only if every file was at rest for two seconds when the digests were taken, by the clock of the file system (as git does with its
 * index). A cache that is lost or damaged costs time, never truth.
 */
final class StatCache {
    private static final Logger LOG = LoggerFactory.getLogger(StatCache.class);
    private static final int LAYOUT = 0x6d6c6631;
    private static final long AT_REST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_FILES = 10_000_000;

    private final Path file;

    /** The cache of one directory. */
    StatCache(Path caches, Path directory) {
        byte[] name = directory.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        this.file = caches.resolve(Digests.sha256(name));
    }

    /** The digests of exactly these files, in their order, if they are known and nothing has changed. */
    Optional<List<String>> find(List<FileStat> stats) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt() == LAYOUT ? in.readInt() : -1;
            if (count != stats.size() || count > MOST_FILES) {
                return Optional.empty();
            }
            List<String> digests = new ArrayList<>(count);
            for (FileStat stat : stats) {
                FileStat known = new FileStat(in.readUTF(), in.readLong(), in.readLong(), in.readUTF());
                String digest = in.readUTF();
                if (!known.equals(stat) || !Digests.isDigest(digest)) {
                    return Optional.empty();
                }
                digests.add(digest);
            }
            return Optional.of(digests);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Remembers the digests, unless a file may have been written to when they were taken. */
    void put(List<FileStat> stats, List<String> digests, long startedNanos) {
        boolean atRest = stats.stream().allMatch(stat -> stat.modifiedNanos() < startedNanos - AT_REST_NANOS);
        try {
            if (!atRest) {
                Files.deleteIfExists(file);
                return;
            }
            Path parent = file.resolveSibling("");
            Files.createDirectories(parent);
            Path temporary = Files.createTempFile(parent, "stat", ".tmp");
            try {
                write(temporary, stats, digests);
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            LOG.warn(
                    "The digests of a directory's files cannot be remembered, so they are taken anew each time: {}",
                    e.getMessage());
        }
    }

    private static void write(Path target, List<FileStat> stats, List<String> digests) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            out.writeInt(LAYOUT);
            out.writeInt(stats.size());
            for (int i = 0; i < stats.size(); i++) {
                FileStat stat = stats.get(i);
                out.writeUTF(stat.path());
                out.writeLong(stat.sizeBytes());
                out.writeLong(stat.modifiedNanos());
                out.writeUTF(stat.identity());
                out.writeUTF(digests.get(i));
            }
        }
    }

    /** The time of the file system that holds the caches, in nanoseconds since 1970-01-01T00:00Z. */
    static long fileSystemNanos(Path caches) throws IOException {
        Files.createDirectories(caches);
        Path probe = Files.createTempFile(caches, "clock", ".tmp");
        try {
            return FileStat.of("", probe).modifiedNanos();
        } finally {
            Files.delete(probe);
        }
    }
}
