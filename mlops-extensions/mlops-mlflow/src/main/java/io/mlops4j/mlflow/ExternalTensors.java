package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the weights that an ONNX model keeps in files beside it into the model: MLflow logs models so by default, and the registry keeps one
 * file a version.
 *
 * <p>An ONNX file is a protobuf message; of it, only the messages on the way to a tensor are looked into, by the field numbers of {@code
 * onnx.proto}, and everything else is copied as it is. Files are mapped, not read: the heap holds the outline alone.
 */
final class ExternalTensors {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private static final int RAW_DATA = 9;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;
    private static final long EXTERNAL = 1;

    private static final int DEEPEST = 100;

    /** The messages that have tensors below them, with the fields in which they have them. */
    private enum Message {
        TENSOR,
        GRAPH,
        NODE,
        ATTRIBUTE,
        FUNCTION,
        MODEL;

        @Nullable Message in(int field) {
            return switch (this) {
                case MODEL -> field == 7 ? GRAPH : field == 25 ? FUNCTION : null;
                case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : null;
                case FUNCTION -> field == 7 ? NODE : null;
                case NODE -> field == 5 ? ATTRIBUTE : null;
                case ATTRIBUTE -> field == 5 || field == 10 ? TENSOR : field == 6 || field == 11 ? GRAPH : null;
                case TENSOR -> null;
            };
        }
    }

    private final StoreFiles files;
    private final Path directory;
    private final Map<Path, ByteBuffer> open = new HashMap<>();
    private boolean changed;

    private ExternalTensors(StoreFiles files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /**
     * A new file with the model and its weights in one, which the caller deletes; nothing if the model is one file already, or none that can be
     * looked into.
     *
     * @throws InvalidInput if a file of weights is not there, too short, or out of the directory
     */
    static Optional<Path> inlined(StoreFiles files, Path model) {
        try {
            Path parent = model.getParent();
            if (parent == null || Files.size(model) > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            ExternalTensors tensors = new ExternalTensors(files, parent);
            Rope rope = new Rope();
            try {
                tensors.rewrite(Message.MODEL, tensors.map(model), rope, 0);
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                return Optional.empty();
            }
            if (!tensors.changed) {
                return Optional.empty();
            }
            Path whole = Files.createTempFile("mlops4j-", ".onnx");
            rope.writeTo(whole);
            return Optional.of(whole);
        } catch (IOException e) {
            throw new StorageFailure(
                    "The weights of '" + model + "' cannot be brought into one file with it: " + e + ".", e);
        }
    }

    private ByteBuffer map(Path file) throws IOException {
        ByteBuffer mapped = open.get(file);
        if (mapped == null) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            }
            open.put(file, mapped);
        }
        return mapped.duplicate();
    }

    private void rewrite(Message message, ByteBuffer in, Rope out, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        if (message == Message.TENSOR) {
            rewriteTensor(in, out);
            return;
        }
        while (in.hasRemaining()) {
            Field field = Field.next(in);
            Message inner = field.wireType == BYTES ? message.in(field.number) : null;
            if (inner == null) {
                out.add(field.whole);
            } else {
                Rope content = new Rope();
                rewrite(inner, field.content, content, depth + 1);
                out.add(field.number, content);
            }
        }
    }

    private void rewriteTensor(ByteBuffer in, Rope out) throws IOException {
        Map<String, String> external = new HashMap<>();
        Rope kept = new Rope();
        boolean isExternal = false;
        ByteBuffer all = in.duplicate();
        while (in.hasRemaining()) {
            Field field = Field.next(in);
            switch (field.number) {
                case EXTERNAL_DATA -> entry(field.content, external);
                case DATA_LOCATION -> isExternal = varint(field.content) == EXTERNAL;
                case RAW_DATA -> {
                    // What an external tensor has here besides means nothing.
                }
                default -> kept.add(field.whole);
            }
        }
        if (!isExternal) {
            out.add(all);
            return;
        }
        changed = true;
        out.add(kept);
        Rope weights = new Rope();
        weights.add(weights(external));
        out.add(RAW_DATA, weights);
    }

    private static void entry(ByteBuffer in, Map<String, String> entries) {
        String key = "";
        String value = "";
        while (in.hasRemaining()) {
            Field field = Field.next(in);
            String text = StandardCharsets.UTF_8.decode(field.content).toString();
            if (field.number == 1) {
                key = text;
            } else {
                value = text;
            }
        }
        entries.put(key, value);
    }

    private ByteBuffer weights(Map<String, String> external) throws IOException {
        String location = external.getOrDefault("location", "");
        Path file = files.find(StoreFiles.below(directory, location));
        if (file == null || !Files.isRegularFile(file)) {
            throw new InvalidInput("The model in '" + directory + "' keeps weights in the file '" + location
                    + "', which is not there.");
        }
        ByteBuffer all = map(file);
        long offset = whole(external.getOrDefault("offset", "0"));
        long length =
                external.containsKey("length") ? whole(external.getOrDefault("length", "")) : all.limit() - offset;
        if (offset < 0 || length < 0 || offset > all.limit() || length > all.limit() - offset) {
            throw new InvalidInput("The model in '" + directory + "' wants " + length + " bytes at " + offset
                    + " of the file '" + location + "', which has " + all.limit() + ".");
        }
        return all.slice((int) offset, (int) length);
    }

    private long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidInput(
                    "The model in '" + directory + "' keeps weights at '" + text + "', which is no whole number.", e);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    /** One field of a message: all its bytes, and those of its content. */
    private record Field(int number, int wireType, ByteBuffer whole, ByteBuffer content) {
        static Field next(ByteBuffer in) {
            int start = in.position();
            long key = varint(in);
            int wireType = (int) (key & 7);
            int from = in.position();
            switch (wireType) {
                case VARINT -> varint(in);
                case FIXED64 -> skip(in, Long.BYTES);
                case FIXED32 -> skip(in, Integer.BYTES);
                case BYTES -> {
                    long length = varint(in);
                    from = in.position();
                    skip(in, length);
                }
                default -> throw new IllegalArgumentException("no wire type: " + wireType);
            }
            int end = in.position();
            return new Field((int) (key >>> 3), wireType, in.slice(start, end - start), in.slice(from, end - from));
        }

        private static void skip(ByteBuffer in, long bytes) {
            if (bytes < 0 || bytes > in.remaining()) {
                throw new BufferUnderflowException();
            }
            in.position(in.position() + (int) bytes);
        }
    }

    /** Bytes in pieces, with their number. */
    private static final class Rope {
        private final List<ByteBuffer> pieces = new ArrayList<>();
        private long size;

        void add(ByteBuffer piece) {
            pieces.add(piece);
            size += piece.remaining();
        }

        void add(Rope rope) {
            pieces.addAll(rope.pieces);
            size += rope.size;
        }

        void add(int field, Rope content) {
            ByteBuffer head = ByteBuffer.allocate(20);
            putVarint(head, ((long) field << 3) | BYTES);
            putVarint(head, content.size);
            add(head.flip());
            add(content);
        }

        private static void putVarint(ByteBuffer out, long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.put((byte) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.put((byte) rest);
        }

        void writeTo(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (ByteBuffer piece : pieces) {
                    ByteBuffer rest = piece.duplicate();
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                }
            }
        }
    }
}
