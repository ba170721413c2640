package io.mlops4j.core.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes of the heap that carry the digest which {@link Blobs#hash} took of them, so that a store of ours need not take it again. */
final class HashedInputStream extends ByteArrayInputStream {
    private static final int SLICE_BYTES = 64 << 10;

    private final String digest;

    HashedInputStream(byte[] bytes, int offset, int length, String digest) {
        super(bytes, offset, length);
        this.digest = digest;
    }

    /** The digest of all bytes, however many of them were read. */
    String digest() {
        return digest;
    }

    /** Writes what was not read yet, not too much at once: the JVM allocates as much outside of the heap. */
    void writeTo(OutputStream target) throws IOException {
        while (pos < count) {
            int length = Math.min(count - pos, SLICE_BYTES);
            target.write(buf, pos, length);
            pos += length;
        }
    }
}
