package io.mlops4j.core.evaluation.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Slice;
import io.mlops4j.evaluation.SliceSearch;
import io.mlops4j.evaluation.SliceSearchResult;
import io.mlops4j.evaluation.WeakSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WeakSliceSearchTest {
    private static final int ROWS = 1200;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    WeakSliceSearchTest() {
        column("region", "eu", "us", "asia");
        column("grade", "A", "B", "C", "D");
    }

    private void column(String name, String... values) {
        List<String> ofRows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            ofRows.add(values[random.nextInt(values.length)]);
        }
        columns.put(name, ofRows);
    }

    private SliceSearchResult find(SliceSearch search, IntToDoubleFunction loss) {
        double[] losses = new double[ROWS];
        Arrays.setAll(losses, loss::applyAsDouble);
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1);
        return WeakSliceSearch.find(search, columns, "log_loss", losses, weights);
    }

    private boolean is(int row, String column, String value) {
        return columns.getOrDefault(column, List.of()).get(row).equals(value);
    }

    @Test
    void aPlantedSliceIsFoundAndItsPartsAreNotReportedAgain() {
        SliceSearchResult found =
                find(SliceSearch.standard(), i -> random.nextDouble() + (is(i, "region", "eu") ? 0.5 : 0));
        assertThat(found.slices()).hasSize(1);
        WeakSlice worst = found.slices().get(0);
        assertThat(worst.terms()).containsExactly(new Slice("region", "eu"));
        assertThat(worst.loss() - worst.rest()).isCloseTo(0.5, within(0.1));
        assertThat(worst.pValue()).isLessThan(1e-10);
        assertThat(found.examined()).isEqualTo(3 + 4 + 12);
    }

    @Test
    void aSliceOfTwoColumnsTogetherComesBeforeTheColumnsThatHoldIt() {
        SliceSearchResult found = find(
                SliceSearch.standard(),
                i -> random.nextDouble() + (is(i, "region", "asia") && is(i, "grade", "D") ? 2 : 0));
        assertThat(found.slices().get(0).terms()).containsExactly(new Slice("region", "asia"), new Slice("grade", "D"));
    }

    @Test
    void withoutADifferenceHardlyEverIsAnythingReported() {
        int reports = 0;
        for (int trial = 0; trial < 200; trial++) {
            reports += find(SliceSearch.standard().atLeastEffect(0), i -> -Math.log(1 - random.nextDouble()))
                            .slices()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        // At most 5 % are expected; 20 of 200 would come about once in 500 times.
        assertThat(reports).isLessThanOrEqualTo(20);
    }

    @Test
    void slicesWithFewRowsAreNotLookedAt() {
        SliceSearchResult found = find(SliceSearch.standard().atLeastRows(350), i -> random.nextDouble());
        assertThat(found.examined()).isLessThanOrEqualTo(3);
    }

    @Test
    void crossedColumnsAreNotCombinedWithTheirOwnParts() {
        List<String> together = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            together.add(
                    columns.get("region").get(i) + " × " + columns.get("grade").get(i));
        }
        columns.put("region × grade", together);
        assertThat(find(SliceSearch.standard(), i -> random.nextDouble()).examined())
                .isEqualTo(3 + 4 + 12);
    }

    /** scipy.stats.ttest_ind([1, 2, 3, 4, 8], [0, 1, 1, 2, 2, 3], equal_var=False, alternative='greater') of SciPy 1.10.1. */
    @Test
    void theTestIsWelchs() {
        LossSums first = sums(1, 2, 3, 4, 8);
        LossSums second = sums(0, 1, 1, 2, 2, 3);
        assertThat(first.pValue(second)).isCloseTo(0.08113070423848072, within(1e-12));
    }

    @Test
    void rowsThatWeighTwiceCountAsTheirEffectiveNumber() {
        LossSums once = sums(1, 2, 3, 4, 8);
        LossSums twice = new LossSums();
        for (double loss : new double[] {1, 2, 3, 4, 8}) {
            twice.add(loss, 2);
        }
        assertThat(twice.variance()).isCloseTo(once.variance(), within(1e-12));
        assertThat(twice.pValue(sums(0, 1, 1))).isCloseTo(once.pValue(sums(0, 1, 1)), within(1e-12));
    }

    private static LossSums sums(double... losses) {
        LossSums sums = new LossSums();
        for (double loss : losses) {
            sums.add(loss, 1);
        }
        return sums;
    }
}
