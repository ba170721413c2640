package io.mlops4j.core.journal;

import io.mlops4j.Conflict;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import java.nio.file.Path;

/**
 * The sentences that journals refuse a call with.
 */
final class Refusals {
    private Refusals() {}

    static void checkAppend(String stream, long expectedSize) {
        StreamNames.check(stream);
        if (expectedSize < 0) {
            throw new InvalidInput(
                    "The expected size of stream '" + stream + "' is " + expectedSize + "; a size is 0 or more.");
        }
    }

    static void checkRead(String stream, long from, int limit) {
        StreamNames.check(stream);
        if (from < 0 || limit < 0) {
            throw new InvalidInput("Stream '" + stream + "' cannot be read from sequence number " + from
                    + " with a limit of " + limit + "; both are 0 or more.");
        }
    }

    static Conflict conflict(String stream, long size, long expectedSize) {
        return new Conflict("Stream '" + stream + "' has " + size + " events and not " + expectedSize
                + ": somebody else appended in between. Read what is new, decide again and append at its size.");
    }

    static IntegrityViolation damage(String stream, Path path, long sequence, String what) {
        return new IntegrityViolation("Stream '" + stream + "' is damaged at sequence number " + sequence + " (line "
                + (sequence + 1) + " of " + path + "): " + what
                + ". This is no crash of a writer; somebody or the disk changed the file. Nothing was cut. Restore the file"
                + " from a backup, or look at the line and mend or remove it by hand while no process has it open.");
    }
}
