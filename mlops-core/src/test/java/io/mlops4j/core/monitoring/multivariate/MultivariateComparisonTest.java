package io.mlops4j.core.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.MultivariateDrift;
import io.mlops4j.monitoring.MultivariateDrift.TellingColumn;
import io.mlops4j.stats.TwoSample;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MultivariateComparisonTest {
    private static final MultivariateComparison COMPARISON = new MultivariateComparison(0.01, 7);

    /** Columns x, y and six of noise; x and y are normal, and their product has the sign given wherever both are far out. */
    private static Table dependent(int rows, double correlation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] columns = new double[8][rows];
        for (int row = 0; row < rows; row++) {
            for (double[] column : columns) {
                column[row] = random.nextGaussian();
            }
            columns[1][row] =
                    correlation * columns[0][row] + Math.sqrt(1 - correlation * correlation) * columns[1][row];
        }
        Table.Builder table = Table.builder().doubles("x", columns[0]).doubles("y", columns[1]);
        for (int k = 2; k < columns.length; k++) {
            table.doubles("noise" + k, columns[k]);
        }
        return table.build();
    }

    private static Table alike(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] cities = {"Bern", "Graz", "Linz", "Ulm"};
        return Table.builder()
                .doubles(
                        "income",
                        random.doubles(rows).map(u -> -Math.log(1 - u)).toArray())
                .longs(
                        "age",
                        IntStream.range(0, rows)
                                .mapToLong(i -> 18 + random.nextInt(60))
                                .toArray())
                .categories(
                        "city",
                        IntStream.range(0, rows)
                                .mapToObj(i -> cities[random.nextInt(4)])
                                .toArray(String[]::new))
                .build();
    }

    @Test
    void aCorrelationThatTurnedRoundIsFoundThoughNoColumnShowsIt() {
        Table reference = dependent(1500, 0.7, 1);
        Table current = dependent(1500, -0.7, 2);
        for (String column : reference.names()) {
            assertThat(TwoSample.kolmogorovSmirnov(reference.doubles(column), current.doubles(column))
                            .pValue())
                    .as(column)
                    .isGreaterThan(0.01);
        }

        MultivariateDrift drift = COMPARISON.compare(reference, current);

        assertThat(drift.drifted()).isTrue();
        assertThat(drift.area()).isGreaterThan(0.75);
        assertThat(drift.areaInterval().low()).isGreaterThan(0.7);
        assertThat(drift.discrepancyPValue()).isLessThan(0.005);
        assertThat(drift.columns().stream().limit(2).map(TellingColumn::name)).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void exclusiveOrOfTwoFlagsIsFound() {
        SplittableRandom random = new SplittableRandom(3);
        int rows = 600;
        boolean[] a = new boolean[rows];
        boolean[] same = new boolean[rows];
        boolean[] other = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            a[row] = random.nextBoolean();
            same[row] = random.nextInt(10) < 8 == a[row];
            other[row] = random.nextInt(10) < 8 != a[row];
        }

        MultivariateDrift drift = COMPARISON.compare(
                Table.builder().booleans("a", a).booleans("b", same).build(),
                Table.builder().booleans("a", a).booleans("b", other).build());

        assertThat(drift.drifted()).isTrue();
        assertThat(drift.area()).isGreaterThan(0.7);
    }

    @Test
    void aShiftOfOneColumnNamesThatColumnFirst() {
        Table reference = alike(800, 4);
        Table moved = alike(800, 5);
        double[] income = moved.doubles("income");
        Table current = Table.builder()
                .doubles("income", Arrays.stream(income).map(x -> x + 0.5).toArray())
                .column(moved.column("age"))
                .column(moved.column("city"))
                .build();

        MultivariateDrift drift = COMPARISON.compare(reference, current);

        assertThat(drift.drifted()).isTrue();
        assertThat(drift.columns().get(0).name()).isEqualTo("income");
        assertThat(drift.columns().get(0).areaLost()).isGreaterThan(0.1);
    }

    @Test
    void tablesAlikeHaveAnAreaAroundAHalf() {
        MultivariateDrift drift = COMPARISON.compare(alike(1000, 6), alike(1000, 8));

        assertThat(drift.drifted()).isFalse();
        assertThat(drift.areaInterval().contains(0.5)).isTrue();
        assertThat(drift.pValue()).isGreaterThan(0.01);
        assertThat(drift.notes()).isEmpty();
    }

    @Test
    void aSeedGivesOneAnswer() {
        Table reference = alike(300, 9);
        Table current = alike(200, 10);

        assertThat(COMPARISON.compare(reference, current)).isEqualTo(COMPARISON.compare(reference, current));
        assertThat(new MultivariateComparison(0.01, 8).compare(reference, current))
                .isNotEqualTo(COMPARISON.compare(reference, current));
    }

    @Test
    void withoutDriftTheIntervalHoldsAHalfAtItsRate() {
        assertThat(misses(60, 300)).isLessThanOrEqualTo(9);
    }

    /** Of 400 comparisons without drift 20 should miss at 95 %; more than 35 have a probability under 0.001. */
    @Test
    @Tag("stress")
    void withoutDriftManyIntervalsHoldAHalfAtTheirRate() {
        assertThat(misses(400, 120)).isBetween(5, 35);
        assertThat(misses(400, 600)).isBetween(5, 35);
    }

    private static int misses(int times, int rows) {
        int missed = 0;
        for (int i = 0; i < times; i++) {
            Features features = Features.of(alike(rows, 1000 + 2 * i), alike(rows, 1001 + 2 * i));
            DomainClassifier.Finding finding = new DomainClassifier(features.steps(), rows, 2 * rows, i).judge(0.95);
            missed += finding.interval().contains(0.5) ? 0 : 1;
        }
        return missed;
    }

    @Test
    void manyRowsAreDrawnByChanceAndTheNoteSaysSo() {
        MultivariateDrift drift = COMPARISON.compare(alike(9_000, 11), alike(100, 12));

        assertThat(drift.referenceRows()).isEqualTo(4_000);
        assertThat(drift.currentRows()).isEqualTo(100);
        assertThat(drift.notes()).containsExactly("Of the 9000 rows of the reference, 4000 were drawn by chance.");
    }

    @Test
    void missingCellsCountAndOtherColumnsAreLeftOutWithANote() {
        double[] holes = IntStream.range(0, 200)
                .mapToDouble(i -> i % 2 == 0 ? Double.NaN : i)
                .toArray();
        double[] whole = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
        String[] keys = IntStream.range(0, 200).mapToObj(i -> "k" + i).toArray(String[]::new);
        String[] other = IntStream.range(0, 200).mapToObj(i -> "m" + i).toArray(String[]::new);

        MultivariateDrift drift = COMPARISON.compare(
                Table.builder()
                        .doubles("v", holes)
                        .strings("key", keys)
                        .doubles("t", whole)
                        .build(),
                Table.builder()
                        .doubles("v", whole)
                        .strings("key", other)
                        .strings("t", keys)
                        .doubles("new", whole)
                        .build());

        assertThat(drift.drifted()).isTrue();
        assertThat(drift.columns()).extracting(TellingColumn::name).containsExactly("v");
        assertThat(drift.notes())
                .containsExactly(
                        "Column 'key' has 400 different words in 400 rows, so it names rows; it was left out.",
                        "Column 't' is REAL in the reference and STRING now; it was left out.",
                        "Only one table has the columns [new].");
    }

    @Test
    void constantTablesAreAlike() {
        Table table = Table.builder().doubles("c", new double[50]).build();

        assertThat(COMPARISON.compare(table, table).drifted()).isFalse();
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> COMPARISON.compare(alike(29, 13), alike(100, 14)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("The reference has 29 rows; to compare tables as a whole takes 30 of each at least.");
    }

    @Test
    void tablesWithNothingInCommonAreRefused() {
        assertThatThrownBy(() -> COMPARISON.compare(
                        Table.builder().doubles("a", new double[50]).build(),
                        Table.builder().doubles("b", new double[50]).build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageEndingWith("Only one table has the columns [a, b].");
    }
}
