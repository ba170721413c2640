package io.mlops4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import org.junit.jupiter.api.Test;

class TrustedValuesTest {
    private final TrustedValues values = TrustedValues.maker();

    @Test
    void aTensorIsThatOfThePublicMaker() {
        assertThat(values.tensor(ElementType.FLOAT, new float[] {1, 2}, Shape.of(1, 2)))
                .isEqualTo(Tensor.of(new float[] {1, 2}, 1, 2));
        assertThat(values.tensor(ElementType.UINT8, new byte[] {1, -1}, Shape.of(2)))
                .isEqualTo(Tensor.uint8(new byte[] {1, -1}, 2));
    }

    @Test
    void valuesByNameAreThoseOfThePublicMaker() {
        Tensor a = Tensor.of(new long[] {1}, 1);
        Tensor b = Tensor.of(new boolean[] {true}, 1);

        assertThat(values.tensors(new String[] {"a", "b"}, new Value[] {a, b})).isEqualTo(Tensors.of("a", a, "b", b));
    }
}
