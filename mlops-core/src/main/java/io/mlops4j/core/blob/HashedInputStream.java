package io.mlops4j.core.blob;

import java.io.ByteArrayInputStream;

/** Bytes of the heap that carry the digest which {@link Blobs#hash} took of them, so that a store of ours need not take it again. */
final class HashedInputStream extends ByteArrayInputStream {
    private final String digest;

    HashedInputStream(byte[] bytes, int offset, int length, String digest) {
        super(bytes, offset, length);
        this.digest = digest;
    }

    /** The digest of all bytes, however many of them were read. */
    String digest() {
        return digest;
    }
}
