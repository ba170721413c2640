package io.mlops4j.core.monitoring.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A few cells of the grid that {@link PeerSimulationTest} prints whole. */
class OursTest {
    private static final int QUIET = 0;
    private static final int HALF_A_DEVIATION = 3;

    private static double[][] cell(int rows, int columns, int categories) {
        return new DriftGrid(List.of(Ours.values()), 20_261_124, 3_000_000).cell(rows, rows, columns, categories);
    }

    private static void holds(double[][] shares) {
        for (double[] rule : shares) {
            // 5 % and what chance adds to it in 100 repetitions and more: beyond this lies one cell of ten thousand.
            assertThat(rule[QUIET]).isLessThanOrEqualTo(0.14);
            assertThat(rule[HALF_A_DEVIATION]).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void aColumnOfNumbersIsQuietAndFoundWhenItMovesByHalfADeviation() {
        holds(cell(1_000, 1, Sample.NUMBERS));
    }

    @Test
    void oneOfTenColumnsIsFound() {
        holds(cell(1_000, 10, Sample.NUMBERS));
    }

    @Test
    void categoriesAreQuietAndFoundToo() {
        holds(cell(1_000, 1, 20));
    }
}
