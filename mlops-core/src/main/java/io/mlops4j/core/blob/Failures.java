package io.mlops4j.core.blob;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import java.io.IOException;

/**
 * The sentences that both stores fail with.
 */
final class Failures {
    private Failures() {}

    static NotFound notFound(String digest, String where) {
        return new NotFound("There is no blob " + digest + " in " + where
                + ". If something still refers to it, restore it from a backup or store the same content again.");
    }

    static IntegrityViolation foreignContent(String digest, String actual) {
        return new IntegrityViolation("The content handed over as blob " + digest + " has the digest " + actual
                + ": it changed on the way or was given the wrong name. Nothing was stored.");
    }

    static StorageFailure unreadableContent(String digest, IOException cause) {
        return new StorageFailure(
                "The content of blob " + digest + " could not be read to its end (" + cause
                        + "). Nothing was stored; try again when its source can be read.",
                cause);
    }
}
