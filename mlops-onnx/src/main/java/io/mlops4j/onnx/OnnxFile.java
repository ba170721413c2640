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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The outermost fields of an ONNX file, a Protocol Buffers message {@code ModelProto}. Reading them tells an empty, foreign or truncated file
 * from a model that the runtime refuses, and gives what the native library does not tell of a model.
 *
 * @param metadata format, operator sets and producer, by name
 * @param shapeless the inputs and outputs that declare no shape, which is not the shape of a scalar
 * @param fixedInputs whether every input declares a shape, and a size for every dimension
 * @param bytes how long the file is
 */
record OnnxFile(Map<String, String> metadata, Set<String> shapeless, boolean fixedInputs, long bytes) {
    // The numbers of the fields in onnx.proto.
    private static final int IR_VERSION = 1;
    private static final int PRODUCER_VERSION = 3;
    private static final int GRAPH = 7;
    private static final int OPSET_IMPORT = 8;
    private static final int OPSET_DOMAIN = 1;
    private static final int OPSET_VERSION = 2;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_SIZE = 1;

    private static final String OPSET = "opset.";
    private static final int LONGEST_TEXT = 1 << 16;

    /**
     * Reads a file. Of the graph only what it takes and gives is read; its nodes and weights are skipped.
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
        long bytes = fields.left();
        Map<String, String> metadata = new LinkedHashMap<>();
        Declarations declarations = new Declarations(fields);
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
            } else if (number == GRAPH && wire == Fields.LENGTH) {
                graph = true;
                declarations.readGraph();
            } else if (number == 0 || !fields.skip(wire)) {
                throw new Malformed("its bytes are not those of the format");
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
        return new OnnxFile(Map.copyOf(metadata), Set.copyOf(declarations.shapeless), declarations.fixedInputs, bytes);
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

    /** What a graph declares of the shapes of its inputs and outputs. */
    private static final class Declarations {
        /** How much a declaration tells of a shape. */
        private enum Extent {
            NONE,
            SOME_DIMENSIONS_FREE,
            FIXED
        }

        private final Fields fields;
        private final Set<String> shapeless = new HashSet<>();
        private boolean fixedInputs = true;

        Declarations(Fields fields) {
            this.fields = fields;
        }

        void readGraph() throws IOException {
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (GRAPH_INPUT << 3 | Fields.LENGTH)) {
                    fixedInputs &= readValue() == Extent.FIXED;
                } else if (tag == (GRAPH_OUTPUT << 3 | Fields.LENGTH)) {
                    readValue();
                } else {
                    skip(tag);
                }
            }
        }

        private Extent readValue() throws IOException {
            String name = "";
            Extent extent = Extent.NONE;
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (VALUE_NAME << 3 | Fields.LENGTH)) {
                    name = fields.text();
                } else if (tag == (VALUE_TYPE << 3 | Fields.LENGTH)) {
                    extent = readType();
                } else {
                    skip(tag);
                }
            }
            if (extent == Extent.NONE) {
                shapeless.add(name);
            }
            return extent;
        }

        private Extent readType() throws IOException {
            Extent extent = Extent.NONE;
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (TYPE_TENSOR << 3 | Fields.LENGTH)) {
                    extent = readTensorType();
                } else {
                    skip(tag);
                }
            }
            return extent;
        }

        private Extent readTensorType() throws IOException {
            Extent extent = Extent.NONE;
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (TENSOR_SHAPE << 3 | Fields.LENGTH)) {
                    extent = readShape();
                } else {
                    skip(tag);
                }
            }
            return extent;
        }

        private Extent readShape() throws IOException {
            Extent extent = Extent.FIXED;
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag != (SHAPE_DIMENSION << 3 | Fields.LENGTH)) {
                    skip(tag);
                } else if (!readsSize()) {
                    extent = Extent.SOME_DIMENSIONS_FREE;
                }
            }
            return extent;
        }

        /** Reads a dimension; whether it has a size, and not just a name or nothing. */
        private boolean readsSize() throws IOException {
            boolean sized = false;
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                sized |= tag == (DIMENSION_SIZE << 3 | Fields.VARINT);
                skip(tag);
            }
            return sized;
        }

        private void skip(long tag) throws IOException {
            if (tag >>> 3 == 0 || !fields.skip((int) (tag & 7))) {
                throw new Malformed("its graph is not of the format");
            }
        }
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
