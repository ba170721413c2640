package io.mlops4j.core.folds;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.Table;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.Folds;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for the folds of any table. */
class FoldProperties {
    private static Table table(int rows, int classes, int groups, long chance) {
        Random random = new Random(chance);
        return Table.builder()
                .longs("label", random.longs(rows, 0, classes).toArray())
                .longs("group", random.longs(rows, 0, groups).toArray())
                .instants(
                        "at",
                        random.longs(rows, 0, rows)
                                .mapToObj(Instant::ofEpochSecond)
                                .toArray(Instant[]::new))
                .build();
    }

    private static void everyRowIsTestedOnceARepeat(Folds folds, int rows, int repeats) {
        int[] tested = new int[rows];
        for (Fold fold : folds) {
            for (int row : fold.testRows()) {
                tested[row]++;
            }
            boolean[] seen = new boolean[rows];
            for (int row : fold.trainRows()) {
                seen[row] = true;
            }
            for (int row : fold.testRows()) {
                assertThat(seen[row])
                        .as("row %d is learned from and tested", row)
                        .isFalse();
            }
            assertThat(fold.trainSize() + fold.testSize()).isEqualTo(rows);
        }
        assertThat(tested).containsOnly(repeats);
    }

    private static int[] sizes(Folds folds) {
        return folds.stream().mapToInt(Fold::testSize).toArray();
    }

    private static int range(int[] values) {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }

    @Property(tries = 200)
    void kFoldsTestEveryRowOncePerRepeatAndDifferByOneRowAtMost(
            @ForAll @IntRange(min = 2, max = 12) int k,
            @ForAll @IntRange(max = 100) int more,
            @ForAll @IntRange(min = 1, max = 3) int repeats,
            @ForAll long seed) {
        int rows = k + more;
        Folds folds = CrossValidation.kFold(k).seed(seed).repeated(repeats).folds(table(rows, 2, 2, 1));
        assertThat(folds.size()).isEqualTo(k * repeats);
        everyRowIsTestedOnceARepeat(folds, rows, repeats);
        assertThat(range(sizes(folds))).isLessThanOrEqualTo(1);
    }

    @Property(tries = 200)
    void stratifiedFoldsHaveEveryClassWithinOneRowOfItsShare(
            @ForAll @IntRange(min = 2, max = 8) int k,
            @ForAll @IntRange(max = 120) int more,
            @ForAll @IntRange(min = 1, max = 5) int classes,
            @ForAll long chance,
            @ForAll boolean shuffled) {
        int rows = k * classes + more;
        Table table = table(rows, classes, 3, chance);
        CrossValidation plan = CrossValidation.stratified(k).seed(chance);
        Folds folds = (shuffled ? plan : plan.inOrder()).folds(table, "label");
        everyRowIsTestedOnceARepeat(folds, rows, 1);
        assertThat(range(sizes(folds))).isLessThanOrEqualTo(1);
        Map<Long, Integer> all = counts(table.longs("label"));
        for (Fold fold : folds) {
            Map<Long, Integer> here = counts(fold.test(table).longs("label"));
            all.forEach((label, count) -> assertThat(Math.abs(here.getOrDefault(label, 0) - (double) count / k))
                    .isLessThan(1));
        }
    }

    private static Map<Long, Integer> counts(long[] values) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (long value : values) {
            counts.merge(value, 1, Integer::sum);
        }
        return counts;
    }

    @Property(tries = 200)
    void noGroupIsDivided(
            @ForAll @IntRange(min = 2, max = 5) int k,
            @ForAll @IntRange(min = 20, max = 150) int rows,
            @ForAll long chance,
            @ForAll boolean stratified) {
        Table table = table(rows, 2, 20, chance);
        Assume.that(counts(table.longs("group")).size() >= k);
        Folds folds = stratified
                ? CrossValidation.stratifiedGrouped(k, "group").seed(chance).folds(table, "label")
                : CrossValidation.grouped(k, "group").seed(chance).folds(table);
        everyRowIsTestedOnceARepeat(folds, rows, 1);
        for (Fold fold : folds) {
            Set<Long> learned =
                    new HashSet<>(counts(fold.train(table).longs("group")).keySet());
            learned.retainAll(counts(fold.test(table).longs("group")).keySet());
            assertThat(learned).as("groups on both sides").isEmpty();
        }
    }

    /** The bound of a greedy schedule (R. Graham, 1969): when the last group of the fullest fold came, that fold was the emptiest. */
    @Property(tries = 200)
    void groupedFoldsDifferByNoMoreThanTheLargestGroup(
            @ForAll @IntRange(min = 2, max = 6) int k,
            @ForAll @IntRange(min = 40, max = 200) int rows,
            @ForAll long chance) {
        Table table = table(rows, 2, 25, chance);
        Map<Long, Integer> groups = counts(table.longs("group"));
        int largest = groups.values().stream().mapToInt(count -> count).max().orElseThrow();
        Folds folds = CrossValidation.grouped(k, "group").seed(chance).folds(table);
        assertThat(range(sizes(folds))).isLessThanOrEqualTo(largest);
    }

    @Property(tries = 200)
    void aTimeSeriesTrainsOnWhatLiesAtLeastTheGapBefore(
            @ForAll @IntRange(min = 2, max = 5) int k,
            @ForAll @IntRange(min = 60, max = 150) int rows,
            @ForAll @IntRange(max = 3) int gapSeconds,
            @ForAll @IntRange(max = 3) int gapRows,
            @ForAll long chance) {
        Table table = table(rows, 2, 2, chance);
        Duration gap = Duration.ofSeconds(gapSeconds);
        Folds folds = CrossValidation.timeSeries(k, "at").gap(gapRows).gap(gap).folds(table);
        assertThat(folds.size()).isEqualTo(k);
        for (Fold fold : folds) {
            Instant last = Arrays.stream(fold.train(table).instants("at"))
                    .max(Instant::compareTo)
                    .orElseThrow();
            Instant first = Arrays.stream(fold.test(table).instants("at"))
                    .min(Instant::compareTo)
                    .orElseThrow();
            assertThat(last).isBefore(first);
            assertThat(Duration.between(last, first)).isGreaterThanOrEqualTo(gap);
            assertThat(fold.trainSize()).isLessThanOrEqualTo(rows - (k - fold.number()) * fold.testSize() - gapRows);
        }
    }

    @Property(tries = 100)
    void theSamePlanMakesTheSameFoldsWhateverItsParallelism(
            @ForAll @IntRange(min = 2, max = 6) int k,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int threads) {
        Table table = table(60, 3, 10, 5);
        CrossValidation plan = CrossValidation.kFold(k).seed(seed).repeated(2);
        assertThat(plan.parallelism(threads).folds(table)).isEqualTo(plan.folds(table));
    }

    @Property(tries = 100)
    void aTimeSeriesByAColumnDoesNotDependOnTheOrderOfTheRows(@ForAll long chance) {
        Table table = Table.builder()
                .longs(
                        "at",
                        new Random(1)
                                .ints(0, 1_000)
                                .distinct()
                                .limit(50)
                                .asLongStream()
                                .toArray())
                .build();
        int[] order = new int[50];
        Arrays.setAll(order, i -> i);
        new Chance(chance).shuffle(order);
        Table shuffled = table.select(order);
        CrossValidation plan = CrossValidation.timeSeries(4, "at").gap(1).maxTrainSize(20);
        Folds folds = plan.folds(table);
        Folds others = plan.folds(shuffled);
        for (int i = 0; i < folds.size(); i++) {
            assertThat(others.all().get(i).train(shuffled))
                    .isEqualTo(folds.all().get(i).train(table));
            assertThat(others.all().get(i).test(shuffled))
                    .isEqualTo(folds.all().get(i).test(table));
        }
    }

    @Property(tries = 100)
    void groupsOfTheSameSizesMakeFoldsOfTheSameSizesWhateverTheSeed(@ForAll long seed) {
        Table table = table(90, 2, 12, 3);
        assertThat(sizes(CrossValidation.grouped(4, "group").seed(seed).folds(table)))
                .containsExactly(sizes(CrossValidation.grouped(4, "group").folds(table)));
    }

    @Property(tries = 50)
    void seedsOfFoldsDiffer(@ForAll long seed) {
        Folds folds = CrossValidation.kFold(5).seed(seed).repeated(4).folds(table(50, 2, 2, 1));
        assertThat(folds.stream().map(Fold::seed).distinct()).hasSize(20);
    }

    @Property(tries = 200)
    void aDrawnNumberIsBelowTheBound(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
        assertThat(new Chance(seed).below(bound)).isBetween(0, bound - 1);
    }
}
