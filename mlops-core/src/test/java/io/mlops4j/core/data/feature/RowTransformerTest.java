package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.RowTransformer;
import io.mlops4j.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RowTransformerTest {
    private final RowTransformer rows = FeaturePipeline.of(Feature.minMax("x"), Feature.ordinal("w"))
            .fit(Table.builder().doubles("x", 0, 10).strings("w", "a", "b").build())
            .rows();

    private final double[] target = new double[2];

    @Test
    void aRowIsForgottenWhenItWasTransformed() {
        rows.set("x", 5).set("w", "b").transform(target);
        assertThat(target).containsExactly(0.5, 1);
        rows.set("x", true);
        assertThatThrownBy(() -> rows.transform(target))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'w'");
        rows.set(1, "a").transform(target);
        assertThat(target).containsExactly(0.1, 0);
    }

    @Test
    void theLastOfTwoValuesCounts() {
        rows.set(0, 1).set(0, 10).set("w", "a").setMissing("w").transform(target);
        assertThat(target).containsExactly(1, Double.NaN);
    }

    @Test
    void aColumnThatDoesNotComeInIsNamedWithItsNeighbours() {
        assertThatThrownBy(() -> rows.set("y", 1))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'y'")
                .hasMessageContaining("'x'");
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> rows.set("x", "1"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x' of the feature pipeline holds numbers, not words");
        assertThatThrownBy(() -> rows.set("w", 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> rows.set("w", LocalDate.EPOCH)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> rows.set("w", Instant.EPOCH)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aTargetOfAnotherLengthIsRefused() {
        rows.set("x", 1).set("w", "a");
        assertThatThrownBy(() -> rows.transform(new double[3]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("3 elements")
                .hasMessageContaining("gives 2");
    }
}
