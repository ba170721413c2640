package io.mlops4j.mlflow;

import io.mlops4j.StorageFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The ids that things from here have in MLflow: the same for the same thing, whenever and wherever it is exported. */
final class Identity {
    private static final int RUN_DIGITS = 32;

    /** MLflow's own experiment ids have 18 digits. */
    private static final long FIRST_EXPERIMENT = 100_000_000_000_000_000L;

    private Identity() {}

    /** 32 hexadecimal digits, as MLflow's ids of runs have. */
    static String hex(String what) {
        return digest("SHA-256", what).substring(0, RUN_DIGITS);
    }

    /** 18 digits. */
    static long experiment(String name) {
        long hash = Long.parseUnsignedLong(digest("SHA-256", name).substring(0, 16), 16);
        return FIRST_EXPERIMENT + Long.remainderUnsigned(hash, 9 * FIRST_EXPERIMENT);
    }

    /** The id that MLflow itself gives to what has two parts: the MD5 of both. */
    static String pair(String first, String second) {
        return digest("MD5", first + second);
    }

    /** The SHA-256 of a file, as the registry has it. */
    static String file(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new StorageFailure("File '" + file + "' cannot be read: " + e + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm + ".", e);
        }
    }
}
