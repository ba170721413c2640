package io.mlops4j.core.blob;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.disk.Disk;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One {@code put} of a {@link FileBlobStore}. As long as the content equals the file that is there already, nothing is written. With the
 * first byte that differs, what was equal is copied from that file, whose open handle outlives a deletion, into a temporary one, and the
 * rest follows. So a blob that is there costs no writes, and one that is damaged, cut short or deleted meanwhile is written anew.
 * Not thread-safe.
 */
final class BlobWriter implements Closeable {
    private static final int BUFFER_BYTES = 64 << 10;

    /** After this long a name is durable, be it that its writer died before it could see to that. */
    private static final Duration SETTLED_AFTER = Duration.ofHours(1);

    private final String digest;
    private final Path temporaryDirectory;
    private final Path file;

    /** Empty until something is read into them: hashed bytes that are not there yet go straight to the disk. */
    private byte[] buffer = {};

    private byte[] compared = {};

    /** The stored file that all content so far is equal to; null if there is none. */
    private @Nullable FileInputStream existing;

    private long equalBytes;

    private @Nullable Path temporary;
    private @Nullable FileOutputStream output;

    BlobWriter(String digest, Path temporaryDirectory, Path file) throws IOException {
        this.digest = digest;
        this.temporaryDirectory = temporaryDirectory;
        this.file = file;
        this.existing = openExisting().orElse(null);
    }

    private Optional<FileInputStream> openExisting() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileInputStream(file.toFile()));
        } catch (FileNotFoundException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Takes the content to its end and verifies it, unless its digest was taken of these very bytes.
     *
     * @throws IntegrityViolation if its digest is another
     * @throws StorageFailure if it cannot be read
     */
    void write(InputStream content) throws IOException {
        boolean hashed =
                content instanceof HashedInputStream known && known.digest().equals(digest);
        if (hashed && existing == null) {
            ((HashedInputStream) content).writeTo(output());
            return;
        }
        buffer = new byte[BUFFER_BYTES];
        compared = new byte[BUFFER_BYTES];
        MessageDigest sha256 = Digests.newSha256();
        for (int read = read(content); read >= 0; read = read(content)) {
            if (!hashed) {
                sha256.update(buffer, 0, read);
            }
            if (existing != null && isEqual(existing, read)) {
                equalBytes += read;
            } else {
                output().write(buffer, 0, read);
            }
        }
        if (!hashed) {
            requireDigest(sha256);
        }
    }

    private void requireDigest(MessageDigest sha256) {
        String actual = Digests.hex(sha256.digest());
        if (!actual.equals(digest)) {
            throw Failures.foreignContent(digest, actual);
        }
    }

    private int read(InputStream content) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw Failures.unreadableContent(digest, e);
        }
    }

    private boolean isEqual(FileInputStream stored, int length) throws IOException {
        int read = stored.readNBytes(compared, 0, length);
        return Arrays.equals(buffer, 0, length, compared, 0, read);
    }

    /** The temporary file, begun with what was equal so far. */
    private FileOutputStream output() throws IOException {
        if (output == null) {
            if (!Files.isDirectory(temporaryDirectory)) {
                Disk.createDirectory(temporaryDirectory);
            }
            temporary = temporaryDirectory.resolve(digest + "." + UUID.randomUUID());
            output = new FileOutputStream(temporary.toFile());
            copyEqualBytes(output);
        }
        return output;
    }

    private void copyEqualBytes(FileOutputStream target) throws IOException {
        if (existing == null) {
            return;
        }
        try (FileInputStream source = existing) {
            existing = null;
            source.getChannel().position(0);
            for (long left = equalBytes; left > 0; ) {
                int read = source.read(compared, 0, (int) Math.min(left, compared.length));
                if (read < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                target.write(compared, 0, read);
                left -= read;
            }
        }
    }

    /** Puts what was written into its place; when this returns it is durable. The directory must exist. */
    void finish(Instant now) throws IOException {
        if (existing != null && existing.read() < 0 && keep(now)) {
            return;
        }
        FileOutputStream written = output();
        written.close();
        Path source = temporary;
        if (source == null) {
            throw new IllegalStateException("an output has a file");
        }
        Files.setLastModifiedTime(source, FileTime.from(now));
        force(source);
        Files.move(source, file, StandardCopyOption.ATOMIC_MOVE);
        temporary = null;
        Disk.syncDirectory(file.resolveSibling(""));
    }

    /** Notes that the blob which is there was stored now; false if it was deleted meanwhile. */
    private boolean keep(Instant now) throws IOException {
        try {
            Instant before = Files.getLastModifiedTime(file).toInstant();
            Files.setLastModifiedTime(file, FileTime.from(now));
            if (before.isAfter(now.minus(SETTLED_AFTER))) {
                // Its writer may have renamed it a moment ago and not yet have made the name durable, which we are
                // about to promise.
                Disk.syncDirectory(file.resolveSibling(""));
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void force(Path path) throws IOException {
        Disk.uninterruptibly(() -> {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        });
    }

    @Override
    public void close() throws IOException {
        try {
            if (existing != null) {
                existing.close();
            }
            if (output != null) {
                output.close();
            }
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
