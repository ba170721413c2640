package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.FeatureSelection.Score;
import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnScoresTest {
    private static final double NONE = Double.NaN;

    private static Table labelled(double[] useful, double[] idle, double[] label) {
        return Table.builder()
                .doubles("useful", useful)
                .doubles("idle", idle)
                .doubles("label", label)
                .build();
    }

    private static Table twenty() {
        double[] values = IntStream.range(0, 20).mapToDouble(i -> i).toArray();
        return labelled(values, IntStream.range(0, 20).mapToDouble(i -> i % 3).toArray(), values);
    }

    /** A model that says what "useful" says; better when it is nearer to the label. */
    private static double closeness(Table table) {
        double[] guess = table.doubles("useful");
        double[] truth = table.doubles("label");
        return -IntStream.range(0, guess.length)
                .mapToDouble(i -> Math.abs(guess[i] - truth[i]))
                .average()
                .orElseThrow();
    }

    @Test
    void theVarianceIsThatOfThePopulationOverThePresentCells() {
        Table table = Table.builder()
                .doubles("x", 1, NONE, 2, 6)
                .longs("same", 7, 7, 7, 7)
                .booleans("flag", true, false, true, false)
                .strings("word", "a", "b", "c", "d")
                .doubles("empty", NONE, NONE, NONE, NONE)
                .build();
        assertThat(FeatureSelection.variance(table).scores())
                .extracting(Score::column)
                .containsExactly("x", "flag", "same");
        assertThat(FeatureSelection.variance(table).score("x")).isCloseTo(14.0 / 3, within(1e-12));
        assertThat(FeatureSelection.variance(table).score("flag")).isEqualTo(0.25);
        assertThat(FeatureSelection.variance(table).score("same")).isZero();
    }

    @Test
    void ofTwoCorrelatedColumnsTheLaterOneGoes() {
        Table table = Table.builder()
                .doubles("a", 1, 2, 3, 4)
                .doubles("minusA", -1, -2, -3, -4)
                .doubles("b", 1, -1, -1, 1)
                .build();
        FeatureSelection added = FeatureSelection.correlation(table, 0.95);
        assertThat(added.score("a")).isEqualTo(1);
        assertThat(added.score("minusA")).isCloseTo(0, within(1e-12));
        assertThat(added.score("b")).isEqualTo(1);
    }

    @Test
    void aColumnThatWentDoesNotTakeOthersWithIt() {
        Table table = Table.builder()
                .doubles("a", 1, 0, 0, 0, 0, 0)
                .doubles("between", 1, 1, 0, 0, 0, 0)
                .doubles("b", 0, 1, 0, 0, 0, 0)
                .build();
        FeatureSelection added = FeatureSelection.correlation(table, 0.6);
        assertThat(added.score("between")).isLessThanOrEqualTo(0.4);
        assertThat(added.score("b")).isGreaterThan(0.4);
    }

    @Test
    void correlationsAreTakenOverTheRowsThatBothHave() {
        Table table = Table.builder()
                .doubles("a", 1, 2, 3, NONE, 100)
                .doubles("b", 2, 4, 6, 9, NONE)
                .build();
        assertThat(FeatureSelection.correlation(table, 0.95).score("b")).isCloseTo(0, within(1e-12));
    }

    @Test
    void columnsWithoutACommonRowAddEverything() {
        Table table =
                Table.builder().doubles("a", 1, NONE).doubles("b", NONE, 2).build();
        assertThat(FeatureSelection.correlation(table, 0.95).score("b")).isEqualTo(1);
    }

    @Test
    void infiniteValuesAreRefusedWithTheirRow() {
        Table table = Table.builder().doubles("x", 1, Double.POSITIVE_INFINITY).build();
        assertThatThrownBy(() -> FeatureSelection.variance(table))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("row 2");
    }

    /** The definition of {@code sklearn.inspection.permutation_importance}: the drops from the score of the whole, their mean and {@code numpy.std}. */
    @Test
    void importanceIsTheMeanDropWithItsDeviation() {
        List<Double> given = new ArrayList<>();
        ToDoubleFunction<Table> scorer = table -> {
            double score = closeness(table);
            given.add(score);
            return score;
        };
        FeatureSelection worth = FeatureSelection.permutationImportance(twenty(), "label", scorer, 6, 42);
        double whole = given.get(0);
        double[] drops =
                given.subList(1, 7).stream().mapToDouble(score -> whole - score).toArray();
        double mean = Arrays.stream(drops).sum() / 6;
        double variance =
                Arrays.stream(drops).map(drop -> (drop - mean) * (drop - mean)).sum() / 6;
        Score useful = worth.scores().get(0);
        assertThat(useful.column()).isEqualTo("useful");
        assertThat(useful.value()).isCloseTo(mean, within(1e-12)).isPositive();
        assertThat(useful.deviation())
                .isCloseTo(Math.sqrt(variance), within(1e-12))
                .isPositive();
        assertThat(given).hasSize(1 + 2 * 6);
    }

    @Test
    void aColumnThatTheModelDoesNotReadHasNoImportance() {
        FeatureSelection worth =
                FeatureSelection.permutationImportance(twenty(), "label", ColumnScoresTest::closeness, 3, 1);
        assertThat(worth.scores().get(1)).isEqualTo(new Score("idle", 0, 0));
    }

    @Test
    void oneColumnAtATimeIsShuffledAndKeepsItsCells() {
        List<Table> seen = new ArrayList<>();
        Table table = labelled(new double[] {1, 2, 3, NONE}, new double[] {5, 6, 7, 8}, new double[] {0, 1, 0, 1});
        FeatureSelection.permutationImportance(
                table,
                "label",
                each -> {
                    seen.add(each);
                    return 0;
                },
                2,
                9);
        assertThat(seen).hasSize(5);
        assertThat(seen.get(0)).isEqualTo(table);
        for (Table shuffled : seen.subList(1, 3)) {
            assertThat(shuffled.names()).isEqualTo(table.names());
            assertThat(shuffled.column("idle")).isEqualTo(table.column("idle"));
            assertThat(shuffled.column("label")).isEqualTo(table.column("label"));
            assertThat(shuffled.doubles("useful")).containsExactlyInAnyOrder(1, 2, 3, NONE);
        }
        for (Table shuffled : seen.subList(3, 5)) {
            assertThat(shuffled.column("useful")).isEqualTo(table.column("useful"));
        }
    }

    @Test
    void theSameSeedGivesTheSameImportance() {
        assertThat(FeatureSelection.permutationImportance(twenty(), "label", ColumnScoresTest::closeness, 3, 5))
                .isEqualTo(FeatureSelection.permutationImportance(twenty(), "label", ColumnScoresTest::closeness, 3, 5))
                .isNotEqualTo(
                        FeatureSelection.permutationImportance(twenty(), "label", ColumnScoresTest::closeness, 3, 6));
    }

    @Test
    void aScoreThatIsNoNumberIsRefused() {
        Table table = twenty();
        assertThatThrownBy(() -> FeatureSelection.permutationImportance(table, "label", each -> NONE, 1, 0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("NaN");
    }
}
