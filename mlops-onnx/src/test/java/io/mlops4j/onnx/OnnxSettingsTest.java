package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxSettingsTest {
    private static final Tensors ROW = Tensors.of("X", Tensor.of(new float[60], 2, 30));

    private static LoadedModel load(String name, LoadOptions options) {
        return new OnnxRuntime().load(TestModels.file(name + ".onnx"), options);
    }

    private static LoadOptions with(String name, String value) {
        return LoadOptions.defaults().withSetting(name, value);
    }

    @ParameterizedTest
    @CsvSource({
        OnnxSettings.ARENA + ",on",
        OnnxSettings.ARENA + ",off",
        OnnxSettings.ARENA + ",auto",
        OnnxSettings.ARENA_SHRINKAGE + ",on",
        OnnxSettings.ARENA_SHRINKAGE + ",off",
        OnnxSettings.PINNED_OUTPUTS + ",off",
        OnnxSettings.LANE_BYTES + ",0",
        OnnxSettings.LANE_BYTES + ",1000000000000",
        OnnxSettings.GRAPH_OPTIMIZATION + ",none",
        OnnxSettings.GRAPH_OPTIMIZATION + ",basic",
        OnnxSettings.GRAPH_OPTIMIZATION + ",extended",
        "session.intra_op.allow_spinning,1"
    })
    void noSettingChangesAnAnswer(String name, String value) {
        try (LoadedModel model = TestModels.load("bc_gbc");
                LoadedModel set = load("bc_gbc", with(name, value))) {
            Tensors expected = model.run(ROW);
            for (int i = 0; i < 3; i++) {
                assertThat(set.run(ROW)).isEqualTo(expected);
                assertThat(set.run(ROW, new CancellationSignal())).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OnnxSettings.ARENA,
                OnnxSettings.ARENA_SHRINKAGE,
                OnnxSettings.PINNED_OUTPUTS,
                OnnxSettings.LANE_BYTES,
                OnnxSettings.GRAPH_OPTIMIZATION
            })
    void aValueThatASettingCannotHaveIsRefused(String name) {
        assertThatThrownBy(() -> load("two", with(name, "perhaps")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll(name, "perhaps");
    }

    @Test
    void aSettingOfOursThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> load("two", with("mlops4j.arenas", "on")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("'mlops4j.arenas'", "Did you mean 'mlops4j.arena'?");
    }

    @Test
    void anArenaThatIsOffCannotBeShrunk() {
        LoadOptions options = with(OnnxSettings.ARENA, "off").withSetting(OnnxSettings.ARENA_SHRINKAGE, "on");

        assertThatThrownBy(() -> load("two", options))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll(OnnxSettings.ARENA, OnnxSettings.ARENA_SHRINKAGE);
    }

    @Test
    void anExecutionProviderThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> load("two", LoadOptions.defaults().withExecutionProviders("cudda", "cpu")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("'cudda'", "Did you mean 'cuda'?");
    }

    @Test
    void withoutItsArtifactCudaIsRefusedWithTheNameOfTheArtifact() {
        assumeThat(OrtEnvironment.getAvailableProviders()).doesNotContain(OrtProvider.CUDA);

        assertThatThrownBy(() -> load("two", LoadOptions.defaults().withExecutionProviders("cuda", "cpu")))
                .isInstanceOf(InferenceFailure.class)
                .hasMessageContainingAll("'cuda'", "only on cpu", "onnxruntime_gpu");
    }

    @Test
    void whatIsNamedAfterTheCpuIsNotNeeded() {
        try (LoadedModel model = load("bc_gbc", LoadOptions.defaults().withExecutionProviders("cpu", "cuda"))) {
            assertThat(model.run(ROW).names()).containsExactly("label", "probabilities");
        }
    }

    @Test
    void aModelHoldsItsFileAndItsWeightsOutsideIt() throws IOException {
        try (LoadedModel model = TestModels.load("external")) {
            assertThat(model.memoryBytes())
                    .isEqualTo(Files.size(TestModels.file("external.onnx")) + 64 * 64 * Float.BYTES);
        }
    }

    @Test
    void aClosedModelHoldsNothingInLanes() throws IOException {
        LoadedModel model = TestModels.load("bc_logreg");
        model.run(ROW);
        assertThat(model.memoryBytes()).isGreaterThan(Files.size(TestModels.file("bc_logreg.onnx")));

        model.close();

        assertThat(model.memoryBytes()).isEqualTo(Files.size(TestModels.file("bc_logreg.onnx")));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/maps")
    void weightsOutsideTheFileAreMappedNotRead() throws IOException {
        try (LoadedModel model = TestModels.load("external")) {
            assertThat(model.run(Tensors.of("x", Tensor.of(new long[] {1}, 1)))
                            .tensor("y")
                            .floats())
                    .startsWith(1, 2, 3, 4, 5, 6, 0);
            List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
            assertThat(maps).anyMatch(line -> line.endsWith("external.weights"));
        }
    }
}
