package io.mlops4j.testkit;

import io.mlops4j.spi.BlobStore;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Puts blobs and says which were acknowledged. */
final class BlobWriter {
    private static final int MOST_BYTES = 1 << 20;

    private BlobWriter() {}

    /** A process that does so without end: opener, location, seed. */
    public static void main(String[] arguments) {
        try (BlobStore store =
                ChildProcess.instance(arguments[0], BlobStoreOpener.class).open(arguments[1])) {
            Random random = new Random(Long.parseLong(arguments[2]));
            while (true) {
                byte[] content = new byte[random.nextInt(MOST_BYTES)];
                random.nextBytes(content);
                String digest = digest(content);
                store.put(digest, new ByteArrayInputStream(content));
                System.out.println(digest);
            }
        }
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
