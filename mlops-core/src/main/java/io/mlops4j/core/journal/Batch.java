package io.mlops4j.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The events of one append on their way into a file. Not thread-safe.
 */
final class Batch {
    private final List<byte[]> events;
    private final int[] lineBytes;
    private long bytes;

    Batch(List<byte[]> events) {
        this.events = events;
        this.lineBytes = new int[events.size()];
    }

    /**
     * Writes the lines from a position on, in one write if they fit into the buffer and else in as many as it takes: an append that
     * is too large to be copied is still one append, since its lines count down.
     */
    void write(AppendFile file, long position, ByteBuffer buffer) throws IOException {
        CRC32C crc = new CRC32C();
        long written = 0;
        for (int i = 0; i < lineBytes.length; i++) {
            byte[] event = events.get(i);
            byte[] trailer = EventLine.trailer(event, lineBytes.length - 1 - i, crc);
            lineBytes[i] = event.length - 1 + trailer.length;
            bytes += lineBytes[i];
            written += put(event, event.length - 1, file, position + written, buffer);
            written += put(trailer, trailer.length, file, position + written, buffer);
        }
        flush(file, position + written, buffer);
    }

    /** Puts bytes into the buffer, writing it out whenever it is full; returns how many bytes were written out. */
    private static long put(byte[] source, int length, AppendFile file, long position, ByteBuffer buffer)
            throws IOException {
        long written = 0;
        for (int at = 0; at < length; ) {
            if (!buffer.hasRemaining()) {
                written += flush(file, position + written, buffer);
            }
            int part = Math.min(buffer.remaining(), length - at);
            buffer.put(source, at, part);
            at += part;
        }
        return written;
    }

    private static int flush(AppendFile file, long position, ByteBuffer buffer) throws IOException {
        int part = buffer.flip().remaining();
        file.write(buffer, position);
        buffer.clear();
        return part;
    }

    /** Notes where the lines begin that were written at an offset, the first being the event with this sequence number. */
    void indexInto(OffsetIndex index, long sequence, long offset) {
        for (int line : lineBytes) {
            index.add(sequence++, offset);
            offset += line;
        }
    }

    /** How many bytes were written. */
    long bytes() {
        return bytes;
    }
}
