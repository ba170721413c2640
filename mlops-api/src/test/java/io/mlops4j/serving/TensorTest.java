package io.mlops4j.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
    @Test
    void anArrayThatDoesNotFillTheShapeIsRefusedWithBothCounts() {
        assertThatThrownBy(() -> Tensor.of(new float[3], 2, 2))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("[2, 2]")
                .hasMessageContaining("4 elements")
                .hasMessageContaining("3");
    }

    @Test
    void aFreeDimensionIsNoShapeOfATensor() {
        assertThatThrownBy(() -> Tensor.of(new float[3], -1, 3))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("free");
    }

    @Test
    void aShapeWithMoreElementsThanCanBeCountedIsRefused() {
        assertThatThrownBy(() -> Tensor.of(new float[0], Long.MAX_VALUE, 4)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Tensor.zeros(ElementType.FLOAT, Shape.of(1L << 40)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than an array");
    }

    @Test
    void aTensorWithoutDimensionsIsAScalar() {
        assertThat(Tensor.of(new double[] {7}).shape().rank()).isZero();
    }

    @Test
    void aBatchMayHaveNoRows() {
        assertThat(Tensor.of(new float[0], 0, 30).size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void zerosOfEveryTypeHaveTheShape(ElementType type) {
        Tensor zeros = Tensor.zeros(type, Shape.of(2, 3));
        assertThat(zeros.type()).isEqualTo(type);
        assertThat(zeros.size()).isEqualTo(6);
        assertThat(zeros).isEqualTo(Tensor.zeros(type, Shape.of(2, 3))).hasToString(type.label() + "[2, 3]");
    }

    @Test
    void theWrongAccessorNamesTheRightOne() {
        assertThatThrownBy(() -> Tensor.of(new long[1], 1).floats())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("int64[1]")
                .hasMessageContaining("longs()");
    }

    @Test
    void integersOfEveryWidthWidenToLongs() {
        assertThat(Tensor.of(new byte[] {-1}, 1).longs()).containsExactly(-1);
        assertThat(Tensor.uint8(new byte[] {-1}, 1).longs()).containsExactly(255);
        assertThat(Tensor.of(new short[] {-300}, 1).longs()).containsExactly(-300);
        assertThat(Tensor.of(new int[] {1 << 30}, 1).longs()).containsExactly(1 << 30);
    }

    @Test
    void numbersOfEveryTypeConvertToDoubles() {
        assertThat(Tensor.of(new float[] {0.5f}, 1).doubles()).containsExactly(0.5);
        assertThat(Tensor.float16(new float[] {0.5f}, 1).doubles()).containsExactly(0.5);
        assertThat(Tensor.bfloat16(new float[] {-2f}, 1).doubles()).containsExactly(-2);
        assertThat(Tensor.of(new long[] {3}, 1).doubles()).containsExactly(3);
    }

    @Test
    void textIsNoNumber() {
        assertThatThrownBy(() -> Tensor.of(new String[] {"a"}, 1).doubles())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("strings()");
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        assertThatThrownBy(() -> Tensors.of("a", Tensor.of(new float[1], 1)).and("a", Tensor.of(new float[1], 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void aNameThatIsNotThereSuggestsOneThatIs() {
        assertThatThrownBy(() ->
                        Tensors.of("probabilities", Tensor.of(new float[1], 1)).tensor("probabilites"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("Did you mean 'probabilities'");
    }

    @Test
    void aMapIsNotTakenForATensor() {
        Tensors outputs = Tensors.of("scores", new Value.SequenceValue(List.of(new Value.MapValue(Map.of(1L, 0.5f)))));
        assertThatThrownBy(() -> outputs.tensor("scores"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("ZipMap");
        assertThat(((Value.SequenceValue) outputs.value("scores")).map(0).entries())
                .containsEntry(1L, 0.5f);
    }
}
