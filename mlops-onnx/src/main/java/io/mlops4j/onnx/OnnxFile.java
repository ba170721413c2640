package io.mlops4j.onnx;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The outermost fields of an ONNX file, a Protocol Buffers message {@code ModelProto}. Reading them tells an empty, foreign or truncated file
 * from a model that the runtime refuses, and gives what the native library does not tell of a model.
 *
 * @param metadata format, operator sets and producer, by name
 */
record OnnxFile(Map<String, String> metadata) {
    // The numbers of the fields in onnx.proto.
    private static final int IR_VERSION = 1;
    private static final int PRODUCER_VERSION = 3;
    private static final int GRAPH = 7;
    private static final int OPSET_IMPORT = 8;
    private static final int OPSET_DOMAIN = 1;
    private static final int OPSET_VERSION = 2;

    private static final String OPSET = "opset.";
    private static final int LONGEST_TEXT = 1 << 16;

    /**
     * Reads a file; the graph itself is skipped.
     *
     * @throws InvalidInput if there is no such file or it is no ONNX model
     * @throws StorageFailure if it cannot be read
     */
    static OnnxFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput("There is no model file '" + file + "'.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size == 0) {
                throw new InvalidInput("The file '" + file.getFileName() + "' is empty, so it is no ONNX model.");
            }
            return parse(new Fields(new DataInputStream(new BufferedInputStream(in)), size));
        } catch (EOFException e) {
            throw notAModel(file, "it ends within a field", e);
        } catch (Malformed e) {
            throw notAModel(file, e.why, e);
        } catch (IOException e) {
            throw new StorageFailure("The model file '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static OnnxFile parse(Fields fields) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        boolean graph = false;
        while (fields.hasMore()) {
            long tag = fields.varint();
            int number = (int) (tag >>> 3);
            int wire = (int) (tag & 7);
            if (number == IR_VERSION && wire == Fields.VARINT) {
                metadata.put("ir_version", Long.toString(fields.varint()));
            } else if (number == PRODUCER_VERSION && wire == Fields.LENGTH) {
                metadata.put("producer_version", fields.text());
            } else if (number == OPSET_IMPORT && wire == Fields.LENGTH) {
                operatorSet(fields, metadata);
            } else {
                graph |= number == GRAPH && wire == Fields.LENGTH;
                if (number == 0 || !fields.skip(wire)) {
                    throw new Malformed("its bytes are not those of the format");
                }
            }
        }
        if (!graph) {
            throw new Malformed("it has no graph");
        }
        if (!metadata.containsKey("ir_version")) {
            throw new Malformed("it does not tell the version of the format");
        }
        if (metadata.keySet().stream().noneMatch(key -> key.startsWith(OPSET))) {
            throw new Malformed("it does not tell which operators it uses");
        }
        return new OnnxFile(Map.copyOf(metadata));
    }

    private static void operatorSet(Fields fields, Map<String, String> metadata) throws IOException {
        String domain = "";
        long version = 0;
        long end = fields.lengthAhead();
        while (fields.left() > end) {
            long tag = fields.varint();
            if (tag == (OPSET_DOMAIN << 3 | Fields.LENGTH)) {
                domain = fields.text();
            } else if (tag == (OPSET_VERSION << 3 | Fields.VARINT)) {
                version = fields.varint();
            } else if (!fields.skip((int) (tag & 7))) {
                throw new Malformed("its operator sets are not those of the format");
            }
        }
        metadata.put(OPSET + (domain.isEmpty() ? "ai.onnx" : domain), Long.toString(version));
    }

    private static InvalidInput notAModel(Path file, String why, IOException cause) {
        return new InvalidInput(
                "The file '" + file.getFileName() + "' is no ONNX model: " + why
                        + ". Export the model again, or compare the file's SHA-256 with the original's.",
                cause);
    }

    /** Bytes that are whole but not of the format. */
    private static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        private final String why;

        Malformed(String why) {
            super(why);
            this.why = why;
        }
    }

    /** The wire format: fields one after another, within so many bytes. */
    private static final class Fields {
        static final int VARINT = 0;
        static final int FIXED64 = 1;
        static final int LENGTH = 2;
        static final int FIXED32 = 5;

        private final DataInputStream in;
        private long left;

        Fields(DataInputStream in, long left) {
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
    }
}
