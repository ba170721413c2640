package io.mlops4j.core.data.split;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.data.Split.Part;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The part of each row. Stored as the four bytes {@code M4SP}, the version of the format (1 byte), the number of rows (4 bytes, big-endian), and two
 * bits a row, the first row in the lowest: 0 for no part, 1 for training, 2 for validation, 3 for test. Immutable.
 */
public final class Assignment {
    /** In no part. */
    static final byte NONE = 0;

    private static final byte[] MAGIC = {'M', '4', 'S', 'P'};
    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = MAGIC.length + 1 + Integer.BYTES;
    private static final int ROWS_A_BYTE = 4;
    /** By code, less 1. */
    private static final List<Part> PARTS = List.of(Part.TRAIN, Part.VALIDATION, Part.TEST);

    /** By row: 0, or the code of its part. */
    private final byte[] codes;

    private final int[] counts = new int[PARTS.size() + 1];

    Assignment(byte[] codes) {
        this.codes = codes;
        for (byte code : codes) {
            counts[code]++;
        }
    }

    static byte code(Part part) {
        return switch (part) {
            case TRAIN -> 1;
            case VALIDATION -> 2;
            case TEST -> 3;
        };
    }

    /** Of how many rows. */
    public int rowCount() {
        return codes.length;
    }

    static Part part(byte code) {
        return PARTS.get(code - 1);
    }

    Optional<Part> part(int row) {
        return codes[row] == NONE ? Optional.empty() : Optional.of(part(codes[row]));
    }

    /** How many rows a part has. */
    public int count(Part part) {
        return counts[code(part)];
    }

    /** How many rows are in no part. */
    public int leftOut() {
        return counts[NONE];
    }

    int[] rows(Part part) {
        int[] rows = new int[count(part)];
        int at = 0;
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] == code(part)) {
                rows[at++] = row;
            }
        }
        return rows;
    }

    /** The stored form. */
    public byte[] toBytes() {
        byte[] bytes = new byte[sizeBytes(codes.length)];
        ByteBuffer.wrap(bytes).put(MAGIC).put(FORMAT).putInt(codes.length);
        for (int row = 0; row < codes.length; row++) {
            bytes[HEADER_BYTES + row / ROWS_A_BYTE] |= (byte) (codes[row] << (2 * (row % ROWS_A_BYTE)));
        }
        return bytes;
    }

    /**
     * Reads the stored form.
     *
     * @param what the split, for the message
     * @throws IntegrityViolation if it is not one, or of another number of rows
     */
    public static Assignment read(String what, byte[] bytes, long rows) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        if (bytes.length >= HEADER_BYTES) {
            buffer.get(magic);
        }
        if (!Arrays.equals(MAGIC, magic)) {
            throw new IntegrityViolation("What is stored for " + what + " is no assignment of rows to parts.");
        }
        byte format = buffer.get();
        if (format != FORMAT) {
            throw new IntegrityViolation("The assignment of " + what + " is of format " + format
                    + ", which this release does not know; read it with the release that wrote it, or a newer one.");
        }
        int count = buffer.getInt();
        if (count != rows || bytes.length != sizeBytes(count)) {
            throw new IntegrityViolation("The assignment of " + what + " has " + bytes.length + " bytes for " + count
                    + " rows, but the version has " + rows + " rows.");
        }
        byte[] codes = new byte[count];
        for (int row = 0; row < count; row++) {
            codes[row] = (byte) (bytes[HEADER_BYTES + row / ROWS_A_BYTE] >> (2 * (row % ROWS_A_BYTE)) & 3);
        }
        return new Assignment(codes);
    }

    private static int sizeBytes(int rows) {
        return HEADER_BYTES + (int) ((rows + (long) ROWS_A_BYTE - 1) / ROWS_A_BYTE);
    }

    /** SHA-256 of the stored form. */
    public String digest() {
        return Digests.sha256(toBytes());
    }
}
