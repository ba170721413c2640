package io.mlops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model gives for some inputs, for {@link ModelRuntimeContract}. Immutable.
 *
 * @param file the file of the model
 * @param inputs what goes in
 * @param outputs what comes out: every output, in the model's order
 * @param tolerance by how much a floating-point number may differ, at least 0
 */
public record ModelExample(Path file, Tensors inputs, Tensors outputs, double tolerance) {
    /** Asserts that these are the outputs, in their order. */
    void assertOutputs(Tensors actual) {
        assertThat(actual.names()).isEqualTo(outputs.names());
        outputs.names().forEach(name -> assertOutput(name, actual.value(name)));
    }

    /** Asserts that this is the output of a name. */
    void assertOutput(String name, Value actual) {
        assertAlike(name, outputs.value(name), actual);
    }

    private void assertAlike(String what, Value expected, Value actual) {
        assertThat(actual).as(what).isInstanceOf(expected.getClass());
        if (expected instanceof Tensor tensor) {
            assertAlike(what, tensor, (Tensor) actual);
        } else if (expected instanceof Value.SequenceValue sequence) {
            Value.SequenceValue other = (Value.SequenceValue) actual;
            assertThat(other.elements()).as(what).hasSameSizeAs(sequence.elements());
            for (int i = 0; i < sequence.elements().size(); i++) {
                assertAlike(
                        what + "[" + i + "]",
                        sequence.elements().get(i),
                        other.elements().get(i));
            }
        } else if (expected instanceof Value.MapValue map) {
            Map<Object, Object> others = ((Value.MapValue) actual).entries();
            assertThat(others.keySet()).as(what).isEqualTo(map.entries().keySet());
            map.entries().forEach((key, value) -> assertAlikeEntry(what + "[" + key + "]", value, others.get(key)));
        }
    }

    private void assertAlike(String what, Tensor expected, Tensor actual) {
        assertThat(actual.type()).as(what).isEqualTo(expected.type());
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        switch (expected.type()) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 ->
                assertThat(actual.doubles()).as(what).containsExactly(expected.doubles(), within(tolerance));
            default -> assertThat(actual).as(what).isEqualTo(expected);
        }
    }

    private void assertAlikeEntry(String what, Object expected, @Nullable Object actual) {
        if (expected instanceof Number wanted && !(expected instanceof Long) && actual instanceof Number number) {
            assertThat(number).as(what).hasSameClassAs(wanted);
            assertThat(number.doubleValue()).as(what).isCloseTo(wanted.doubleValue(), within(tolerance));
        } else {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }
}
