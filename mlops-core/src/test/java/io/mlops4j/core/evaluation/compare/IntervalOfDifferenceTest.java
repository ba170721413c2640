package io.mlops4j.core.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import org.junit.jupiter.api.Test;

class IntervalOfDifferenceTest {
    /** Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10, contrasts (a) and (c). */
    @Test
    void ofTwoSharesWithWilsonsIntervalsItIsNewcombes() {
        Interval a = Interval.ofDifference(share(56, 70), share(48, 80));
        assertThat(a.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(a.high()).isCloseTo(0.3339, within(5e-5));
        Interval c = Interval.ofDifference(share(6, 7), share(2, 7));
        assertThat(c.low()).isCloseTo(0.0582, within(5e-5));
        assertThat(c.high()).isCloseTo(0.8062, within(5e-5));
    }

    @Test
    void swappingTheTwoTurnsItAround() {
        Interval there = Interval.ofDifference(share(56, 70), share(48, 80));
        Interval back = Interval.ofDifference(share(48, 80), share(56, 70));
        assertThat(back.low()).isEqualTo(-there.high());
        assertThat(back.high()).isEqualTo(-there.low());
    }

    @Test
    void itSaysWhereItCameFrom() {
        Interval interval = Interval.ofDifference(share(5, 9), share(6, 9));
        assertThat(interval.method()).isEqualTo("MOVER, from Wilson and Wilson");
        assertThat(interval.confidence()).isEqualTo(0.95);
    }

    @Test
    void differentMetricsHaveNoDifference() {
        assertThatThrownBy(() -> Interval.ofDifference(
                        share(5, 9),
                        Metric.of("recall", 0.5, Direction.HIGHER_IS_BETTER)
                                .withInterval(new Interval(0.4, 0.6, 0.95, "Wilson"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'accuracy' and 'recall'");
    }

    @Test
    void differentConfidencesAreRefused() {
        assertThatThrownBy(() -> Interval.ofDifference(
                        share(5, 9), share(5, 9).withInterval(new Interval(0.4, 0.6, 0.9, "Wilson"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("0.95 and 0.9");
    }

    @Test
    void withoutAnIntervalThereIsNone() {
        assertThatThrownBy(() ->
                        Interval.ofDifference(share(5, 9), Metric.of("accuracy", 0.5, Direction.HIGHER_IS_BETTER)))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("accuracy");
    }

    @Test
    void infiniteLossesHaveNoDifference() {
        Metric infinite = share(5, 9).withInterval(new Interval(0, Double.POSITIVE_INFINITY, 0.95, "made up"));
        assertThatThrownBy(() -> Interval.ofDifference(infinite, share(5, 9)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("finite");
    }

    private static Metric share(int hits, int trials) {
        return Metric.of("accuracy", hits / (double) trials, Direction.HIGHER_IS_BETTER)
                .withInterval(ScoreIntervals.wilson(hits, trials, 0.95));
    }
}
