package io.mlops4j.core.blob;

import io.mlops4j.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 digests as the library writes them everywhere: 64 lower-case hexadecimal digits and nothing else. Stateless, safe for use
 * by many threads.
 */
public final class Digests {
    /** How many hexadecimal digits a digest has. */
    public static final int LENGTH = 64;

    private static final HexFormat HEX = HexFormat.of();
    private static final int BUFFER_BYTES = 64 << 10;

    private Digests() {}

    /** The digest of bytes. */
    public static String sha256(byte[] bytes) {
        return hex(newSha256().digest(bytes));
    }

    /**
     * The digest of all that a stream still has. The stream is not closed.
     *
     * @throws IOException if the stream cannot be read
     */
    public static String sha256(InputStream content) throws IOException {
        MessageDigest digest = newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return hex(digest.digest());
    }

    /** A SHA-256 to feed bytes to; write its result with {@link #hex}. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Bytes in lower-case hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Whether a text has the form of a digest. */
    public static boolean isDigest(String text) {
        return text.length() == LENGTH && isHex(text);
    }

    /**
     * Returns a digest that is well-formed.
     *
     * @throws InvalidInput if it is not 64 lower-case hexadecimal digits
     */
    public static String requireDigest(String digest) {
        if (!isDigest(digest)) {
            throw new InvalidInput("'" + shortened(digest) + "' is no digest of a blob: that is a SHA-256 in " + LENGTH
                    + " lower-case hexadecimal digits, without a prefix.");
        }
        return digest;
    }

    /**
     * Returns the beginning of a digest, which may be empty.
     *
     * @throws InvalidInput if it is not 0 to 64 lower-case hexadecimal digits
     */
    public static String requirePrefix(String prefix) {
        if (prefix.length() > LENGTH || !isHex(prefix)) {
            throw new InvalidInput("'" + shortened(prefix) + "' is no beginning of a blob's digest: that is up to "
                    + LENGTH + " lower-case hexadecimal digits.");
        }
        return prefix;
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static String shortened(String text) {
        String visible = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return visible.replaceAll("\\p{Cntrl}", "?");
    }
}
