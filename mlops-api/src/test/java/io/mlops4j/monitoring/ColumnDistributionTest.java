package io.mlops4j.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ColumnDistributionTest {
    private static final Optional<Moments> NUMBERS = Optional.of(new Moments(0, 1, Optional.empty(), Optional.empty()));

    /** Ten rows from 0 to 10, ten from 10 to 30. */
    private static ColumnDistribution intervals(Map<String, Long> other, Map<Double, Long> tails) {
        return new ColumnDistribution(
                List.of("0 to 10", "10 to 30"),
                List.of(0.0, 10.0, 30.0),
                List.of(10L, 10L),
                other,
                NUMBERS,
                new TreeMap<>(tails));
    }

    @Test
    void numbersInAnIntervalAreSpreadEvenly() {
        ColumnDistribution distribution = intervals(Map.of("missing", 7L), Map.of());
        assertThat(distribution.quantile(0)).hasValue(0);
        assertThat(distribution.quantile(0.25)).hasValue(5);
        assertThat(distribution.quantile(0.75)).hasValue(20);
        assertThat(distribution.quantile(1)).hasValue(30);
    }

    @Test
    void whatLiesBeyondTheBinsIsKnownFromTheTails() {
        ColumnDistribution distribution =
                intervals(Map.of("below", 20L, "above", 60L), Map.of(-4.0, 20L, 100.0, 30L, 200.0, 30L));
        assertThat(distribution.quantile(0.1)).hasValue(-4);
        assertThat(distribution.quantile(0.5)).hasValue(100);
        assertThat(distribution.quantile(0.9)).hasValue(200);
    }

    @Test
    void infiniteNumbersAreBeyondAllOthers() {
        ColumnDistribution distribution = intervals(Map.of("below", 10L, "above", 10L), Map.of(-4.0, 5L));
        assertThat(distribution.quantile(0.05)).hasValue(Double.NEGATIVE_INFINITY);
        assertThat(distribution.quantile(0.2)).hasValue(-4);
        assertThat(intervals(Map.of("above", 10L), Map.of(50.0, 5L)).quantile(0.99))
                .hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void whereNothingIsKnownOfTheTailsTheEdgeIsTold() {
        assertThat(intervals(Map.of("below", 10L, "above", 10L), Map.of()).quantile(0.99))
                .hasValue(30);
    }

    @Test
    void singleValuesAndThoseBetweenThemAreTakenInTheirOrder() {
        ColumnDistribution distribution = new ColumnDistribution(
                List.of("1", "10"),
                List.of(),
                List.of(4L, 4L),
                Map.of("unseen", 2L),
                NUMBERS,
                new TreeMap<>(Map.of(5.0, 2L)));
        assertThat(distribution.quantile(0.4)).hasValue(1);
        assertThat(distribution.quantile(0.5)).hasValue(5);
        assertThat(distribution.quantile(0.7)).hasValue(10);
    }

    @Test
    void categoriesHaveNoQuantiles() {
        ColumnDistribution distribution = new ColumnDistribution(
                List.of("a"), List.of(), List.of(4L), Map.of(), Optional.empty(), new TreeMap<>());
        assertThat(distribution.quantile(0.5)).isEmpty();
        assertThatThrownBy(() -> distribution.quantile(1.5))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("There is no quantile 1.5; take one from 0 to 1, as 0.5 for the median.");
    }
}
