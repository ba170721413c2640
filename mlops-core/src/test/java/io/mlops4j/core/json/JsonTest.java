package io.mlops4j.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {
    private static ObjectNode parse(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1.5, 1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void everyDoubleComesBack(double value) {
        ObjectNode json = Json.object();
        json.set("x", Json.number(value));
        assertThat(Double.valueOf(Json.real(Json.parse(Json.bytes(json)), "x"))).isEqualTo(Double.valueOf(value));
    }

    @Test
    void whatIsWrittenIsOneLine() {
        ObjectNode json = Json.object();
        json.put("text", "a\nb\r\u2028");
        assertThat(new String(Json.bytes(json), StandardCharsets.UTF_8))
                .doesNotContain("\n")
                .doesNotContain("\r");
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThatThrownBy(() -> Json.string(parse("{\"a\":1}"), "b"))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("'b'");
    }

    @Test
    void aFieldOfAnotherTypeIsNamedWithItsValue() {
        assertThatThrownBy(() -> Json.integer(parse("{\"a\":\"seven\"}"), "a"))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("seven");
    }

    @Test
    void aFractionIsNoWholeNumber() {
        assertThatThrownBy(() -> Json.integer(parse("{\"a\":1.5}"), "a")).isInstanceOf(IntegrityViolation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{\"a\":}", "nonsense", "{\"a\":1} {"})
    void whatIsNoObjectIsRefusedWithItsBeginning(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("begins");
    }

    @Test
    void aTowerOfBracketsDoesNotOverflowTheStack() {
        String tower = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> parse(tower)).isInstanceOf(IntegrityViolation.class);
    }
}
