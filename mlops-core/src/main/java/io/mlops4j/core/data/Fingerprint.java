package io.mlops4j.core.data;

import io.mlops4j.core.blob.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests the bytes that are read through it. */
class Fingerprint extends FilterInputStream {
    private final MessageDigest digest = Digests.newSha256();
    private long count;

    Fingerprint(InputStream in) {
        super(in);
    }

    /** The digest of the bytes read so far. Resets it: to be asked once. */
    final String digest() {
        return Digests.hex(digest.digest());
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
