package io.mlops4j.core.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests the bytes that are read through it. */
class Fingerprint extends FilterInputStream {
    private final MessageDigest digest = sha256();
    private long count;

    Fingerprint(InputStream in) {
        super(in);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** The digest of the bytes read so far. Resets it: to be asked once. */
    final String digest() {
        return hex(digest.digest());
    }

    /** How many bytes were read. */
    final long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value < 0) {
            ended();
        } else {
            digest.update((byte) value);
            count++;
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (read < 0) {
            ended();
        } else {
            digest.update(target, offset, read);
            count += read;
        }
        return read;
    }

    /** Skipping reads, as every byte counts. */
    @Override
    public long skip(long bytes) throws IOException {
        long left = bytes;
        byte[] buffer = new byte[8192];
        while (left > 0) {
            int read = read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return bytes - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Called at the end of the stream, perhaps more than once. */
    void ended() {}
}
