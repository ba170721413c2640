package io.mlops4j.onnx;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The wire format: fields one after another, within so many bytes. */
final class ProtobufFields {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_TEXT = 1 << 16;

    private final DataInputStream in;
    private long left;

    ProtobufFields(DataInputStream in, long left) {
        this.in = in;
        this.left = left;
    }

    boolean hasMore() {
        return left > 0;
    }

    long left() {
        return left;
    }

    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = in.readUnsignedByte();
            left--;
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new Malformed("its bytes are not those of the format");
    }

    /** Reads a length, and gives how many bytes will be left behind what it spans. */
    long lengthAhead() throws IOException {
        long length = varint();
        if (length < 0 || length > left) {
            throw new EOFException();
        }
        return left - length;
    }

    String text() throws IOException {
        long end = lengthAhead();
        long length = left - end;
        if (length > LONGEST_TEXT) {
            throw new Malformed("it names itself with " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        left -= bytes.length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Skips a field; false if there is no such kind of field. */
    boolean skip(int wire) throws IOException {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> pass(8);
            case FIXED32 -> pass(4);
            case LENGTH -> {
                long after = lengthAhead();
                pass(left - after);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void pass(long bytes) throws IOException {
        in.skipNBytes(bytes);
        left -= bytes;
    }

    /** Bytes that are whole but not of the format. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        final String why;

        Malformed(String why) {
            super(why);
            this.why = why;
        }
    }
}
