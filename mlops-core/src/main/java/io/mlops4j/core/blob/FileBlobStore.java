package io.mlops4j.core.blob;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.disk.Disk;
import io.mlops4j.spi.BlobStore;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A blob store in a directory of the local disk: blob {@code abcdef…} is the file {@code ab/abcdef…} in it, byte for byte.
 *
 * <p><b>Durability.</b> {@link #put} writes a temporary file while it computes the digest, forces it to the disk, renames it, and forces
 * the directory. A file with a digest for its name is therefore whole at any time, whatever crashes. A file in {@code .tmp} that was not
 * written to for a day is what a dead writer left, and is removed when a store is opened.
 *
 * <p><b>Verification.</b> {@link #open} verifies what it reads: the read that meets the end throws {@link IntegrityViolation} if the digest differs.
 * {@link #put} of a blob that is there compares the two and writes nothing, unless the stored bytes turn out damaged or cut
 * short: then they are replaced, so that storing content again always mends it. {@link #localFile} is not verified.
 *
 * <p><b>Threads and processes.</b> Safe for use by many of both, also on one digest: they write to files of their own, and the last
 * to rename wins with the same bytes. A deletion that races with a {@code put} of the same blob may come last and win; whoever
 * sweeps leaves blobs alone that are young by {@link #storedAt}. A thread that is interrupted finishes what it does here.
 *
 * <p><b>Memory.</b> Content passes through a buffer of 128 KiB a call; no blob is ever held.
 */
public final class FileBlobStore implements BlobStore {
    /** How long nobody must have written to a temporary file for its writer to count as dead. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private static final String TEMPORARY = ".tmp";
    private static final int SHARD_DIGITS = 2;

    private final Path directory;
    private final InstantSource clock;
    private final Set<Path> durableShards = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private FileBlobStore(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Opens the store in a directory, which is created if it does not exist. A directory that may only be read gives a store that
     * can be read.
     *
     * @throws StorageFailure if the directory cannot be created or read, or is a file
     */
    public static FileBlobStore open(Path directory) {
        return open(directory, InstantSource.system());
    }

    /**
     * Opens the store in a directory, as {@link #open(Path)} does, and takes from a clock when a blob was stored.
     *
     * @throws StorageFailure if the directory cannot be created or read, or is a file
     */
    public static FileBlobStore open(Path directory, InstantSource clock) {
        try {
            Disk.createDirectories(directory);
            Disk.requireListable(directory);
            FileBlobStore store = new FileBlobStore(directory, clock);
            store.removeAbandoned();
            return store;
        } catch (IOException e) {
            throw new StorageFailure(
                    "The blob store in " + directory + " could not be opened: " + Disk.reason(e) + ".", e);
        }
    }

    private void removeAbandoned() throws IOException {
        Path temporary = directory.resolve(TEMPORARY);
        if (!Files.isDirectory(temporary) || !Files.isWritable(temporary)) {
            return;
        }
        Instant limit = clock.instant().minus(ABANDONED_AFTER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary)) {
            for (Path file : files) {
                if (lastModified(file).filter(limit::isAfter).isPresent()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void put(String digest, InputStream content) {
        requireOpen();
        Path file = file(digest);
        try (BlobWriter writer = new BlobWriter(digest, directory.resolve(TEMPORARY), file)) {
            writer.write(content);
            createShard(file);
            writer.finish(clock.instant());
        } catch (IOException e) {
            throw failure("Blob " + digest + " was not stored", e);
        }
    }

    /** The shard's name must be durable before a blob in it can be; another writer may have created it a moment ago. */
    private void createShard(Path file) throws IOException {
        Path shard = file.resolveSibling("");
        if (!durableShards.contains(shard) || !Files.isDirectory(shard)) {
            Disk.createDirectory(shard);
            durableShards.add(shard);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The stream verifies: the read that meets the end throws {@link IntegrityViolation} if the bytes are not those that were stored.
     */
    @Override
    public InputStream open(String digest) {
        requireOpen();
        Path file = file(digest);
        try {
            return new DigestingInputStream(new FileInputStream(file.toFile()), digest, file.toString());
        } catch (FileNotFoundException e) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw Failures.notFound(digest, directory.toString());
            }
            throw failure("Blob " + digest + " could not be opened", e);
        }
    }

    @Override
    public boolean contains(String digest) {
        requireOpen();
        return Files.isRegularFile(file(digest));
    }

    @Override
    public List<String> list(String prefix) {
        requireOpen();
        Digests.requirePrefix(prefix);
        List<String> found = new ArrayList<>();
        try {
            for (Path shard : shards(prefix)) {
                listShard(shard, prefix, found);
            }
        } catch (IOException e) {
            throw failure("The blobs could not be listed", e);
        }
        found.sort(null);
        return found;
    }

    private List<Path> shards(String prefix) throws IOException {
        if (prefix.length() >= SHARD_DIGITS) {
            return List.of(directory.resolve(prefix.substring(0, SHARD_DIGITS)));
        }
        List<Path> shards = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path shard : all) {
                if (shard.getFileName().toString().matches("[0-9a-f]{" + SHARD_DIGITS + "}")) {
                    shards.add(shard);
                }
            }
        }
        return shards;
    }

    private static void listShard(Path shard, String prefix, List<String> found) throws IOException {
        try (DirectoryStream<Path> blobs = Files.newDirectoryStream(shard)) {
            for (Path blob : blobs) {
                String name = blob.getFileName().toString();
                if (name.startsWith(prefix) && name.matches("[0-9a-f]{" + Digests.LENGTH + "}")) {
                    found.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            // No blob of this shard was ever stored.
        }
    }

    @Override
    public void delete(String digest) {
        requireOpen();
        Path file = file(digest);
        try {
            if (Files.deleteIfExists(file)) {
                Disk.syncDirectory(file.resolveSibling(""));
            }
        } catch (IOException e) {
            throw failure("Blob " + digest + " could not be deleted", e);
        }
    }

    /** {@inheritDoc} It is the time of the file's last modification. */
    @Override
    public Optional<Instant> storedAt(String digest) {
        requireOpen();
        try {
            return lastModified(file(digest));
        } catch (IOException e) {
            throw failure("When blob " + digest + " was stored could not be read", e);
        }
    }

    private static Optional<Instant> lastModified(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file)).map(FileTime::toInstant);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Path> localFile(String digest) {
        requireOpen();
        return Optional.of(file(digest)).filter(Files::isRegularFile);
    }

    private Path file(String digest) {
        Digests.requireDigest(digest);
        return directory.resolve(digest.substring(0, SHARD_DIGITS)).resolve(digest);
    }

    private StorageFailure failure(String what, IOException cause) {
        return new StorageFailure(what + " in " + directory + ": " + Disk.reason(cause) + ".", cause);
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageFailure("The blob store in " + directory + " is closed; open it again.");
        }
    }

    /** Closes the store; streams that it opened stay usable. Calling it twice is harmless; any other call after it fails. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "FileBlobStore[" + directory + "]";
    }
}
