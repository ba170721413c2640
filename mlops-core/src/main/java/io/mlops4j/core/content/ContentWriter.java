package io.mlops4j.core.content;

import io.mlops4j.core.blob.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes the bytes of one content. The caller's thread copies them and finds the cuts; hashing and storing are done by up to {@value
 * ChunkQueue#THREADS} daemon threads behind a bounded queue, which a content of one chunk does without. So a slow store slows the caller down, and
 * memory stays bounded: some 30 MiB as a rule, 50 MiB where every chunk is as long as it can be.
 *
 * <p>A failure there is thrown by the next {@link #write} or by {@link #finish}, as it was thrown there: a {@link io.mlops4j.StorageFailure} where the
 * medium failed. Close the writer in any case; without {@link #finish} there is no content, and what was stored is left to garbage collection. For
 * one thread at a time.
 */
public final class ContentWriter implements AutoCloseable {
    private static final int STEP_BYTES = 64 << 10;

    private final Blobs blobs;
    private final Predecessor predecessor;
    private final ChunkStore store;
    private final ChunkQueue queue;
    private final Cutter cutter = new Cutter();
    private final List<ChunkQueue.Result> chunks = new ArrayList<>();
    private Buffer buffer = new Buffer();

    /** Where the chunk in the buffer begins, and the key of the cut there. */
    private long offset;

    private long startKey;
    private boolean ended;

    ContentWriter(Blobs blobs, Predecessor predecessor) {
        this.blobs = blobs;
        this.predecessor = predecessor;
        this.store = new ChunkStore(blobs, predecessor);
        this.queue = new ChunkQueue(store);
    }

    /** Appends bytes, which the caller may change afterwards. */
    public void write(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        requireOpen();
        queue.requireSound();
        int at = from;
        for (int left = length; left > 0; ) {
            int count = Math.min(left, Math.min(STEP_BYTES, Cutter.MAX_BYTES - buffer.length));
            buffer.append(bytes, at, count);
            at += count;
            left -= count;
            int end = cutter.next(buffer.bytes, buffer.length);
            if (end >= 0) {
                cut(end);
            }
        }
    }

    /** What is behind the cut begins the next chunk. It is less than the shortest chunk, so there is no cut in it. */
    private void cut(int end) {
        Buffer next = queue.free();
        next.length = 0;
        next.append(buffer.bytes, end, buffer.length - end);
        buffer.length = end;
        long endKey = Cutter.key(buffer.bytes, end);
        chunks.add(queue.add(buffer, endKey, similar(endKey)));
        offset += end;
        buffer = next;
        startKey = endKey;
    }

    private Optional<Predecessor.Similar> similar(long endKey) {
        return predecessor.resembling(offset, buffer.length, startKey, endKey);
    }

    /** A stream that appends what is written to it. Closing it does nothing. */
    public OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int next) {
                ContentWriter.this.write(new byte[] {(byte) next}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                ContentWriter.this.write(bytes, offset, length);
            }
        };
    }

    /**
     * A stream that gives what another one gives and appends it on the way. What is not read is not appended, also not by {@link #finish}; to skip is to
     * read, and there is no mark. Closing it closes the other one.
     */
    public InputStream tee(InputStream in) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int next = in.read();
                if (next >= 0) {
                    write(new byte[] {(byte) next}, 0, 1);
                }
                return next;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = in.read(target, offset, length);
                if (read > 0) {
                    write(target, offset, read);
                }
                return read;
            }

            @Override
            public int available() throws IOException {
                return in.available();
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    /**
     * Ends the content. When this returns, its bytes and what lists them are in the store, durable. It can be called once.
     *
     * @return what was written, and what that took
     */
    public Contents.Written finish() {
        requireOpen();
        queue.requireSound();
        ended = true;
        List<Chunk> stored = new ArrayList<>(chunks.size() + 1);
        if (chunks.isEmpty()) {
            long endKey = Cutter.key(buffer.bytes, buffer.length);
            stored.add(store.store(buffer, endKey, similar(endKey)));
        } else {
            if (buffer.length > 0) {
                cut(buffer.length);
            }
            queue.close();
            buffer = new Buffer();
            queue.requireSound();
            chunks.forEach(chunk -> stored.add(chunk.chunk()));
        }
        return written(new Manifest(stored));
    }

    private Contents.Written written(Manifest manifest) {
        List<Chunk> stored = manifest.chunks();
        if (stored.size() == 1 && stored.get(0).isRaw()) {
            ContentRef ref = ContentRef.blob(manifest.digest(), manifest.sizeBytes());
            return new Contents.Written(ref, store.storedBytes(), 1, store.newChunks());
        }
        byte[] list = manifest.bytes();
        Blobs.Hashed hashed = Blobs.hash(list, 0, list.length);
        long listBytes = blobs.store().contains(hashed.digest()) ? 0 : list.length;
        blobs.put(hashed);
        ContentRef ref = new ContentRef(manifest.digest(), manifest.sizeBytes(), hashed.digest());
        return new Contents.Written(ref, store.storedBytes() + listBytes, stored.size(), store.newChunks());
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("This content is finished or closed; begin another one.");
        }
    }

    /** Abandons the content unless it is finished, and waits for the threads to end. Calling it twice is harmless. */
    @Override
    public void close() {
        ended = true;
        queue.abandon();
    }
}
