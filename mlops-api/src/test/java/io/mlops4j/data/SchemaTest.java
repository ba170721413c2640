package io.mlops4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private final Schema schema =
            Schema.of(ColumnSchema.of("age", ColumnType.INTEGER), ColumnSchema.of("defaulted", ColumnType.BOOLEAN));

    @Test
    void aNewLabelReplacesTheOldOne() {
        Schema labelled = schema.label("age").label("defaulted");
        assertThat(labelled.label()).contains("defaulted");
        assertThat(labelled.column("age").role()).isEqualTo(ColumnRole.FEATURE);
        assertThat(schema.label()).isEmpty();
    }

    @Test
    void anInferenceHasOneLabelToo() {
        SchemaInference inference =
                Schema.infer().override("zip", ColumnType.STRING).label("a").label("b");
        assertThat(inference.label()).contains("b");
        assertThat(inference.overrides()).isEqualTo(Map.of("zip", ColumnType.STRING));
        assertThat(Schema.infer().label()).isEmpty();
    }

    @Test
    void anUnknownColumnIsNotFound() {
        assertThatThrownBy(() -> schema.label("default"))
                .isInstanceOf(NotFound.class)
                .hasMessage("There is no column 'default'. Did you mean 'defaulted'?");
    }

    @Test
    void twoColumnsOfOneNameTwoLabelsNoneAndTooManyAreRefused() {
        ColumnSchema age = schema.column("age");
        assertThatThrownBy(() -> Schema.of(age, age))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Two columns have the name 'age'");
        ColumnSchema label = age.as(ColumnRole.LABEL);
        assertThatThrownBy(() -> Schema.of(label, new ColumnSchema("b", ColumnType.REAL, ColumnRole.LABEL)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("More than one column is declared as label: [age, b]");
        assertThatThrownBy(() -> new SchemaInference(Map.of(), Map.of("a", ColumnRole.LABEL, "b", ColumnRole.LABEL)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(Schema::of).isInstanceOf(InvalidInput.class).hasMessageContaining("no columns");
        List<ColumnSchema> many = IntStream.rangeClosed(0, Schema.MOST_COLUMNS)
                .mapToObj(i -> ColumnSchema.of("c" + i, ColumnType.REAL))
                .toList();
        assertThatThrownBy(() -> new Schema(many))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("16385 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " a", "a ", "a\tb", "a\u0000b"})
    void aNameThatCannotBeSeenIsRefused(String name) {
        assertThatThrownBy(() -> ColumnSchema.of(name, ColumnType.REAL)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aNameHasAtMost256Characters() {
        assertThat(ColumnSchema.of("x".repeat(256), ColumnType.REAL).name()).hasSize(256);
        assertThatThrownBy(() -> ColumnSchema.of("x".repeat(257), ColumnType.REAL))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("257 characters, more than 256");
    }
}
