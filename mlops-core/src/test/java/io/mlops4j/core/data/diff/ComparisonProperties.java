package io.mlops4j.core.data.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.core.data.cells.TableBatches;
import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnShift.Measure;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.assertj.core.data.Offset;

/** Differences of random tables against lists of rows and maps of counts. */
class ComparisonProperties {
    private static Mlops ml;

    @BeforeContainer
    static void open() {
        ml = Mlops.builder().inMemory().build();
    }

    @AfterContainer
    static void close() {
        ml.close();
    }

    private record Row(long id, String word, double number) {}

    private static List<Row> rows(Random random, int count, int ids) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(
                    random.nextInt(ids),
                    "abc".charAt(random.nextInt(3)) + "",
                    random.nextInt(4) == 0 ? Double.NaN : random.nextInt(3)));
        }
        return rows;
    }

    private static DatasetVersion commit(List<Row> rows) {
        return ml.dataset("random")
                .from(Source.table(Table.builder()
                        .longs("id", rows.stream().mapToLong(Row::id).toArray())
                        .strings("word", rows.stream().map(Row::word).toArray(String[]::new))
                        .doubles(
                                "number", rows.stream().mapToDouble(Row::number).toArray())
                        .build()))
                .commit();
    }

    private static <K> Map<K, Integer> count(List<K> keys) {
        Map<K, Integer> counts = new HashMap<>();
        keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        return counts;
    }

    private static <K> long common(Map<K, Integer> a, Map<K, Integer> b) {
        return a.entrySet().stream()
                .mapToLong(each -> Math.min(each.getValue(), b.getOrDefault(each.getKey(), 0)))
                .sum();
    }

    @Property(tries = 60)
    void wholeRowsAreComparedAsMultisets(
            @ForAll @IntRange(min = 1, max = 60) int before,
            @ForAll @IntRange(min = 1, max = 60) int after,
            @ForAll long seed) {
        List<Row> left = rows(new Random(seed), before, 20);
        List<Row> right = rows(new Random(seed + 1), after, 20);
        DatasetDiff diff = ml.dataset("random").diff(commit(left), commit(right));
        long same = common(count(left), count(right));
        assertThat(diff.rowsUnchanged()).isEqualTo(same);
        assertThat(diff.rowsAdded()).isEqualTo(after - same);
        assertThat(diff.rowsRemoved()).isEqualTo(before - same);
    }

    @Property(tries = 60)
    void keyedRowsAreComparedKeyByKey(
            @ForAll @IntRange(min = 1, max = 60) int before,
            @ForAll @IntRange(min = 1, max = 60) int after,
            @ForAll long seed) {
        List<Row> left = rows(new Random(seed), before, 40);
        List<Row> right = rows(new Random(seed + 1), after, 40);
        DatasetDiff diff = ml.dataset("random").diff(commit(left), commit(right), "id");
        long same = 0;
        long changed = 0;
        long words = 0;
        for (long id = 0; id < 40; id++) {
            long key = id;
            List<Row> mine = left.stream().filter(row -> row.id() == key).toList();
            List<Row> theirs = right.stream().filter(row -> row.id() == key).toList();
            long equal = common(count(mine), count(theirs));
            same += equal;
            changed += Math.min(mine.size(), theirs.size()) - equal;
            if (mine.size() == 1
                    && theirs.size() == 1
                    && !mine.get(0).word().equals(theirs.get(0).word())) {
                words++;
            }
        }
        assertThat(diff.rowsUnchanged()).isEqualTo(same);
        assertThat(diff.rowsChanged()).isEqualTo(changed);
        assertThat(diff.rowsAdded()).isEqualTo(after - same - changed);
        assertThat(diff.rowsRemoved()).isEqualTo(before - same - changed);
        assertThat(diff.rows().changedByColumn().getOrDefault("word", 0L)).isEqualTo(words);
    }

    @Property(tries = 20)
    void aSampleGivesNearlyTheSameMeasures(@ForAll @IntRange(min = 2_000, max = 4_000) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        Table before =
                Table.builder().doubles("x", random.doubles(rows).toArray()).build();
        Table after = Table.builder()
                .doubles("x", random.doubles(rows).map(Math::sqrt).toArray())
                .build();
        ColumnShift all = shift(before, after, Long.MAX_VALUE >> 1);
        ColumnShift sampled = shift(before, after, rows);
        assertThat(sampled.measure(Measure.PSI)).isCloseTo(all.measure(Measure.PSI), Offset.offset(0.2));
        assertThat(sampled.measure(Measure.KOLMOGOROV_SMIRNOV))
                .isLessThanOrEqualTo(all.measure(Measure.KOLMOGOROV_SMIRNOV) + 1e-12)
                .isCloseTo(all.measure(Measure.KOLMOGOROV_SMIRNOV), Offset.offset(0.03));
        assertThat(sampled.bins()).isEqualTo(all.bins());
    }

    private static ColumnShift shift(Table before, Table after, long mostNumbers) {
        return new ShiftComparison(compared(before), compared(after), mostNumbers)
                .shifts()
                .get(0);
    }

    private static Compared compared(Table table) {
        DatasetVersion version = ml.dataset("numbers").from(Source.table(table)).commit();
        return new Compared(version, () -> new TableBatches(table, version.schema()));
    }
}
