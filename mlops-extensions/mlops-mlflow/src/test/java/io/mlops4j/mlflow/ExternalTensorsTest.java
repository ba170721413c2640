package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalTensorsTest {
    @TempDir
    Path directory;

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number << 3 | 2);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] all(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] entry(String key, String value) {
        return field(13, all(field(1, text(key)), field(2, text(value))));
    }

    /** A model of one initializer W of two floats, kept at an offset of a file, by the field numbers of onnx.proto. */
    private static byte[] model(String location, String offset, String length) {
        byte[] tensor = all(
                new byte[] {1 << 3, 2, 2 << 3, 1},
                field(8, text("W")),
                entry("location", location),
                entry("offset", offset),
                entry("length", length),
                new byte[] {14 << 3, 1});
        return all(new byte[] {1 << 3, 8}, field(7, all(field(2, text("g")), field(5, tensor))));
    }

    private Optional<Path> inlined(byte[] model) throws IOException {
        Path file = Files.write(directory.resolve("model.onnx"), model);
        return ExternalTensors.inlined(new StoreFiles(directory), file);
    }

    @Test
    void weightsBesideAModelComeIntoIt() throws IOException {
        Files.write(directory.resolve("weights"), new byte[] {9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9});

        Path whole = inlined(model("weights", "2", "8")).orElseThrow();

        byte[] tensor = all(
                new byte[] {1 << 3, 2, 2 << 3, 1}, field(8, text("W")), field(9, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertThat(Files.readAllBytes(whole))
                .isEqualTo(all(new byte[] {1 << 3, 8}, field(7, all(field(2, text("g")), field(5, tensor)))));
        Files.delete(whole);
    }

    @Test
    void aModelOfOneFileIsLeftAlone() {
        Path model = Mlruns.onnx("iris_logreg");

        assertThat(ExternalTensors.inlined(new StoreFiles(model.getParent()), model))
                .isEmpty();
    }

    @Test
    void whatIsNoModelIsLeftToTheRuntime() throws IOException {
        assertThat(inlined(new byte[] {7, 7, 7})).isEmpty();
    }

    @Test
    void weightsThatAreElsewhereOrTooFewAreRefused() throws IOException {
        Files.write(directory.resolve("weights"), new byte[4]);

        for (byte[] model : new byte[][] {
            model("../weights", "0", "4"),
            model("missing", "0", "4"),
            model("weights", "2", "4"),
            model("weights", "-1", "2"),
            model("weights", "x", "2")
        }) {
            assertThatThrownBy(() -> inlined(model)).isInstanceOf(InvalidInput.class);
        }
    }
}
