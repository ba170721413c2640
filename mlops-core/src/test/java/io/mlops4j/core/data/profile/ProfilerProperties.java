package io.mlops4j.core.data.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Profiler;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Parts that are profiled apart and merged against the whole, and the state of a profiler against itself. */
class ProfilerProperties {
    private static final Schema SCHEMA = Schema.of(
            ColumnSchema.of("x", ColumnType.REAL),
            ColumnSchema.of("y", ColumnType.REAL),
            ColumnSchema.of("n", ColumnType.INTEGER),
            ColumnSchema.of("word", ColumnType.STRING));

    @Property(tries = 60)
    void partsMakeTheWhole(
            @ForAll Random random, @ForAll @IntRange(max = 3_000) int left, @ForAll @IntRange(max = 3_000) int right) {
        Table first = table(random, left);
        Table second = table(random, right);
        Profile whole = Profiler.of(SCHEMA).add(first).add(second).profile();

        Profile merged = Profiler.of(SCHEMA)
                .add(first)
                .merge(Profiler.fromBytes(Profiler.of(SCHEMA).add(second).toBytes()))
                .profile();

        assertThat(merged.rowCount()).isEqualTo(whole.rowCount());
        for (ColumnProfile column : whole.columns()) {
            ColumnProfile other = merged.column(column.name());
            assertThat(other.count()).isEqualTo(column.count());
            assertThat(other.missing()).isEqualTo(column.missing());
            assertThat(other.distinct()).isEqualTo(column.distinct());
            assertThat(other.topValues()).isEqualTo(column.topValues());
            assertThat(other.quantiles()).isEqualTo(column.quantiles());
            assertThat(other.findHistogram()).isEqualTo(column.findHistogram());
            assertThat(other.findLengths()).isEqualTo(column.findLengths());
            assertThat(other.patterns()).isEqualTo(column.patterns());
            close(other.findMean(), column.findMean());
            close(other.findStddev(), column.findStddev());
            close(other.findSkewness(), column.findSkewness());
            close(other.findKurtosis(), column.findKurtosis());
        }
        assertThat(merged.correlations()).hasSameSizeAs(whole.correlations());
        whole.correlations()
                .forEach(each -> assertThat(merged.correlation(each.second(), each.first()))
                        .isCloseTo(each.value(), within(1e-9)));
    }

    @Property(tries = 30)
    void theBytesOfAProfilerGiveTheSameProfile(@ForAll Random random, @ForAll @IntRange(max = 2_000) int rows) {
        Profiler profiler = Profiler.of(SCHEMA).add(table(random, rows));
        assertThat(Profiler.fromBytes(profiler.toBytes()).profile()).isEqualTo(profiler.profile());
    }

    @Property(tries = 200)
    void bytesThatWereChangedAreRefusedOrReadButNeverFailOtherwise(
            @ForAll Random random, @ForAll @IntRange(max = 60) int rows) {
        byte[] bytes = Profiler.of(SCHEMA).add(table(random, rows)).toBytes();
        int at = random.nextInt(Math.min(bytes.length, 600));
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        try {
            Profiler.fromBytes(bytes);
        } catch (InvalidInput e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Example
    void bytesOfSomethingElseAreRefused() {
        assertThatThrownBy(() -> Profiler.fromBytes(new byte[] {1, 2, 3}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not the state of a profiler");
    }

    @Example
    void aTableOfOtherTypesIsRefused() {
        Table table = Table.builder()
                .strings("x", "1")
                .doubles("y", 1)
                .longs("n", 1)
                .strings("word", "a")
                .build();
        assertThatThrownBy(() -> Profiler.of(SCHEMA).add(table))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Column 'x' of the table is STRING, but the profiler's is REAL");
    }

    /** NumPy 2.4.6: np.corrcoef([1, 2, 3, 5], [2, 1, 4, 3]), and with the pairs in which both are known. */
    @Example
    void aCorrelationIsThatOfThePairsInWhichBothAreKnown() {
        Table table = Table.builder()
                .doubles("x", 1, 2, Double.NaN, 3, 5, 9)
                .doubles("y", 2, 1, 7, 4, 3, Double.NaN)
                .longs("n", 7, 7, 7, 7, 7, 7)
                .strings("word", "a", "b", "c", "d", "e", "f")
                .build();
        Profile profile = Profiler.of(SCHEMA).add(table).profile();
        assertThat(profile.correlation("y", "x")).isCloseTo(CORRELATION, within(1e-12));
        assertThat(profile.findCorrelation("x", "n")).isEmpty();
        assertThatThrownBy(() -> profile.correlation("x", "word")).isInstanceOf(InvalidInput.class);
    }

    private static final double CORRELATION = 0.5291502622129181;

    private static void close(OptionalDouble actual, OptionalDouble expected) {
        assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
        if (expected.isPresent()) {
            double value = expected.getAsDouble();
            assertThat(actual.getAsDouble()).isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
        }
    }

    private static Table table(Random random, int rows) {
        double[] x = new double[rows];
        double[] y = new double[rows];
        long[] n = new long[rows];
        String[] words = new String[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
            y[i] = x[i] + random.nextInt(5);
            n[i] = random.nextInt(50);
            words[i] = random.nextInt(20) == 0 ? null : (char) ('A' + random.nextInt(9)) + "-" + random.nextInt(200);
        }
        return Table.builder()
                .doubles("x", x)
                .doubles("y", y)
                .longs("n", n)
                .strings("word", words)
                .build();
    }
}
