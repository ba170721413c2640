package io.mlops4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final TensorSpec X = TensorSpec.tensor("X", ElementType.FLOAT, -1, 30);
    private static final TensorSpec LABEL = TensorSpec.tensor("label", ElementType.INT64, -1);
    private static final TensorSpec SCORES = TensorSpec.tensor("scores", ElementType.FLOAT, -1, 2);
    private static final Signature BINARY = new Signature(List.of(X), List.of(LABEL, SCORES));

    private static void refused(Tensors inputs, String... parts) {
        assertThatThrownBy(() -> BINARY.checkInputs(inputs))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void inputsThatFitPass() {
        assertThatCode(() -> BINARY.checkInputs(Tensors.of("X", Tensor.of(new float[60], 2, 30))))
                .doesNotThrowAnyException();
    }

    @Test
    void aWrongDimensionIsNamed() {
        refused(
                Tensors.of("X", Tensor.of(new float[2], 1, 2)),
                "float[-1, 30]",
                "float[1, 2]",
                "dimension 1 is 2, not 30");
    }

    @Test
    void aWrongRankIsNamed() {
        refused(Tensors.of("X", Tensor.of(new float[30], 30)), "1 dimensions, not 2");
    }

    @Test
    void aWrongTypeIsNamed() {
        refused(Tensors.of("X", Tensor.of(new long[30], 1, 30)), "int64, not float");
    }

    @Test
    void aWrongNameSuggestsTheRightOne() {
        refused(Tensors.of("x", Tensor.of(new float[30], 1, 30)), "no input 'x'", "'X'");
    }

    @Test
    void aMissingInputIsNamed() {
        Signature two = new Signature(List.of(X, TensorSpec.tensor("mask", ElementType.BOOL, -1)), List.of(LABEL));
        assertThatThrownBy(() -> two.checkInputs(Tensors.of("X", Tensor.of(new float[30], 1, 30))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("mask: bool[-1]");
    }

    @Test
    void twoOutputsOfOneNameAreRefused() {
        assertThatThrownBy(() -> new Signature(List.of(X), List.of(LABEL, LABEL)))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void aModelWithMoreOutputsCanTakeThePlaceOfOneWithFewer() {
        Signature fewer = new Signature(List.of(X), List.of(SCORES));
        assertThat(BINARY.compatibleWith(fewer)).isTrue();
        assertThat(fewer.compatibleWith(BINARY)).isFalse();
    }

    @Test
    void aModelThatTakesAFixedBatchCannotReplaceOneThatTakesAny() {
        Signature fixed =
                new Signature(List.of(TensorSpec.tensor("X", ElementType.FLOAT, 1, 30)), List.of(LABEL, SCORES));
        assertThat(fixed.compatibleWith(BINARY)).isFalse();
        assertThat(BINARY.compatibleWith(fixed)).isTrue();
    }

    @Test
    void anotherNumberOfColumnsIsNotCompatible() {
        Signature four =
                new Signature(List.of(TensorSpec.tensor("X", ElementType.FLOAT, -1, 4)), List.of(LABEL, SCORES));
        assertThat(four.compatibleWith(BINARY)).isFalse();
    }

    @Test
    void itReadsLikeAFunction() {
        assertThat(BINARY).hasToString("(X: float[-1, 30]) -> (label: int64[-1], scores: float[-1, 2])");
    }

    @Test
    void anInputWithoutADeclaredShapeTakesAny() {
        Signature any = new Signature(
                List.of(new TensorSpec("X", TensorSpec.Kind.TENSOR, ElementType.FLOAT, Shape.unknown())),
                List.of(LABEL));

        assertThatCode(() -> any.checkInputs(Tensors.of("X", Tensor.of(new float[6], 1, 2, 3))))
                .doesNotThrowAnyException();
    }

    @Test
    void anOutputWithoutADeclaredShapeCanReplaceAnyAndBeReplaced() {
        Signature unsaid = new Signature(
                List.of(X),
                List.of(LABEL, new TensorSpec("scores", TensorSpec.Kind.TENSOR, ElementType.FLOAT, Shape.unknown())));

        assertThat(unsaid.compatibleWith(BINARY)).isTrue();
        assertThat(BINARY.compatibleWith(unsaid)).isTrue();
    }

    @Test
    void anUnknownShapeIsNoScalars() {
        assertThat(Shape.unknown()).isNotEqualTo(Shape.of()).hasToString("[?]");
        assertThat(Shape.of().admits(Shape.unknown())).isFalse();
    }
}
