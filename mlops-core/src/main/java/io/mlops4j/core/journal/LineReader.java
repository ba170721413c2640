package io.mlops4j.core.journal;

import io.mlops4j.spi.Journal;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The lines of a part of a file, one after the other, in a buffer that is used again. A line that is longer than any event's is read
 * past and not kept, so that a hostile file cannot fill the heap. Reads through {@link RandomAccessFile}, which an interrupt of the
 * thread does not close. Not thread-safe.
 */
final class LineReader implements Closeable {
    private static final int BUFFER_BYTES = 64 << 10;

    /** What a disk writes whole or not at all; those with larger sectors write multiples of it. */
    private static final int SECTOR_BYTES = 512;

    private static final int MAX_LINE = Journal.MAX_EVENT_BYTES + EventLine.MAX_OVERHEAD;

    private final RandomAccessFile file;
    private final CRC32C crc = new CRC32C();
    private byte[] buffer;
    private int filled;

    /** What the file has from the buffer's end on, up to where this reader was told to stop. */
    private long remaining;

    private int start;
    private int length;
    private long offset;
    private long nextOffset;
    private boolean terminated;
    private boolean anyZeros;
    private boolean strayZeros;
    private boolean inZeros;
    private boolean tooLong;

    /** Reads the lines from one offset, which is a line's first byte, up to another. */
    LineReader(Path path, long from, long to) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, to - from))];
        remaining = to - from;
        nextOffset = from;
        try {
            file.seek(from);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Moves to the next line; false if there is none. */
    boolean next() throws IOException {
        start = (int) Math.min(start + consumed(), filled);
        offset = nextOffset;
        length = 0;
        terminated = false;
        anyZeros = false;
        strayZeros = false;
        inZeros = false;
        tooLong = false;
        int scanned = start;
        while (true) {
            int lineBreak = indexOfLineBreak(scanned);
            if (lineBreak >= 0) {
                terminated = true;
                length = lineBreak - start;
                nextOffset += length + 1L;
                return true;
            }
            scanned = filled;
            if (filled - start > MAX_LINE) {
                tooLong = true;
                lookForZeros(nextOffset, filled - start);
                nextOffset += filled - start;
                start = filled;
                scanned = filled;
            }
            int before = start;
            if (!fill()) {
                length = filled - start;
                nextOffset += length;
                return nextOffset > offset;
            }
            scanned -= before - start;
        }
    }

    private long consumed() {
        return terminated ? length + 1L : length;
    }

    private int indexOfLineBreak(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads more behind what the current line has, after moving it to the front or making room for it. */
    private boolean fill() throws IOException {
        if (remaining <= 0) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MAX_LINE + BUFFER_BYTES));
        }
        int read = file.read(buffer, filled, (int) Math.min(buffer.length - filled, remaining));
        if (read < 0) {
            // The file became shorter under our hands; what is there is all there is.
            remaining = 0;
            return false;
        }
        filled += read;
        remaining -= read;
        return true;
    }

    /** Looks at bytes of the current line that begin at an offset of the file, where those looked at before end. */
    private void lookForZeros(long at, int bytes) {
        for (int i = start; i < start + bytes; i++, at++) {
            if (buffer[i] == 0) {
                inZeros = true;
                anyZeros = true;
            } else if (inZeros) {
                inZeros = false;
                strayZeros |= at % SECTOR_BYTES != 0;
            }
        }
    }

    /** The offset of the current line in the file. */
    long offset() {
        return offset;
    }

    /** The offset of what follows the current line and its line break. */
    long nextOffset() {
        return nextOffset;
    }

    /** How many events of the same append follow the current line, or -1 if it is not a whole and undamaged line. */
    int verify() {
        return terminated ? verify(length) : -1;
    }

    /** Whether the current line would be whole if its last byte were a line break. */
    boolean wouldVerifyWithoutItsLastByte() {
        return verify(length - 1) >= 0;
    }

    private int verify(int bytes) {
        return tooLong || bytes < 0 ? -1 : EventLine.verify(buffer, start, bytes, crc);
    }

    /** The event in the current line, which {@link #verify} accepted. */
    byte[] event() {
        return EventLine.event(buffer, start, length);
    }

    /** Whether the current line ends in a line break. */
    boolean isTerminated() {
        return terminated;
    }

    /**
     * Whether the current line holds zeros as sectors that never reached the disk do: each run of them ends where a sector or the file
     * ends. To be asked once a line.
     */
    boolean lacksSectors() {
        int bytes = length + (terminated ? 1 : 0);
        lookForZeros(nextOffset - bytes, bytes);
        return anyZeros && !strayZeros;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
