package io.mlops4j.onnx;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
 * @param external whether weights lie in other files
 * @param externalBytes how many bytes of its weights lie in other files, as it declares
 */
record OnnxFile(
        Map<String, String> metadata,
        Set<String> shapeless,
        boolean fixedInputs,
        long bytes,
        boolean external,
        long externalBytes) {
    // The numbers of the fields in onnx.proto.
    private static final int IR_VERSION = 1;
    private static final int PRODUCER_VERSION = 3;
    private static final int GRAPH = 7;
    private static final int OPSET_IMPORT = 8;
    private static final int OPSET_DOMAIN = 1;
    private static final int OPSET_VERSION = 2;
    private static final int GRAPH_WEIGHTS = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_SIZE = 1;
    private static final int WEIGHTS_OUTSIDE = 13;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;

    private static final String OPSET = "opset.";

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
            return parse(new ProtobufFields(new DataInputStream(new BufferedInputStream(in)), size));
        } catch (EOFException e) {
            throw notAModel(file, "it ends within a field", e);
        } catch (ProtobufFields.Malformed e) {
            throw notAModel(file, e.why, e);
        } catch (IOException e) {
            throw new StorageFailure("The model file '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static OnnxFile parse(ProtobufFields fields) throws IOException {
        long bytes = fields.left();
        Map<String, String> metadata = new LinkedHashMap<>();
        Declarations declarations = new Declarations(fields);
        boolean graph = false;
        while (fields.hasMore()) {
            long tag = fields.varint();
            int number = (int) (tag >>> 3);
            int wire = (int) (tag & 7);
            if (number == IR_VERSION && wire == ProtobufFields.VARINT) {
                metadata.put("ir_version", Long.toString(fields.varint()));
            } else if (number == PRODUCER_VERSION && wire == ProtobufFields.LENGTH) {
                metadata.put("producer_version", fields.text());
            } else if (number == OPSET_IMPORT && wire == ProtobufFields.LENGTH) {
                operatorSet(fields, metadata);
            } else if (number == GRAPH && wire == ProtobufFields.LENGTH) {
                graph = true;
                declarations.readGraph();
            } else if (number == 0 || !fields.skip(wire)) {
                throw new ProtobufFields.Malformed("its bytes are not those of the format");
            }
        }
        if (!graph) {
            throw new ProtobufFields.Malformed("it has no graph");
        }
        if (!metadata.containsKey("ir_version")) {
            throw new ProtobufFields.Malformed("it does not tell the version of the format");
        }
        if (metadata.keySet().stream().noneMatch(key -> key.startsWith(OPSET))) {
            throw new ProtobufFields.Malformed("it does not tell which operators it uses");
        }
        return new OnnxFile(
                Map.copyOf(metadata),
                Set.copyOf(declarations.shapeless),
                declarations.fixedInputs,
                bytes,
                declarations.external,
                declarations.externalBytes);
    }

    private static void operatorSet(ProtobufFields fields, Map<String, String> metadata) throws IOException {
        String domain = "";
        long version = 0;
        long end = fields.lengthAhead();
        while (fields.left() > end) {
            long tag = fields.varint();
            if (tag == (OPSET_DOMAIN << 3 | ProtobufFields.LENGTH)) {
                domain = fields.text();
            } else if (tag == (OPSET_VERSION << 3 | ProtobufFields.VARINT)) {
                version = fields.varint();
            } else if (!fields.skip((int) (tag & 7))) {
                throw new ProtobufFields.Malformed("its operator sets are not those of the format");
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

    /** What a graph declares of the shapes of its inputs and outputs, and of weights in other files. */
    private static final class Declarations {
        /** How much a declaration tells of a shape. */
        private enum Extent {
            NONE,
            SOME_DIMENSIONS_FREE,
            FIXED
        }

        private final ProtobufFields fields;
        private final Set<String> shapeless = new HashSet<>();
        private boolean fixedInputs = true;
        private boolean external;
        private long externalBytes;

        Declarations(ProtobufFields fields) {
            this.fields = fields;
        }

        void readGraph() throws IOException {
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (GRAPH_INPUT << 3 | ProtobufFields.LENGTH)) {
                    fixedInputs &= readValue() == Extent.FIXED;
                } else if (tag == (GRAPH_OUTPUT << 3 | ProtobufFields.LENGTH)) {
                    readValue();
                } else if (tag == (GRAPH_WEIGHTS << 3 | ProtobufFields.LENGTH)) {
                    readWeights();
                } else {
                    skip(tag);
                }
            }
        }

        private void readWeights() throws IOException {
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (WEIGHTS_OUTSIDE << 3 | ProtobufFields.LENGTH)) {
                    readWhereabouts();
                } else {
                    skip(tag);
                }
            }
        }

        /** Reads one of the entries that tell where weights are: location, offset, length. */
        private void readWhereabouts() throws IOException {
            String key = "";
            String value = "";
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (ENTRY_KEY << 3 | ProtobufFields.LENGTH)) {
                    key = fields.text();
                } else if (tag == (ENTRY_VALUE << 3 | ProtobufFields.LENGTH)) {
                    value = fields.text();
                } else {
                    skip(tag);
                }
            }
            if (key.equals("location")) {
                external = true;
            } else if (key.equals("length") && value.matches("\\d{1,18}")) {
                // A file of lies is not to overflow it.
                externalBytes = Math.min(externalBytes + Long.parseLong(value), Long.MAX_VALUE / 4);
            }
        }

        private Extent readValue() throws IOException {
            String name = "";
            Extent extent = Extent.NONE;
            long end = fields.lengthAhead();
            while (fields.left() > end) {
                long tag = fields.varint();
                if (tag == (VALUE_NAME << 3 | ProtobufFields.LENGTH)) {
                    name = fields.text();
                } else if (tag == (VALUE_TYPE << 3 | ProtobufFields.LENGTH)) {
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
                if (tag == (TYPE_TENSOR << 3 | ProtobufFields.LENGTH)) {
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
                if (tag == (TENSOR_SHAPE << 3 | ProtobufFields.LENGTH)) {
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
                if (tag != (SHAPE_DIMENSION << 3 | ProtobufFields.LENGTH)) {
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
                sized |= tag == (DIMENSION_SIZE << 3 | ProtobufFields.VARINT);
                skip(tag);
            }
            return sized;
        }

        private void skip(long tag) throws IOException {
            if (tag >>> 3 == 0 || !fields.skip((int) (tag & 7))) {
                throw new ProtobufFields.Malformed("its graph is not of the format");
            }
        }
    }
}
