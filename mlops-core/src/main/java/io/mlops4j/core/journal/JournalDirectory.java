package io.mlops4j.core.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mlops4j.core.disk.Disk;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A directory of streams, shared by all the journals of this JVM that are open on it: they have to meet in the same locks, since the
 * locks of files keep only processes apart. Closed with the last of them.
 */
final class JournalDirectory {
    /** How many writers can be at work at once. Part of the layout: all versions have to agree on which lock guards a stream. */
    private static final int STRIPES = 64;

    /** Beyond this many streams the ones not used lately are forgotten, and scanned again when they are. */
    private static final int MAX_STREAMS_KNOWN = 20_000;

    private static final ReentrantLock REGISTRY = new ReentrantLock();
    private static final Map<Path, JournalDirectory> OPEN = new HashMap<>();

    private final Path root;
    private final LockStripe[] stripes = new LockStripe[STRIPES];
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();
    private final Cache<String, StreamFile> streams = Caffeine.newBuilder()
            .maximumSize(MAX_STREAMS_KNOWN)
            .executor(Runnable::run)
            .build();
    private int users;

    private JournalDirectory(Path root, AppendFile.Opener opener) {
        this.root = root;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new LockStripe(root.resolve(".locks").resolve("%02d".formatted(i)), opener);
        }
    }

    /** The directory, created if it is not there. Each caller releases it once. */
    static JournalDirectory acquire(Path directory, AppendFile.Opener opener) throws IOException {
        REGISTRY.lock();
        try {
            Disk.createDirectories(directory);
            Path root = directory.toRealPath();
            Disk.requireListable(root);
            JournalDirectory shared = OPEN.computeIfAbsent(root, r -> new JournalDirectory(r, opener));
            shared.users++;
            return shared;
        } finally {
            REGISTRY.unlock();
        }
    }

    void release() throws IOException {
        REGISTRY.lock();
        try {
            if (--users == 0) {
                OPEN.remove(root);
                IOException failure = null;
                for (LockStripe stripe : stripes) {
                    try {
                        stripe.close();
                    } catch (IOException e) {
                        failure = e;
                    }
                }
                if (failure != null) {
                    throw failure;
                }
            }
        } finally {
            REGISTRY.unlock();
        }
    }

    StreamFile stream(String name) {
        return streams.get(name, n -> new StreamFile(n, root.resolve(StreamNames.toPath(n))));
    }

    /** Runs an action of a stream's writer under the stream's lock. */
    <T> T exclusively(String stream, LockStripe.Action<T> action) throws IOException {
        createDurably(root.resolve(".locks"));
        return stripes[Math.floorMod(stream.hashCode(), STRIPES)].exclusively(action);
    }

    /** Creates a directory below this one and those between, each durable when this returns. */
    void createDurably(Path directory) throws IOException {
        if (directory.equals(root) || (durable.contains(directory) && Files.isDirectory(directory))) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new NotDirectoryException(directory.toString());
        }
        createDurably(parent);
        Disk.createDirectory(directory);
        durable.add(directory);
    }

    void sync(Path directory) throws IOException {
        Disk.syncDirectory(directory);
    }

    /** The names of the streams that start with a prefix, sorted. */
    List<String> list(String prefix) throws IOException {
        Optional<Path> start =
                StreamNames.directoryOf(prefix).map(root::resolve).filter(Files::isDirectory);
        if (start.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        Files.walkFileTree(start.get(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean ours = directory.equals(root)
                        || !directory.getFileName().toString().startsWith(".");
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // An empty file is what remains where a person cut a stream's only, damaged append.
                if (attributes.isRegularFile() && attributes.size() > 0) {
                    String path = root.relativize(file)
                            .toString()
                            .replace(root.getFileSystem().getSeparator(), "/");
                    StreamNames.fromPath(path)
                            .filter(name -> name.startsWith(prefix))
                            .ifPresent(found::add);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        found.sort(null);
        return found;
    }
}
