package io.mlops4j.core.monitoring.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The peers' rules against their own formulas in SciPy 1.10.1 and numpy 1.24.2, on {@code r_i = sin(1.3 i) + (i mod 7) / 5} and {@code w_i = sin(0.9 i) + (i mod 5) / 4}; and
 * what they do without drift.
 */
class PeerRulesTest {
    private static final IntToDoubleFunction BEFORE = i -> Math.sin(i * 1.3) + i % 7 / 5.0;
    private static final Sample REFERENCE = Sample.numbers(of(400, BEFORE));
    private static final Sample WINDOW = Sample.numbers(of(150, i -> Math.sin(i * 0.9) + i % 5 / 4.0));

    private static double[] of(int rows, IntToDoubleFunction value) {
        return IntStream.range(0, rows).mapToDouble(value).toArray();
    }

    @Test
    void evidentlyTestsNumbersAsSciPyDoes() {
        assertThat(Evidently.kolmogorovSmirnov(REFERENCE, WINDOW, 0)).isCloseTo(0.8895302876097195, within(1e-9));
        assertThat(Evidently.wasserstein(Sample.numbers(of(1200, BEFORE)), WINDOW, 0))
                .isCloseTo(0.10620997147555519, within(1e-9));
    }

    @Test
    void evidentlyTestsCategoriesAsSciPyDoes() {
        Sample few = Sample.categories(3, of(400, i -> (i * 7 + i / 3) % 3));
        Sample fewNow = Sample.categories(3, of(150, i -> (i * 5 + i / 4) % 7 % 3));
        Sample flags = Sample.categories(2, of(400, i -> i % 3 == 0 ? 1 : 0));
        Sample flagsNow = Sample.categories(2, of(150, i -> i % 2 == 0 ? 1 : 0));

        assertThat(Evidently.chiSquare(few, fewNow, 0)).isCloseTo(7.567532055947272e-05, within(1e-12));
        assertThat(Evidently.proportions(flags, flagsNow, 0)).isCloseTo(0.0003844874223641881, within(1e-12));
    }

    @Test
    void bothMeasureTheJensenShannonDistanceTheirOwnWay() {
        Sample words = Sample.categories(5, of(400, i -> (long) i * i % 5));
        Sample wordsNow = Sample.categories(5, of(150, i -> i * 3 % 4 + (i % 11 == 0 ? 1 : 0)));

        assertThat(Evidently.jensenShannon(words, wordsNow, 0)).isCloseTo(0.5390253875986942, within(1e-9));
        assertThat(NannyMl.jensenShannon(words, wordsNow, 0)).isCloseTo(0.6474354719495934, within(1e-9));
        assertThat(NannyMl.jensenShannon(REFERENCE, WINDOW, 0)).isCloseTo(0.11117113740997835, within(1e-9));
        assertThat(NannyMl.doane(REFERENCE.values(0))).hasSize(11);
    }

    @Test
    void nannyMlTakesThreeSigmaOfTheReferencesChunks() {
        assertThat(NannyMl.distance(REFERENCE.sorted(0), WINDOW.sorted(0)))
                .isCloseTo(0.05416666666666667, within(1e-12));
        assertThat(NannyMl.threshold(REFERENCE, 150, 0)).isCloseTo(0.04012202349956854, within(1e-12));
    }

    /** By theory 22 % and 72 %: the reference's own chance doubles a chi-square that takes it as exact. */
    @Test
    void evidentlyAlarmsWithoutDriftWhereTheReferenceIsAsSmallAsTheWindow() {
        DriftGrid grid = new DriftGrid(List.of(Evidently.anyColumn()), 1, 2_000_000);

        assertThat(grid.cell(1000, 1000, 1, 3)[0][0]).isBetween(0.17, 0.28);
        assertThat(grid.cell(1000, 1000, 1, 20)[0][0]).isBetween(0.65, 0.79);
    }

    @Test
    void fixedThresholdsIgnoreTheSizeOfTheWindow() {
        DriftGrid grid = new DriftGrid(List.of(Evidently.anyColumn(), NannyMl.JENSEN_SHANNON), 2, 1_000_000);

        double[][] small = grid.cell(2000, 50, 1, 20);
        assertThat(small[0][0]).isGreaterThan(0.9);
        assertThat(small[1][0]).isGreaterThan(0.9);
        double[][] large = grid.cell(10_000, 10_000, 1, 20);
        assertThat(large[0][1]).isZero();
        assertThat(large[1][1]).isZero();
    }

    @Test
    void aSeedGivesOneTable() {
        DriftGrid grid = new DriftGrid(List.of(Evidently.anyColumn(), NannyMl.KOLMOGOROV_SMIRNOV), 3, 1);

        String table = grid.markdown(new int[] {50, 200}, 2, Sample.NUMBERS);

        assertThat(grid.markdown(new int[] {50, 200}, 2, Sample.NUMBERS)).isEqualTo(table);
        assertThat(table.lines().filter(line -> line.startsWith("| 50 | 200 | 40 |")))
                .hasSize(1);
    }
}
