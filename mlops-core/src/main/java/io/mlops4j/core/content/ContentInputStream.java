package io.mlops4j.core.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** A part of a content, read and verified a chunk at a time. Not thread-safe. */
final class ContentInputStream extends InputStream {
    private final ChunkReader reader;
    private final String content;
    private final List<Chunk> chunks;

    /** The chunk to read next, and how many of its first bytes are not wanted. */
    private int next;

    private int unwanted;

    /** How many bytes are wanted of the chunks to come. */
    private long left;

    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private boolean closed;

    ContentInputStream(ChunkReader reader, String content, List<Chunk> chunks, long offset, long length) {
        this.reader = reader;
        this.content = content;
        this.chunks = chunks;
        this.left = length;
        long before = 0;
        while (next < chunks.size() - 1 && before + chunks.get(next).sizeBytes() <= offset) {
            before += chunks.get(next++).sizeBytes();
        }
        unwanted = Math.toIntExact(offset - before);
    }

    /** Whether there is a byte at the position. */
    private boolean fill() throws IOException {
        if (closed) {
            throw new IOException("The stream of content " + content + " is closed.");
        }
        if (position == end && left > 0) {
            Buffer chunk = reader.read(
                    chunks.get(next), "chunk " + (next + 1) + " of " + chunks.size() + " of content " + content);
            next++;
            bytes = chunk.bytes;
            position = unwanted;
            unwanted = 0;
            end = (int) Math.min(chunk.length, position + left);
            left -= end - position;
        }
        return position < end;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return end - position;
    }

    @Override
    public void close() {
        closed = true;
        bytes = new byte[0];
        end = position;
    }
}
