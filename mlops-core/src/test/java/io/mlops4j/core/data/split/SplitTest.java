package io.mlops4j.core.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.data.cells.RowIdentity;
import io.mlops4j.data.Split;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static Table numbers(int rows) {
        return Table.builder().longs("id", LongStream.range(0, rows).toArray()).build();
    }

    private static SplitDraft halves(Table table) {
        return Split.of(table).train(0.5).test(0.5);
    }

    /** From a program in Python 3 that was written apart from this one: MurmurHash3 x64 128 of the cells, its finalizer for the seed. */
    @Test
    void thePartOfAKeyIsPinned() {
        Table table = Table.builder()
                .longs("id", LongStream.range(0, 24).toArray())
                .strings(
                        "text",
                        IntStream.range(0, 24)
                                .mapToObj(i -> "row " + i + " of it")
                                .toArray(String[]::new))
                .doubles(
                        "x",
                        IntStream.range(0, 24)
                                .mapToDouble(i -> i % 2 == 0 ? i + 0.5 : Double.NaN)
                                .toArray())
                .build();
        Split split =
                Split.of(table).train(0.5).validation(0.25).test(0.25).seed(42).apply();
        assertThat(IntStream.range(0, 24)
                        .mapToObj(row -> Map.of(Part.TRAIN, "T", Part.VALIDATION, "V", Part.TEST, "E")
                                .get(split.findPart(row).orElseThrow()))
                        .collect(Collectors.joining()))
                .isEqualTo("EVETTTVTTVVVEETEETETTVTV");
        assertThat(RowIdentity.hash(42, 1, 2)).isEqualTo(1343885191563949729L);
    }

    @Test
    void aWholeNumberIsTheSameKeyWhetherItsColumnIsOfIntegersOrReals() {
        Table reals = Table.builder()
                .doubles("id", IntStream.range(0, 24).asDoubleStream().toArray())
                .build();
        assertThat(halves(reals).apply().digest())
                .isEqualTo(halves(numbers(24)).apply().digest());
    }

    @Test
    void theSeedChangesTheSplit() {
        assertThat(halves(numbers(100)).seed(1).apply().digest())
                .isNotEqualTo(halves(numbers(100)).seed(2).apply().digest());
    }

    @Test
    void sharesAreMetByHash() {
        Split split =
                Split.of(numbers(20_000)).train(0.7).validation(0.15).test(0.15).apply();
        // Four standard deviations of a binomial count.
        assertThat(split.rowCount(Part.TRAIN)).isBetween(13_740, 14_260);
        assertThat(split.rowCount(Part.TEST)).isBetween(2_798, 3_202);
    }

    @Test
    void equalRowsShareAPart() {
        Table table = Table.builder()
                .longs("id", LongStream.range(0, 200).map(i -> i % 20).toArray())
                .build();
        Split split = halves(table).apply();
        assertThat(values(split.train())).doesNotContainAnyElementsOf(values(split.test()));
    }

    private static Set<Long> values(Table table) {
        return new HashSet<>(Arrays.stream(table.longs("id")).boxed().toList());
    }

    @Test
    void rowsWithTheSameKeyShareAPartThoughTheyDiffer() {
        Table table = Table.builder()
                .longs("id", LongStream.range(0, 200).map(i -> i % 20).toArray())
                .longs("other", LongStream.range(0, 200).toArray())
                .build();
        Split split = halves(table).keyedBy("id").apply();
        assertThat(values(split.train())).doesNotContainAnyElementsOf(values(split.test()));
    }

    @Test
    void aPartThatIsNotWantedHasNoRows() {
        Split split = halves(numbers(40)).apply();
        assertThat(split.validation().rowCount()).isZero();
        assertThat(split.validation().names()).containsExactly("id");
        assertThat(split.train().rowCount() + split.test().rowCount()).isEqualTo(40);
    }

    @Test
    void aPartThatComesOutEmptyIsRefused() {
        assertThatThrownBy(() -> halves(numbers(1)).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("came out empty")
                .hasMessageContaining("stratifiedBy");
    }

    @Test
    void sharesThatAreNoWholeAreRefused() {
        assertThatThrownBy(() -> Split.of(numbers(9)).train(0.7).test(0.2).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("0.8999");
        assertThatThrownBy(() -> Split.of(numbers(9)).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no parts");
        assertThatThrownBy(() -> Split.of(numbers(9)).train(1.2).test(-0.2).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("1.2");
    }

    @Test
    void sharesMayMissTheWholeByRounding() {
        assertThat(Split.of(numbers(60))
                        .train(0.1 + 0.2)
                        .validation(0.3)
                        .test(0.4)
                        .apply()
                        .leftOut())
                .isZero();
    }

    @Test
    void aDraftIsAppliedOnce() {
        SplitDraft draft = halves(numbers(40));
        draft.apply();
        assertThatThrownBy(draft::apply).isInstanceOf(InvalidInput.class).hasMessageContaining("applied already");
    }

    @Test
    void anUnknownColumnIsNamedWithItsNeighbours() {
        for (SplitDraft draft : new SplitDraft[] {
            halves(numbers(9)).groupedBy("ib"),
            halves(numbers(9)).keyedBy("ib"),
            halves(numbers(9)).stratifiedBy("ib"),
            halves(numbers(9)).byTime("ib")
        }) {
            assertThatThrownBy(draft::apply)
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining("'ib'")
                    .hasMessageContaining("'id'");
        }
    }

    @Test
    void aTableInMemoryCannotSaveASplit() {
        assertThatThrownBy(() -> halves(numbers(40)).as("holdout").apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("commit");
    }

    @Test
    void manyStrataOfOneRowHaveTheSharesTogether() {
        Split split = Split.of(numbers(100))
                .train(0.7)
                .validation(0.15)
                .test(0.15)
                .stratifiedBy("id")
                .apply();
        assertThat(split.rowCount(Part.TRAIN)).isEqualTo(70);
        Table words = Table.builder()
                .strings(
                        "word",
                        IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new))
                .build();
        split = Split.of(words).train(0.7).test(0.3).stratifiedBy("word").apply();
        assertThat(split.rowCount(Part.TRAIN)).isEqualTo(70);
    }

    @Test
    void manyNumbersAreBinnedByQuantiles() {
        Split split = halves(numbers(1_000)).stratifiedBy("id").apply();
        for (int bin = 0; bin < 10; bin++) {
            long from = 100L * bin;
            assertThat(Arrays.stream(split.train().longs("id")).filter(id -> id >= from && id < from + 100))
                    .hasSize(50);
        }
    }

    @Test
    void binsMayBeAskedFor() {
        Split split = halves(numbers(12)).stratifiedByQuantiles("id", 3).apply();
        assertThat(Arrays.stream(split.train().longs("id")).map(id -> id / 4)).containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
        Table words = Table.builder().strings("word", "a", "b").build();
        assertThatThrownBy(() -> halves(words).stratifiedByQuantiles("word", 2).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no quantiles");
        assertThatThrownBy(() -> halves(words).stratifiedByQuantiles("word", 0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> halves(words).stratifiedByQuantiles("word", 1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void missingValuesAreAStratum() {
        String[] words =
                IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? "a" : null).toArray(String[]::new);
        Table table = Table.builder()
                .longs("id", LongStream.range(0, 40).toArray())
                .strings("word", words)
                .build();
        Split split = halves(table).stratifiedBy("word").apply();
        assertThat(split.train().column("word").missing()).isEqualTo(10);
    }

    @Test
    void timesAreInOrderAndEqualOnesTogether() {
        LocalDate[] days = IntStream.range(0, 100)
                .mapToObj(i -> LocalDate.of(2026, 1, 1).plusDays((99 - i) / 3))
                .toArray(LocalDate[]::new);
        Split split = Split.of(Table.builder().dates("day", days).build())
                .train(0.6)
                .validation(0.2)
                .test(0.2)
                .byTime("day")
                .apply();
        assertThat(last(split.train())).isBefore(first(split.validation()));
        assertThat(last(split.validation())).isBefore(first(split.test()));
        assertThat(split.rowCount(Part.TRAIN)).isBetween(59, 61);
        assertThat(split.leftOut()).isZero();
    }

    private static LocalDate first(Table table) {
        return Arrays.stream(table.dates("day")).min(LocalDate::compareTo).orElseThrow();
    }

    private static LocalDate last(Table table) {
        return Arrays.stream(table.dates("day")).max(LocalDate::compareTo).orElseThrow();
    }

    @Test
    void rowsInTheGapAreInNoPart() {
        LocalDate[] days = IntStream.range(0, 100)
                .mapToObj(i -> LocalDate.of(2026, 1, 1).plusDays(i))
                .toArray(LocalDate[]::new);
        Split split = Split.of(Table.builder().dates("day", days).build())
                .train(0.6)
                .validation(0.2)
                .test(0.2)
                .byTime("day")
                .gap(Duration.ofDays(7))
                .apply();
        assertThat(first(split.validation())).isEqualTo(last(split.train()).plusDays(7));
        assertThat(first(split.test())).isEqualTo(last(split.validation()).plusDays(7));
        assertThat(split.leftOut()).isEqualTo(12);
        assertThat(split.findPart(60)).isEmpty();
        assertThat(split.findPart(59)).hasValue(Part.TRAIN);
        assertThat(split.describe()).contains("in no part", "gap");
    }

    @Test
    void timesThatAreNotThereAreRefused() {
        Table table = Table.builder()
                .dates("day", LocalDate.EPOCH, null)
                .strings("word", "a", "b")
                .doubles("number", 1, 2)
                .build();
        assertThatThrownBy(() -> halves(table).byTime("day").apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no time in 1 rows");
        assertThatThrownBy(() -> halves(table).byTime("word").apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no order in time");
        assertThatThrownBy(() ->
                        halves(table).byTime("number").gap(Duration.ofDays(1)).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("gap");
        assertThatThrownBy(() -> halves(table).gap(Duration.ofDays(1)).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("byTime");
        assertThatThrownBy(() ->
                        halves(table).byTime("number").stratifiedBy("word").apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("drop byTime");
    }

    @Test
    void extendingASplitThatDividesAGroupIsRefused() {
        Table table = Table.builder()
                .longs("id", LongStream.range(0, 100).toArray())
                .longs("group", LongStream.range(0, 100).map(i -> i / 10).toArray())
                .build();
        Split older = halves(table).apply();
        assertThatThrownBy(
                        () -> halves(table).groupedBy("group").extending(older).apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("[group]");
    }

    @Test
    void extendingASplitWithAnotherPartIsRefused() {
        Split older = halves(numbers(40)).apply();
        assertThatThrownBy(() -> Split.of(numbers(40))
                        .train(0.5)
                        .validation(0.5)
                        .extending(older)
                        .apply())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("test part");
    }

    @Test
    void whatASplitIsCanBeRead() {
        assertThat(Split.of(numbers(10))
                        .train(0.7)
                        .test(0.3)
                        .stratifiedByQuantiles("id", 2)
                        .seed(7)
                        .apply()
                        .describe()
                        .lines())
                .containsExactly(
                        "Split of the 10 rows of the table, stratified by id, seed 7",
                        "train                7 rows  0.7000 (wanted 0.7000)",
                        "test                 3 rows  0.3000 (wanted 0.3000)");
    }
}
