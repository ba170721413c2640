package io.mlops4j.core.monitoring.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how often rules alarm, as Markdown: an hour, or minutes with {@code -Dmlops.grid=1000000}, which repeats less often. The tables of docs are its output. */
@Tag("stress")
class PeerSimulationTest {
    private static final int[] ALL_SIZES = {50, 200, 1_000, 10_000, 100_000};
    private static final int[] SIZES = {50, 200, 1_000, 10_000};
    private static final DriftGrid GRID = new DriftGrid(rules(), 20_261_124, Long.getLong("mlops.grid", 10_000_000));

    /** Add a rule here to have it on the same rows. */
    private static List<Rule> rules() {
        return List.of(
                Ours.DATASETS,
                Ours.STREAM,
                Evidently.anyColumn(),
                Evidently.halfOfTheColumns(),
                NannyMl.JENSEN_SHANNON,
                NannyMl.KOLMOGOROV_SMIRNOV);
    }

    @Test
    void oneColumnOfNumbers() {
        print(GRID.markdown(ALL_SIZES, 1, Sample.NUMBERS));
    }

    @Test
    void oneColumnOfCategories() {
        for (int categories : new int[] {2, 3, 20}) {
            print(GRID.markdown(ALL_SIZES, 1, categories));
        }
    }

    /** Up to 10 000 rows: beyond, permutations of rare categories take hours. */
    @Test
    void oneColumnOfAHundredCategories() {
        print(GRID.markdown(SIZES, 1, 100));
    }

    @Test
    void tenColumns() {
        print(GRID.markdown(ALL_SIZES, 10, Sample.NUMBERS));
    }

    /** Up to 10 000 rows: a hundred columns of 100 000 are 20 million numbers a repetition. */
    @Test
    void aHundredColumns() {
        print(GRID.markdown(SIZES, 100, Sample.NUMBERS));
    }

    private static void print(String table) {
        System.out.println(table);
        assertThat(table).contains("| 10000 | 10000 |").doesNotContain("NaN");
    }
}
