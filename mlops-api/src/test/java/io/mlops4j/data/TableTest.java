package io.mlops4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final LocalDate DAY = LocalDate.of(1970, 1, 11);
    private static final Instant MOMENT = Instant.ofEpochSecond(10, 500_000_000);

    private final Table table = Table.builder()
            .doubles("real", 1.5, Double.NaN)
            .longs("integer", new long[] {7, 0}, mask(1))
            .booleans("flag", true, false)
            .strings("text", null, "")
            .dates("day", DAY, null)
            .instants("moment", MOMENT, MOMENT)
            .build();

    @Test
    void everyColumnHasATextForm() {
        assertThat(table.strings("real")).containsExactly("1.5", "");
        assertThat(table.strings("integer")).containsExactly("7", "");
        assertThat(table.strings("flag")).containsExactly("true", "false");
        assertThat(table.strings("text")).containsExactly("", "");
        assertThat(table.strings("day")).containsExactly("1970-01-11", "");
        assertThat(table.strings("moment")).containsOnly("1970-01-01T00:00:10.500Z");
    }

    @Test
    void columnsOfNumbersBecomeAMatrixByRows() {
        double[] exact = new double[5];
        float[] rounded = {9, 9, 9, 9, 9};
        table.column("real").copy(0, 2, exact, 0, 2);
        table.column("integer").copy(0, 2, exact, 1, 2);
        table.column("integer").copy(0, 1, rounded, 3, 7);
        table.column("flag").copy(1, 2, rounded, 0, 1);
        assertThat(exact).containsExactly(1.5, 7, Double.NaN, Double.NaN, 0);
        assertThat(rounded).containsExactly(0, 9, 9, 7, 9);
    }

    @Test
    void cellsThatDoNotFitIntoAnArrayAreRefusedBeforeAnyIsPutThere() {
        float[] into = new float[4];
        Column real = table.column("real");
        assertThatThrownBy(() -> real.copy(0, 2, into, 1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("2 cells from place 1 on, 3 apart, do not fit into an array of 4.");
        assertThatThrownBy(() -> real.copy(0, 2, into, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> real.copy(0, 3, into, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> real.copy(0, 2, into, 0, 0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cannot be put 0 apart");
        assertThatThrownBy(() -> table.column("text").copy(1, 2, into, 0, 1)).isInstanceOf(InvalidInput.class);
        assertThat(into).containsOnly(0);
    }

    @Test
    void everyColumnButTextHasANumberForm() {
        assertThat(table.doubles("real")).containsExactly(1.5, Double.NaN);
        assertThat(table.doubles("integer")).containsExactly(7, Double.NaN);
        assertThat(table.doubles("flag")).containsExactly(1, 0);
        assertThat(table.doubles("day")).containsExactly(10, Double.NaN);
        assertThat(table.doubles("moment")).containsOnly(10.5);
        assertThatThrownBy(() -> table.doubles("text"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'text' is STRING and has no number form");
    }

    @Test
    void aMissingCellIsToldFromAnEmptyText() {
        assertThat(table.column("text").isMissing(0)).isTrue();
        assertThat(table.column("text").isMissing(1)).isFalse();
        assertThat(table.column("text").missing()).isEqualTo(1);
    }

    @Test
    void aColumnThatCannotShowItsMissingCellsRefuses() {
        assertThatThrownBy(() -> table.longs("integer"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(
                        "'integer' has 1 missing of 2 cells, first at row 1; use longs(column, substitute)");
        assertThat(table.longs("integer", -1)).containsExactly(7, -1);
        assertThatThrownBy(() -> table.dates("day")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> table.column("integer").longAt(1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Row 1 of column 'integer' is missing");
        assertThat(table.booleans("flag")).containsExactly(true, false);
        assertThat(table.instants("moment")).containsOnly(MOMENT);
    }

    @Test
    void aFormOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> table.longs("real"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Column 'real' is REAL, not INTEGER");
    }

    @Test
    void anUnknownColumnIsNotFoundAndNearNamesAreListed() {
        assertThatThrownBy(() -> table.column("flagg"))
                .isInstanceOf(NotFound.class)
                .hasMessage("The table has no column 'flagg'. Did you mean 'flag'?");
        assertThat(table.findColumn("flagg")).isEmpty();
    }

    @Test
    void arraysGivenAndTakenAreCopies() {
        double[] values = {1, 2};
        Table copied = Table.builder().doubles("x", values).build();
        values[0] = 9;
        copied.doubles("x")[1] = 9;
        assertThat(copied.doubles("x")).containsExactly(1, 2);
    }

    @Test
    void tablesAreEqualWhenTheirCellsAre() {
        Table same = Table.builder()
                .doubles("real", 1.5, Double.NaN)
                .longs("integer", new long[] {7, 99}, mask(1))
                .booleans("flag", true, false)
                .strings("text", null, "")
                .dates("day", DAY, null)
                .instants("moment", MOMENT, MOMENT)
                .build();
        assertThat(same).isEqualTo(table).hasSameHashCodeAs(table);
        assertThat(Table.builder().strings("text", "", "").build())
                .isNotEqualTo(Table.builder().strings("text", null, "").build());
    }

    @Test
    void columnsOfUnequalLengthOrEqualNameMakeNoTable() {
        assertThatThrownBy(
                        () -> Table.builder().doubles("a", 1).doubles("b", 1, 2).build())
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Column 'b' has 2 rows, but 'a' has 1; all columns need the same number.");
        assertThatThrownBy(() -> Table.builder().doubles("a", 1).longs("a", 1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'a' already");
        assertThatThrownBy(() -> Table.builder().build()).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Table.builder().longs("a", new long[1], mask(1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Row 1 of column 'a' is marked as missing, but there are only 1 rows");
    }

    @Test
    void selectedRowsAreThoseOfEveryColumnInTheOrderAskedFor() {
        Table all = Table.builder()
                .doubles("real", 1.5, Double.NaN, 3)
                .longs("whole", new long[] {1, 2, 3}, mask(1))
                .booleans("flag", true, false, true)
                .strings("text", "a", null, "c")
                .categories("word", "x", "y", null)
                .dates("day", LocalDate.EPOCH, null, LocalDate.EPOCH.plusDays(2))
                .instants("moment", null, Instant.EPOCH, Instant.EPOCH)
                .binaries("bytes", new byte[][] {{1}, {2}, {3}})
                .build();
        assertThat(all.select(2, 1, 2))
                .isEqualTo(Table.builder()
                        .doubles("real", 3, Double.NaN, 3)
                        .longs("whole", new long[] {3, 0, 3}, mask(1))
                        .booleans("flag", true, false, true)
                        .strings("text", "c", null, "c")
                        .categories("word", null, "y", null)
                        .dates("day", LocalDate.EPOCH.plusDays(2), null, LocalDate.EPOCH.plusDays(2))
                        .instants("moment", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH)
                        .binaries("bytes", new byte[][] {{3}, {2}, {3}})
                        .build());
        assertThat(all.select(0, 2).column("word").levels()).containsExactly("x");
        assertThat(all.select().rowCount()).isZero();
        assertThatThrownBy(() -> all.select(3)).isInstanceOf(InvalidInput.class).hasMessageContaining("no row 3");
    }

    private static BitSet mask(int... rows) {
        BitSet mask = new BitSet();
        for (int row : rows) {
            mask.set(row);
        }
        return mask;
    }
}
