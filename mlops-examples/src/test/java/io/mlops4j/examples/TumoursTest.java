package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TumoursTest {
    private final Tumours tumours = Tumours.published();

    @Test
    void theTableIsTheOneThatWasPublished() {
        // 569 instances, 30 features, 357 benign and 212 malignant: the repository's own description of the table.
        assertThat(tumours.rows()).hasSize(569);
        assertThat(tumours.measurements()).hasSize(30).startsWith("mean_radius").endsWith("worst_fractal_dimension");
        assertThat(IntStream.of(tumours.labels()).sum()).isEqualTo(212);
    }

    @Test
    void everyTumourIsEitherLearntFromOrHeldOut() {
        assertThat(tumours.training().rows())
                .doesNotContainAnyElementsOf(tumours.heldOut().rows());
        assertThat(tumours.training().rows().size() + tumours.heldOut().rows().size())
                .isEqualTo(569);
    }

    @Test
    void aTensorHoldsTheRowsOneAfterTheOther() {
        float[] flat = tumours.flat();

        assertThat(flat).hasSize(569 * 30);
        assertThat(flat[30]).isEqualTo(tumours.rows().get(1).values().get(0).floatValue());
    }
}
