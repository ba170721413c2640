package io.mlops4j.core.journal;

import io.mlops4j.IntegrityViolation;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the tail of a stream's file, counts the whole appends in it, and judges what follows them: torn or damaged.
 *
 * <p>A crash leaves a prefix of the bytes that were being written, or, after a power cut, a file whose size grew before its pages
 * arrived, which then read as zeros up to the end of a sector or of the file. No line of ours holds a zero byte. So a tail is
 * <i>torn</i>, is overlooked by readers, and is cut by the next writer, if nothing valid follows it and
 *
 * <ul>
 *   <li>its last line has no line break, or
 *   <li>all its lines lack sectors in this way, or
 *   <li>its lines are valid, but their append lacks its last ones.
 * </ul>
 *
 * All else is <i>damage</i>: a bad line that ends in a line break and lacks no sectors (a flipped bit, a byte that became zero, an edit
 * by hand), and any bad line before a valid one. Damage is reported as {@link IntegrityViolation} and never cut.
 *
 * <p>There are two limits. A power cut may write the pages of one unacknowledged append out of order, so that zeros come before
 * valid lines of that append. This is reported as damage, for it looks like an acknowledged append that lost a page; a person has to
 * decide. And if a disk turns the end of the file, or whole sectors of its last line, into zeros or loses them, no checksum can tell this
 * from a crash. The chain of hashes that the engine keeps in its events can, once anything refers to them.
 *
 * <p>Not thread-safe.
 */
final class TailScan {
    private final String stream;
    private final Path path;
    private final OffsetIndex index;
    private long count;
    private long length;

    /** A scan behind the first {@code count} events, which are {@code length} bytes. It notes in the index where others begin. */
    TailScan(String stream, Path path, OffsetIndex index, long count, long length) {
        this.stream = stream;
        this.path = path;
        this.index = index;
        this.count = count;
        this.length = length;
    }

    /** How many events there are in whole appends, those from before this scan included. */
    long count() {
        return count;
    }

    /** Where the last whole append ends. */
    long length() {
        return length;
    }

    /**
     * Reads up to an offset. Whole appends before damage are counted too.
     *
     * @return whether a torn tail follows the whole appends
     * @throws IntegrityViolation if damage follows them
     */
    boolean run(long end) throws IOException {
        try (LineReader lines = new LineReader(path, length, end)) {
            return countAppends(lines) || length < end;
        } finally {
            index.truncate(count);
        }
    }

    private boolean countAppends(LineReader lines) throws IOException {
        long sequence = count;
        int expected = -1;
        while (lines.next()) {
            int more = lines.verify();
            if (more < 0) {
                requireTorn(lines, sequence);
                return true;
            }
            if (expected >= 0 && more != expected) {
                throw damage(sequence, "it follows an append whose last " + (expected + 1) + " events are missing");
            }
            index.add(sequence, lines.offset());
            sequence++;
            expected = more - 1;
            if (more == 0) {
                count = sequence;
                length = lines.nextOffset();
            }
        }
        return false;
    }

    /** Throws unless the current line, which is bad, and what follows it can be what a crash leaves. */
    private void requireTorn(LineReader lines, long sequence) throws IOException {
        do {
            if (lines.verify() >= 0) {
                throw damage(sequence, "its checksum does not match its bytes, and valid lines follow it");
            }
            boolean lost = lines.lacksSectors();
            // A crash leaves less of a line, but never all of it and something else than a line break.
            boolean changedLineBreak = !lines.isTerminated() && lines.wouldVerifyWithoutItsLastByte();
            if (!lost && (lines.isTerminated() || changedLineBreak)) {
                throw damage(sequence, "its checksum does not match its bytes");
            }
        } while (lines.next());
    }

    private IntegrityViolation damage(long sequence, String what) {
        return Refusals.damage(stream, path, sequence, what);
    }
}
