package io.mlops4j.core.blob;

import io.mlops4j.IntegrityViolation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A stream that computes the SHA-256 of what is read through it and compares it with the one that is expected. The read that meets the end
 * throws {@link IntegrityViolation} if they differ, and so does each later one; who stops before the end has verified nothing. To
 * skip bytes is to read them; there is no mark. Closing it closes the stream below. Not thread-safe.
 */
public final class DigestingInputStream extends FilterInputStream {
    private static final int SKIP_BUFFER_BYTES = 16 << 10;

    private final MessageDigest sha256 = Digests.newSha256();
    private final String expected;
    private final String source;
    private String actual = "";

    /**
     * A stream over another.
     *
     * @param content the bytes
     * @param expected the digest that they must have
     * @param source where they come from, for the message of the failure: a file's path, say
     */
    public DigestingInputStream(InputStream content, String expected, String source) {
        super(content);
        this.expected = Digests.requireDigest(expected);
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            verify();
        } else {
            sha256.update((byte) next);
        }
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read < 0) {
            verify();
        } else {
            sha256.update(buffer, offset, read);
        }
        return read;
    }

    private void verify() {
        if (actual.isEmpty()) {
            actual = Digests.hex(sha256.digest());
        }
        if (!actual.equals(expected)) {
            throw new IntegrityViolation(
                    "Blob " + expected + " in " + source + " is damaged: the digest of its bytes is " + actual
                            + ". Store the same content again to mend it, or restore it from a backup.");
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(count, SKIP_BUFFER_BYTES))];
        long left = count;
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return Math.max(0, count - left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void mark(int limit) {}

    @Override
    public void reset() throws IOException {
        throw new IOException("A blob's stream cannot go back; open the blob again.");
    }
}
