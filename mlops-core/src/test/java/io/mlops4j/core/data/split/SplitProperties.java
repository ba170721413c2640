package io.mlops4j.core.data.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.Split;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.Table;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Splits of random tables: {@code id} tells rows apart, {@code group} and {@code word} repeat. */
class SplitProperties {
    private static final Map<Part, Double> SHARES = Map.of(Part.TRAIN, 0.6, Part.VALIDATION, 0.2, Part.TEST, 0.2);

    private static Table table(List<Integer> ids, long data) {
        return Table.builder()
                .longs("id", ids.stream().mapToLong(id -> id).toArray())
                .longs(
                        "group",
                        ids.stream()
                                .mapToLong(id -> new Random(data + id).nextInt(150))
                                .toArray())
                .strings(
                        "word",
                        ids.stream()
                                .map(id -> "abcde".charAt(new Random(data - id).nextInt(5)) + "")
                                .toArray(String[]::new))
                .build();
    }

    private static List<Integer> ids(int rows) {
        return IntStream.range(0, rows).boxed().toList();
    }

    private static SplitDraft draft(Table table, long seed) {
        return Split.of(table)
                .train(SHARES.get(Part.TRAIN))
                .validation(SHARES.get(Part.VALIDATION))
                .test(SHARES.get(Part.TEST))
                .seed(seed);
    }

    private static Map<Long, Part> parts(Split split) {
        Map<Long, Part> parts = new HashMap<>();
        for (Part part : Part.values()) {
            for (long id : split.part(part).longs("id")) {
                assertThat(parts.put(id, part)).isNull();
            }
        }
        return parts;
    }

    private static List<Integer> permuted(int rows, long seed) {
        List<Integer> ids = ids(rows).stream().collect(Collectors.toList());
        Collections.shuffle(ids, new Random(seed));
        return ids;
    }

    @Property(tries = 40)
    void thePartsMakeTheWholeAndDoNotOverlap(@ForAll @IntRange(min = 200, max = 3_000) int rows, @ForAll long seed) {
        Table table = table(ids(rows), seed);
        for (SplitDraft draft : List.of(
                draft(table, seed),
                draft(table, seed).stratifiedBy("word"),
                draft(table, seed).groupedBy("group"),
                draft(table, seed).stratifiedBy("word").groupedBy("group"),
                draft(table, seed).byTime("id"))) {
            Split split = draft.apply();
            assertThat(parts(split)).hasSize(rows);
            for (Part part : Part.values()) {
                for (int row : split.rows(part)) {
                    assertThat(split.findPart(row)).hasValue(part);
                }
            }
        }
    }

    @Property(tries = 40)
    void noRowMovesWhenOthersAreAddedOrTheOrderChanges(
            @ForAll @IntRange(min = 200, max = 2_000) int rows,
            @ForAll @IntRange(min = 1, max = 2_000) int more,
            @ForAll long seed) {
        Map<Long, Part> before = parts(draft(table(ids(rows), seed), seed).apply());
        Map<Long, Part> after =
                parts(draft(table(permuted(rows + more, seed), seed), seed).apply());
        assertThat(after).containsAllEntriesOf(before);
    }

    @Property(tries = 40)
    void theOrderOfRowsDoesNotMatterToStrataAndGroups(
            @ForAll @IntRange(min = 200, max = 2_000) int rows, @ForAll long seed) {
        Table table = table(ids(rows), seed);
        Table permuted = table(permuted(rows, seed), seed);
        assertThat(parts(draft(permuted, seed).stratifiedBy("word").apply()))
                .isEqualTo(parts(draft(table, seed).stratifiedBy("word").apply()));
        assertThat(parts(draft(permuted, seed)
                        .stratifiedBy("word")
                        .groupedBy("group")
                        .apply()))
                .isEqualTo(parts(draft(table, seed)
                        .stratifiedBy("word")
                        .groupedBy("group")
                        .apply()));
    }

    @Property(tries = 40)
    void groupsAreNeverDivided(@ForAll @IntRange(min = 300, max = 2_000) int rows, @ForAll long seed) {
        Table table = table(ids(rows), seed);
        for (SplitDraft draft : List.of(
                draft(table, seed).groupedBy("group"),
                draft(table, seed).stratifiedBy("word").groupedBy("group"))) {
            Split split = draft.apply();
            Map<Long, Part> parts = new HashMap<>();
            for (Part part : Part.values()) {
                for (long group : split.part(part).longs("group")) {
                    assertThat(parts.getOrDefault(group, part)).isEqualTo(part);
                    parts.put(group, part);
                }
            }
        }
    }

    @Property(tries = 40)
    void everyStratumHasItsSharesToLessThanARow(@ForAll @IntRange(min = 50, max = 2_000) int rows, @ForAll long seed) {
        Table table = table(ids(rows), seed);
        Split split = draft(table, seed).stratifiedBy("word").apply();
        Map<String, Long> all = count(table);
        for (Part part : Part.values()) {
            Map<String, Long> counts = count(split.part(part));
            all.forEach((word, count) -> assertThat(counts.getOrDefault(word, 0L) - SHARES.get(part) * count)
                    .isBetween(-1.0, 1.0));
            assertThat((double) split.rowCount(part))
                    .isBetween(SHARES.get(part) * rows - 3, SHARES.get(part) * rows + 3);
        }
    }

    private static Map<String, Long> count(Table table) {
        return Arrays.stream(table.strings("word")).collect(Collectors.groupingBy(w -> w, Collectors.counting()));
    }

    @Property(tries = 40)
    void anExtendedSplitMovesNoRowAndKeepsTheStrata(
            @ForAll @IntRange(min = 200, max = 1_000) int rows,
            @ForAll @IntRange(min = 1, max = 1_000) int more,
            @ForAll long seed) {
        Split older = draft(table(ids(rows), seed), seed).stratifiedBy("word").apply();
        Table larger = table(permuted(rows + more, seed), seed);
        Split newer =
                draft(larger, seed + 1).stratifiedBy("word").extending(older).apply();
        assertThat(parts(newer)).containsAllEntriesOf(parts(older));
        Map<String, Long> all = count(larger);
        for (Part part : Part.values()) {
            Map<String, Long> counts = count(newer.part(part));
            all.forEach((word, count) -> assertThat(counts.getOrDefault(word, 0L) - SHARES.get(part) * count)
                    .isBetween(-3.0, 3.0));
        }
    }

    @Property(tries = 20)
    void whatIsStoredIsReadBack(@ForAll @IntRange(min = 200, max = 1_000) int rows, @ForAll long seed) {
        Split split =
                draft(table(ids(rows), seed), seed).byTime("id").seed(seed).apply();
        byte[] codes = new byte[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = row % 17 == 0
                    ? Assignment.NONE
                    : Assignment.code(split.findPart(row).orElseThrow());
        }
        Assignment assignment = new Assignment(codes);
        Assignment read = Assignment.read("it", assignment.toBytes(), rows);
        assertThat(assignment.toBytes()).hasSize(9 + (rows + 3) / 4);
        for (int row = 0; row < rows; row++) {
            assertThat(read.part(row)).isEqualTo(assignment.part(row));
        }
        assertThat(read.digest()).isEqualTo(assignment.digest());
    }
}
