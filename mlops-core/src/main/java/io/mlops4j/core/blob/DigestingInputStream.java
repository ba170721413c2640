package io.mlops4j.core.blob;

import io.mlops4j.IntegrityViolation;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A stream that computes the SHA-256 of what is read through it and compares it with the one that is expected. The read that meets the end
 * throws {@link IntegrityViolation} if they differ, and so does each later one; who stops before the end has verified nothing. To
 * skip bytes is to read them; there is no mark. Closing it closes the stream below. Not thread-safe.
 */
public final class DigestingInputStream extends InputStream {
    private final InputStream in;
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
        this.in = content;
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
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
