package io.mlops4j.core.journal;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;

/**
 * The sentences that both journals refuse a call with.
 */
final class Arguments {
    private Arguments() {}

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
}
