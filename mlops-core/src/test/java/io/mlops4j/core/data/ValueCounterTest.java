package io.mlops4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.ColumnProfile.ValueCount;
import org.junit.jupiter.api.Test;

class ValueCounterTest {
    @Test
    void theMostFrequentComeFirstAndEqualOnesByText() {
        ValueCounter counter = new ValueCounter();
        for (int value : new int[] {3, 1, 2, 2, 1, 5}) {
            counter.add(0, value, () -> String.valueOf(value));
        }
        assertThat(counter.top())
                .containsExactly(
                        new ValueCount("1", 2), new ValueCount("2", 2), new ValueCount("3", 1), new ValueCount("5", 1));
    }

    @Test
    void beyondTenThousandValuesTheyAreToldApartButNotCounted() {
        ValueCounter counter = fill(ValueCounter.MOST_COUNTED + 1);
        assertThat(counter.top()).isEmpty();
        assertThat(counter.isExact()).isTrue();
        assertThat(counter.distinct()).isEqualTo(ValueCounter.MOST_COUNTED + 1);
    }

    @Test
    void aMillionValuesAreEstimatedWithinFourStandardErrors() {
        ValueCounter counter = fill(1_000_000);
        assertThat(counter.isExact()).isFalse();
        assertThat(counter.distinct()).isBetween(981_200L, 1_018_800L);
    }

    @Test
    void aLongTextIsShortenedNotKept() {
        ValueCounter counter = new ValueCounter();
        counter.add(1, 1, () -> "x".repeat(1000));
        assertThat(counter.top().get(0).value()).hasSize(256).endsWith("…");
    }

    private static ValueCounter fill(int different) {
        ValueCounter counter = new ValueCounter();
        for (int round = 0; round < 2; round++) {
            for (int value = 0; value < different; value++) {
                counter.add(0, value, () -> "text");
            }
        }
        return counter;
    }
}
