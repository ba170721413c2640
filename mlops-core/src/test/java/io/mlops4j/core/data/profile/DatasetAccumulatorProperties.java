package io.mlops4j.core.data.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import io.mlops4j.data.TextLengths;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However rows are cut into batches, the profile is the same to the bit. */
class DatasetAccumulatorProperties {
    private static final Schema SCHEMA = Schema.of(
            ColumnSchema.of("x", ColumnType.REAL),
            ColumnSchema.of("n", ColumnType.INTEGER),
            ColumnSchema.of("word", ColumnType.STRING));
    private static final List<String> REASONS = List.of("", "", "");

    @Property(tries = 20)
    void theSizeOfABatchMakesNoDifference(
            @ForAll Random random,
            @ForAll @IntRange(max = 5_000) int rows,
            @ForAll @IntRange(min = 1, max = 3_000) int a) {
        Table table = table(random, rows, 100);
        assertThat(profile(table, a)).isEqualTo(profile(table, 1));
    }

    @Example
    void theSizeOfABatchMakesNoDifferenceWhereCountingValuesEnds() {
        Table table = table(new Random(7), 3 * DistinctValues.MOST_COUNTED, Integer.MAX_VALUE);
        Profile profile = profile(table, 997);
        assertThat(profile).isEqualTo(profile(table, 4_096));
        assertThat(profile.column("word").topValues()).isEmpty();
        assertThat(profile.column("word").patterns()).isNotEmpty();
    }

    @Example
    void theSizeOfABatchMakesNoDifferenceToASample() {
        Table table = table(new Random(8), 2 * UniformSample.MOST, 10);
        assertThat(profile(table, 1_000)).isEqualTo(profile(table, 65_536));
    }

    @Example
    void shapesAreCountedOverAllRowsWhereCountingValuesEnds() {
        int rows = DistinctValues.MOST_COUNTED + 5_000;
        String[] words = new String[rows];
        for (int i = 0; i < rows; i++) {
            words[i] = "%s-%05d".formatted(i % 3 == 0 ? "AB" : "é", i);
        }
        ColumnProfile profile =
                Profile.of(Table.builder().strings("word", words).build()).column("word");
        assertThat(profile.patterns())
                .containsExactly(new ValueCount("a-99999", rows - rows / 3), new ValueCount("AA-99999", rows / 3));
        assertThat(profile.lengths()).isEqualTo(new TextLengths(7, 7 + 1.0 / 3, 8));
    }

    @Example
    void anEmptyTextIsAValueOfLengthZero() {
        ColumnProfile profile = Profile.of(
                        Table.builder().strings("word", "", null, "").build())
                .column("word");
        assertThat(profile.count()).isEqualTo(2);
        assertThat(profile.missing()).isEqualTo(1);
        assertThat(profile.topValues()).containsExactly(new ValueCount("", 2));
        assertThat(profile.patterns()).containsExactly(new ValueCount("", 2));
        assertThat(profile.lengths()).isEqualTo(new TextLengths(0, 0, 0));
    }

    @Property(tries = 300)
    void changedBytesAreRefusedOrGiveAProfileButNeverFailOtherwise(@ForAll Random random) {
        DatasetAccumulator accumulator = accumulate(table(random, 40, 20), 40);
        byte[] bytes = accumulator.toBytes();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        try {
            Profile profile = DatasetAccumulator.fromBytes(bytes).profile(REASONS);
            assertThat(profile.columns()).hasSize(3);
        } catch (InvalidInput e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static Profile profile(Table table, int batch) {
        return accumulate(table, batch).profile(REASONS);
    }

    private static DatasetAccumulator accumulate(Table table, int batch) {
        DatasetAccumulator accumulator = new DatasetAccumulator(SCHEMA);
        List<CellVector> cells = SCHEMA.columns().stream().map(CellVector::new).toList();
        for (int from = 0; from < table.rowCount(); from += batch) {
            for (CellVector column : cells) {
                column.clear();
                column.addAll(table.column(column.column().name()), from, Math.min(table.rowCount(), from + batch));
            }
            accumulator.add(cells);
        }
        return accumulator;
    }

    private static Table table(Random random, int rows, int words) {
        double[] x = new double[rows];
        long[] n = new long[rows];
        String[] word = new String[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian();
            n[i] = random.nextInt(50);
            word[i] = random.nextInt(50) == 0 ? null : Integer.toString(random.nextInt(words), 36);
        }
        return Table.builder()
                .doubles("x", x)
                .longs("n", n)
                .strings("word", word)
                .build();
    }
}
