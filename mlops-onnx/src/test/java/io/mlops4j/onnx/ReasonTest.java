package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadedModel;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void aModelFromTheFutureIsToldWithoutNativeCode() {
        assertThatThrownBy(() -> TestModels.load("future_format"))
                .hasMessage(
                        "ONNX Runtime cannot load the model 'future_format.onnx': Unsupported model IR version: 9999, max supported"
                                + " IR version: 13.");
    }

    @Test
    void aBrokenGraphIsToldWithoutThePathOfItsFile() {
        assertThatThrownBy(() -> TestModels.load("broken_graph"))
                .message()
                .contains("'broken_graph.onnx'", "'nowhere'")
                .doesNotContain(TestModels.file("broken_graph.onnx").getParent().toString(), "Error code");
    }

    @Test
    void aFailedCallIsToldWithoutNativeCode() {
        float[] large = new float[30];
        large[0] = 15;
        try (LoadedModel model = TestModels.load("bc_fails")) {
            assertThatThrownBy(() -> model.run(Tensors.of("X", Tensor.of(large, 1, 30))))
                    .message()
                    .contains("indices element out of data bounds")
                    .doesNotContain("Error code", "onnxruntime_src", "::")
                    .endsWith(".");
        }
    }

    @Test
    void severalLinesBecomeOne() {
        OrtException e = new OrtException(OrtErrorCode.ORT_FAIL, "first\n  second\n");

        assertThat(Reason.of(e)).isEqualTo("first; second.");
    }

    @Test
    void whereNothingIsSaidTheCodeIs() {
        assertThat(Reason.of(new OrtException(OrtErrorCode.ORT_EP_FAIL, ""))).isEqualTo("ORT_EP_FAIL.");
    }
}
