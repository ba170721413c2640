package io.mlops4j.core.blob;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.spi.BlobStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/** A blob store as the engine uses it: files go in, verified bytes come out, whatever the backend checks itself. Thread-safe. */
public final class Blobs {
    private static final int BUFFER_BYTES = 1 << 16;

    private final BlobStore store;

    /** Over a backend. */
    public Blobs(BlobStore store) {
        this.store = store;
    }

    /** The backend. */
    public BlobStore store() {
        return store;
    }

    /** Where bytes are, and how many they are. */
    public record Stored(String digest, long sizeBytes) {}

    /**
     * Stores a file. It is read twice, once for its digest: a backend is told the digest first.
     *
     * @param what the file's role, for the message: {@code Model file}
     * @throws InvalidInput if it cannot be read, or changes meanwhile
     */
    public Stored put(String what, Path file) {
        Stored stored = digest(what, file);
        put(what, file, stored);
        return stored;
    }

    /**
     * Stores a file whose digest is known.
     *
     * @param what the file's role, for the message: {@code Model file}
     * @throws InvalidInput if it cannot be read, or is not what the digest was taken of
     */
    public void put(String what, Path file, Stored stored) {
        try (InputStream content = Files.newInputStream(file)) {
            store.put(stored.digest(), new DigestingInputStream(content, stored.digest(), "file '" + file + "'"));
        } catch (IntegrityViolation e) {
            throw new InvalidInput(
                    what + " '" + file
                            + "' changed while it was stored; nothing was stored. Try again when it is complete.",
                    e);
        } catch (IOException e) {
            throw unreadable(what, file, e);
        }
    }

    /** Stores bytes. */
    public Stored put(byte[] content) {
        Hashed hashed = hash(content, 0, content.length);
        put(hashed);
        return new Stored(hashed.digest(), content.length);
    }

    /** Bytes in the heap with their digest, taken here. They are not copied: whoever has the array leaves it alone until they are stored. */
    public static final class Hashed {
        private final byte[] bytes;
        private final int offset;
        private final int length;
        private final String digest;

        private Hashed(byte[] bytes, int offset, int length, String digest) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
            this.digest = digest;
        }

        /** Their digest. */
        public String digest() {
            return digest;
        }
    }

    /** Takes the digest of a part of an array. */
    public static Hashed hash(byte[] bytes, int offset, int length) {
        MessageDigest sha256 = Digests.newSha256();
        sha256.update(bytes, offset, length);
        return new Hashed(bytes, offset, length, Digests.hex(sha256.digest()));
    }

    /** Stores bytes whose digest was taken already; a {@link FileBlobStore} takes it on trust instead of hashing them once more. */
    public void put(Hashed content) {
        store.put(content.digest, new HashedInputStream(content.bytes, content.offset, content.length, content.digest));
    }

    /** The digest and size of a file. */
    public static Stored digest(String what, Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInput(what + " '" + file + "' is a directory; name a file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = Digests.newSha256();
            byte[] buffer = new byte[BUFFER_BYTES];
            long size = 0;
            for (int n; (n = in.read(buffer)) >= 0; ) {
                sha256.update(buffer, 0, n);
                size += n;
            }
            return new Stored(Digests.hex(sha256.digest()), size);
        } catch (IOException e) {
            throw unreadable(what, file, e);
        }
    }

    private static InvalidInput unreadable(String what, Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new InvalidInput(what + " '" + file.toAbsolutePath() + "' does not exist.", e);
        }
        String why = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new InvalidInput(what + " '" + file.toAbsolutePath() + "' cannot be read: " + why + ".", e);
    }

    /**
     * Opens a blob; the last read fails if the bytes are not those of the digest.
     *
     * @throws NotFound if it is not there
     */
    public InputStream open(String digest) {
        return new DigestingInputStream(store.open(digest), digest, "the blob store");
    }

    /**
     * The bytes of a blob.
     *
     * @param what it is, as the sentence of a failure begins
     * @throws NotFound if it is not there
     * @throws IntegrityViolation if its bytes are not those of the digest
     */
    public byte[] read(String what, String digest) {
        try (InputStream in = open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new StorageFailure(what + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Reads a blob to its end.
     *
     * @throws IntegrityViolation if its bytes are not those of the digest
     */
    public void verify(String digest) {
        try (InputStream in = open(digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (in.read(buffer) >= 0) {
                // Only the end tells.
            }
        } catch (IOException e) {
            throw new StorageFailure("Blob " + digest + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Copies a blob to a file that is not there yet, verified, in one step: a half-written file is never seen. */
    public void copyTo(String digest, Path target) {
        Path parent = target.toAbsolutePath().getParent();
        try {
            if (parent == null) {
                throw new StorageFailure("'" + target + "' is no place for a copy of a blob.");
            }
            Files.createDirectories(parent);
            Path temporary = Files.createTempFile(parent, "copy", ".tmp");
            try {
                try (InputStream in = open(digest);
                        OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER_BYTES)) {
                    in.transferTo(out);
                }
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new StorageFailure(
                    "Blob " + digest + " cannot be copied to '" + target + "': " + e.getMessage() + ".", e);
        }
    }
}
