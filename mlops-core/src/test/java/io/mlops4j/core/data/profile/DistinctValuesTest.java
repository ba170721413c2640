package io.mlops4j.core.data.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistinctValuesTest {
    @Test
    void theMostFrequentComeFirstAndEqualOnesByText() {
        DistinctValues values = new DistinctValues();
        for (int value : new int[] {3, 1, 2, 2, 1, 5}) {
            add(values, value);
        }
        assertThat(profile(values, 6).topValues())
                .containsExactly(
                        new ValueCount("1", 2), new ValueCount("2", 2), new ValueCount("3", 1), new ValueCount("5", 1));
    }

    @Test
    void beyondTenThousandValuesTheyAreToldApartButNotCounted() {
        ColumnProfile profile = profile(fill(0, DistinctValues.MOST_COUNTED + 1), 30_000);
        assertThat(profile.topValues()).isEmpty();
        assertThat(profile.distinctIsExact()).isTrue();
        assertThat(profile.distinct()).isEqualTo(DistinctValues.MOST_COUNTED + 1);
    }

    @Test
    void aMillionValuesAreEstimatedWithinFourStandardErrors() {
        ColumnProfile profile = profile(fill(0, 1_000_000), 2_000_000);
        assertThat(profile.distinctIsExact()).isFalse();
        assertThat(profile.distinct()).isBetween(983_600L, 1_016_400L);
    }

    @Test
    void mergedPartsCountTheirUnionWhateverTheirSizes() {
        int[] sizes = {100, DistinctValues.MOST_COUNTED + 100, DistinctValues.MOST_EXACT + 100_000};
        for (int left : sizes) {
            for (int right : sizes) {
                DistinctValues merged = fill(0, left);
                merged.merge(fill(50, right));
                int union = Math.max(left, 50 + right);
                ColumnProfile profile = profile(merged, 4L * union);
                boolean exact = left < DistinctValues.MOST_EXACT && right < DistinctValues.MOST_EXACT;
                assertThat(profile.distinctIsExact()).isEqualTo(exact);
                assertThat(profile.distinct())
                        .isBetween(exact ? union : (long) (union * 0.983), exact ? union : (long) (union * 1.017));
            }
        }
    }

    @Test
    void mergedCountsAreSums() {
        DistinctValues merged = fill(0, 3);
        merged.merge(fill(2, 2));
        assertThat(profile(merged, 10).topValues())
                .containsExactly(
                        new ValueCount("2", 4), new ValueCount("0", 2), new ValueCount("1", 2), new ValueCount("3", 2));
    }

    @Test
    void aLongTextIsShortenedNotKept() {
        DistinctValues values = new DistinctValues();
        CellVector cells = new CellVector(ColumnSchema.of("x", ColumnType.STRING));
        cells.addText("x".repeat(1000));
        values.add(cells, 0);
        assertThat(profile(values, 1).topValues().get(0).value()).hasSize(256).endsWith("…");
    }

    @Property
    void fewValuesAreCountedAsAMapCountsThem(@ForAll List<@IntRange(max = 30) Integer> all) {
        Map<Integer, Long> naive =
                all.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        DistinctValues values = new DistinctValues();
        all.forEach(value -> add(values, value));
        ColumnProfile profile = profile(values, all.size());
        assertThat(profile.distinct()).isEqualTo(naive.size());
        assertThat(profile.topValues()).hasSize(Math.min(10, naive.size()));
        assertThat(profile.topValues())
                .allSatisfy(top -> assertThat(top.count()).isEqualTo(naive.get(Integer.valueOf(top.value()))));
        long least =
                profile.topValues().stream().mapToLong(ValueCount::count).min().orElse(0);
        assertThat(naive.values().stream().filter(count -> count > least)).hasSizeLessThanOrEqualTo(10);
    }

    private static DistinctValues fill(int from, int different) {
        DistinctValues values = new DistinctValues();
        for (int round = 0; round < 2; round++) {
            for (int value = from; value < from + different; value++) {
                add(values, value);
            }
        }
        return values;
    }

    private static void add(DistinctValues values, int value) {
        CellVector cells = new CellVector(ColumnSchema.of("x", ColumnType.INTEGER));
        cells.addWhole(value);
        values.addWholes(cells);
    }

    private static ColumnProfile profile(DistinctValues values, long count) {
        ColumnProfile.Builder profile =
                ColumnProfile.builder("x", ColumnType.INTEGER).counts(count, 0);
        values.describe(profile);
        return profile.build();
    }
}
