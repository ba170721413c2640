package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxLoadTest {
    private final OnnxRuntime runtime = new OnnxRuntime();

    @TempDir
    Path directory;

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(ModelRuntime.class)).hasAtLeastOneElementOfType(OnnxRuntime.class);
    }

    @Test
    void itTellsTheVersionOfTheNativeLibrary() {
        assertThat(runtime.version()).isEqualTo("1.29.0");
    }

    @Test
    void theMetadataTellsOfFormatMakerAndWhatTheMakerAdded() {
        try (LoadedModel model = TestModels.load("identity_float")) {
            assertThat(model.metadata())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "ir_version", "7",
                            "opset.ai.onnx", "13",
                            "producer_name", "small_models.py",
                            "producer_version", "1",
                            "graph_name", "identity_float",
                            "domain", "io.mlops4j.test",
                            "description", "gives back what it gets",
                            "model_version", "3",
                            "purpose", "tests"));
        }
    }

    @Test
    void operatorSetsAreToldByTheirDomain() {
        try (LoadedModel model = TestModels.load("zipmap_int64")) {
            assertThat(model.metadata()).containsEntry("opset.ai.onnx", "13").containsEntry("opset.ai.onnx.ml", "1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown_operator", "future_opset", "future_format", "broken_graph"})
    void aModelThatTheRuntimeCannotRunIsNoInvalidFile(String name) {
        assertThatThrownBy(() -> TestModels.load(name))
                .isInstanceOf(InferenceFailure.class)
                .hasMessageContaining(name + ".onnx");
    }

    @Test
    void everyPrefixOfAModelIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(TestModels.file("two.onnx"));
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            Path file = Files.write(directory.resolve("prefix.onnx"), prefix);
            assertThatThrownBy(() -> runtime.load(file, LoadOptions.defaults()))
                    .as("%d bytes of %d", length, whole.length)
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void aGraphOfGarbageIsRefused() throws IOException {
        byte[] bytes = {0x08, 0x07, 0x3A, 0x04, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x42, 0x02, 0x10, 13
        };
        Path file = Files.write(directory.resolve("garbage.onnx"), bytes);

        assertThatThrownBy(() -> runtime.load(file, LoadOptions.defaults()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("garbage.onnx");
    }

    @Test
    void aModelRunsOnSeveralThreadsToo() {
        LoadOptions options = LoadOptions.defaults().withIntraOpThreads(2).withInterOpThreads(2);
        try (LoadedModel model = runtime.load(TestModels.file("two.onnx"), options)) {
            Tensor one = Tensor.of(new float[] {1}, 1);
            assertThat(model.run(Tensors.of("a", one, "b", one)).tensor("sum").floats())
                    .containsExactly(2);
        }
    }

    @Test
    void settingsReachTheRuntime() {
        // A format that the file is not in, so that the setting shows.
        LoadOptions options = LoadOptions.defaults().withSettings(Map.of("session.load_model_format", "ORT"));

        assertThatThrownBy(() -> runtime.load(TestModels.file("two.onnx"), options))
                .isInstanceOf(InferenceFailure.class);
    }

    @Test
    void aZipMapIsWarnedOfOnceAModel() {
        String log = standardErrorOf(() -> {
            try (LoadedModel model = TestModels.load("zipmap_int64")) {
                Tensors inputs = Tensors.of("x", Tensor.of(new float[] {1, 0, 0}, 1, 3));
                model.run(inputs);
                model.run(inputs);
            }
        });

        assertThat(log).containsOnlyOnce("zipmap_int64.onnx").contains("zipmap");
    }

    private static String standardErrorOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
