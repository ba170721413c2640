package io.mlops4j.core.data.cells;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks what gzip has packed, and says so where it is damaged. */
final class Gunzip extends FilterInputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;

    private final Origin origin;

    private Gunzip(Origin origin, InputStream packed) throws IOException {
        super(new GZIPInputStream(packed, BUFFER_BYTES));
        this.origin = origin;
    }

    /** The bytes as they are, or unpacked if they begin as gzip's do. No text does: 0x8b cannot be a second byte of UTF-8. */
    static InputStream ifPacked(Origin origin, InputStream content) {
        BufferedInputStream buffered = new BufferedInputStream(content, BUFFER_BYTES);
        try {
            buffered.mark(2);
            boolean packed = buffered.read() == MAGIC_1 && buffered.read() == MAGIC_2;
            buffered.reset();
            return packed ? new Gunzip(origin, buffered) : buffered;
        } catch (ZipException | EOFException e) {
            throw damaged(origin, e);
        } catch (IOException e) {
            throw new StorageFailure("Reading " + origin.name() + " failed: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (ZipException | EOFException e) {
            throw damaged(origin, e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (ZipException | EOFException e) {
            throw damaged(origin, e);
        }
    }

    private static InvalidInput damaged(Origin origin, IOException e) {
        return new InvalidInput(
                origin.name() + " begins as a gzip file but cannot be unpacked: " + e.getMessage()
                        + ". Is it complete? Test it with gunzip -t.",
                e);
    }
}
