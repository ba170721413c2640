package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.ColumnChange;
import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnShift.Bin;
import io.mlops4j.data.ColumnShift.Measure;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Differences between versions, through the engine. */
class DatasetDiffTest {
    private Mlops ml;
    private Dataset people;

    @BeforeEach
    void open() {
        ml = Mlops.builder().inMemory().build();
        people = ml.dataset("people");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private DatasetVersion commit(Table table, String... keys) {
        return people.from(Source.table(table)).schema(Schema.infer().key(keys)).commit();
    }

    private static Table ages(long[] ids, long... ages) {
        return Table.builder().longs("id", ids).longs("age", ages).build();
    }

    private static long[] ids(long... ids) {
        return ids;
    }

    @Test
    void withAKeyChangedRowsAreToldFromAddedAndRemovedOnes() {
        commit(ages(ids(1, 2, 3, 4), 10, 20, 30, 40), "id");
        commit(ages(ids(5, 4, 2, 1), 50, 41, 20, 11), "id");
        DatasetDiff diff = people.diff(1, 2);
        assertThat(diff.rowsAdded()).isEqualTo(1);
        assertThat(diff.rowsRemoved()).isEqualTo(1);
        assertThat(diff.rowsChanged()).isEqualTo(2);
        assertThat(diff.rowsUnchanged()).isEqualTo(1);
        assertThat(diff.rows().keyedBy()).containsExactly("id");
        assertThat(diff.rows().changedByColumn()).containsExactly(Map.entry("age", 2L));
        assertThat(diff.rows().addedKeys()).containsExactly("id=5");
        assertThat(diff.rows().removedKeys()).containsExactly("id=3");
        assertThat(diff.rows().changedKeys()).containsExactly("id=1", "id=4");
        assertThat(diff.describe()).contains("1 rows added, 1 removed, 2 changed, 1 unchanged, keyed by id");
    }

    @Test
    void withoutAKeyRowsAreAddedAndRemovedOnly() {
        commit(ages(ids(1, 2, 2, 3), 10, 20, 20, 30));
        commit(ages(ids(2, 1, 3), 20, 10, 31));
        DatasetDiff diff = people.diff(1, 2);
        assertThat(diff.rowsAdded()).isEqualTo(1);
        assertThat(diff.rowsRemoved()).isEqualTo(2);
        assertThat(diff.rowsChanged()).isZero();
        assertThat(diff.rowsUnchanged()).isEqualTo(2);
        assertThat(diff.describe()).contains("no key");
    }

    @Test
    void aKeyCanBeNamed() {
        commit(ages(ids(1, 2), 10, 20));
        commit(ages(ids(1, 2), 10, 21));
        assertThat(people.diff(1, 2, "id").rowsChanged()).isEqualTo(1);
        assertThatThrownBy(() -> people.diff(1, 2, "ib"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'id'");
    }

    @Test
    void repeatedKeysAreMatchedAsFarAsTheyGo() {
        commit(ages(ids(1, 1, 1, 2), 10, 11, 12, 20), "id");
        commit(ages(ids(1, 1, 2, 2), 11, 13, 20, 21), "id");
        DatasetDiff diff = people.diff(1, 2);
        assertThat(diff.rowsUnchanged()).isEqualTo(2);
        assertThat(diff.rowsChanged()).isEqualTo(1);
        assertThat(diff.rowsRemoved()).isEqualTo(1);
        assertThat(diff.rowsAdded()).isEqualTo(1);
        assertThat(diff.rows().repeatedBefore()).isEqualTo(3);
        assertThat(diff.rows().repeatedAfter()).isEqualTo(4);
        assertThat(diff.describe()).contains("3 rows before and 4 rows after share their key");
    }

    @Test
    void versionsOfTheSameDigestHaveNoDifference() {
        DatasetVersion first = commit(ages(ids(1, 2), 10, 20), "id");
        DatasetDiff diff = people.diff(first, first);
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.rowsUnchanged()).isEqualTo(2);
        assertThat(diff.columns()).isEmpty();
    }

    @Test
    void theOrderOfRowsAndColumnsIsNoDifference() {
        commit(ages(ids(1, 2), 10, 20));
        commit(Table.builder().longs("age", 20, 10).longs("id", 2, 1).build());
        assertThat(people.diff(1, 2).isEmpty()).isTrue();
    }

    @Test
    void columnsThatCameWentAndChangedAreNamed() {
        commit(Table.builder()
                .longs("id", 1)
                .longs("age", 1)
                .strings("zip", "1")
                .build());
        people.from(Source.table(Table.builder()
                        .longs("id", 1)
                        .doubles("age", 1)
                        .booleans("late", true)
                        .build()))
                .schema(Schema.infer().label("late"))
                .commit();
        DatasetDiff diff = people.diff(1, 2);
        assertThat(diff.schema())
                .extracting(ColumnChange::describe)
                .containsExactly(
                        "column 'age' was integer, and is real",
                        "column 'zip' (string) was removed",
                        "column 'late' (boolean, label) was added");
        assertThat(diff.rowsUnchanged()).isEqualTo(1);
        assertThat(diff.columns()).extracting(ColumnShift::name).containsExactly("id", "age");
    }

    @Test
    void numbersThatMovedAreMeasured() {
        double[] before = new double[1_000];
        double[] after = new double[1_000];
        for (int i = 0; i < 1_000; i++) {
            before[i] = i;
            after[i] = i + 100;
        }
        commit(Table.builder().doubles("x", before).build());
        commit(Table.builder().doubles("x", after).build());
        ColumnShift shift = people.diff(1, 2).column("x");
        assertThat(shift.measure(Measure.KOLMOGOROV_SMIRNOV)).isEqualTo(0.1, within(1e-12));
        // Ten bins of 100 rows: the first lost its rows, the last has 200.
        double p = 100.5 / 1_005;
        double psi = (0.5 / 1_005 - p) * Math.log(0.5 / 100.5) + (200.5 / 1_005 - p) * Math.log(200.5 / 100.5);
        assertThat(shift.measure(Measure.PSI)).isEqualTo(psi, within(1e-12));
        assertThat(shift.measure(Measure.PSI_ADJUSTED)).isEqualTo(psi - 9 * 0.002, within(1e-12));
        assertThat(shift.after().mean() - shift.before().mean()).isEqualTo(100, within(1e-9));
        assertThat(shift.bins()).hasSize(24);
        assertThat(shift.bins().stream().mapToLong(Bin::after).sum()).isEqualTo(1_000);
    }

    @Test
    void wordsAreMeasuredByTheMostFrequent() {
        commit(Table.builder().strings("w", "a", "a", "b", null).build());
        commit(Table.builder().strings("w", "a", "b", "c", "c").build());
        ColumnShift shift = people.diff(1, 2).column("w");
        assertThat(shift.bins()).containsExactly(new Bin("a", 2, 1), new Bin("b", 1, 1), new Bin("all others", 0, 2));
        assertThat(shift.missingBefore()).isEqualTo(0.25);
        assertThat(shift.missingAfter()).isZero();
        assertThat(shift.find(Measure.JENSEN_SHANNON)).isPresent();
        assertThat(shift.find(Measure.KOLMOGOROV_SMIRNOV)).isEmpty();
    }

    @Test
    void flagsAreMeasured() {
        commit(Table.builder().booleans("f", true, true, false).build());
        commit(Table.builder().booleans("f", true, false, false).build());
        assertThat(people.diff(1, 2).column("f").bins()).containsExactly(new Bin("true", 2, 1), new Bin("false", 1, 2));
    }

    @Test
    void whatCannotBeComparedHasNoMeasure() {
        commit(Table.builder()
                .strings("w", "a")
                .doubles("x", Double.NaN)
                .longs("id", 1)
                .build());
        people.from(Source.table(Table.builder()
                        .longs("w", 1)
                        .doubles("x", 1)
                        .longs("id", 1)
                        .build()))
                .commit();
        DatasetDiff diff = people.diff(1, 2);
        assertThat(diff.column("w").measures()).isEmpty();
        assertThat(diff.column("x").measures()).isEmpty();
        assertThat(diff.column("id").measure(Measure.PSI)).isZero();
        assertThatThrownBy(() -> diff.column("x").measure(Measure.PSI))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> diff.column("y")).isInstanceOf(NotFound.class);
    }

    @Test
    void aVersionIsFoundByItsDigest() {
        DatasetVersion first = commit(ages(ids(1), 10));
        commit(ages(ids(1), 11));
        DatasetVersion third = commit(ages(ids(1), 10));
        assertThat(people.version(first.digest())).isEqualTo(third);
        assertThat(people.version(first.digest().substring(0, 8)).digest()).isEqualTo(first.digest());
        assertThatThrownBy(() -> people.version("0".repeat(64))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> people.version("latest")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> people.version(first.digest().substring(0, 5))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aDateMayMove() {
        people.from(Source.table(
                        Table.builder().strings("d", "2026-01-01", "2026-01-02").build()))
                .schema(Schema.infer().override("d", ColumnType.DATE))
                .commit();
        people.from(Source.table(
                        Table.builder().strings("d", "2026-01-01", "2026-01-26").build()))
                .schema(Schema.infer().override("d", ColumnType.DATE))
                .commit();
        assertThat(people.diff(1, 2).column("d").bins().get(0).label()).isEqualTo("[2026-01-01, 2026-01-02)");
    }
}
